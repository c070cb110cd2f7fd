#!/usr/bin/env python3
"""Time and chance come from base/time and base/random, and nowhere else.

What asks the system for either cannot be tested in virtual time or replayed
from a seed. An exception needs a line in EXCEPTIONS that says why.
"""

import re
import sys

import sources

OWNERS = ("base/time/", "base/random/")

FORBIDDEN = re.compile(
    r"absl::Now\b|GetCurrentTimeNanos"
    r"|\b(system|steady|high_resolution)_clock::|chrono::\w+_clock\b"
    r"|\b(steady|system|high_resolution|deadline)_timer\b|asio::.*\bwait_for\b"
    r"|SleepFor|\bsleep_(for|until)\b|\b(u|nano)?sleep\s*\("
    r"|\brun(_one)?_(for|until)\s*\(|\bclock_gettime\b|\bgettimeofday\b"
    r"|\b(Await|Wait|WaitForNotification)With(Timeout|Deadline)\b"
    r"|(?<![\w.>:])(s?rand\s*\(|time\s*\(\s*(NULL|nullptr|0)\s*\))"
    r"|\brandom_device\b|\bmt19937|\bBitGen\b|\bgetrandom\b|\bgetentropy\b"
    r"|\barc4random\b|\brandombytes|\bRAND_bytes\b")

# Path -> the one thing it may use, and why.
EXCEPTIONS = {
    "base/async/event.cc":
        ("steady_timer", "never expires: Asio's way to wait for an event"),
    "base/async/spawn_test.cc":
        ("steady_timer", "never expires: something to cancel"),
    "base/async/shards.cc":
        ("AwaitWithTimeout", "the end of a process: its threads are joined "
         "when no clock of the server runs any more"),
    "base/http/curl_loop.h":
        ("steady_timer", "curl keeps its own time; the timer serves it"),
    "base/http/curl_transport_hostile_test.cc":
        ("run_one_for", "polls an event loop while another thread reads"),
    "base/store/postgres_pool.cc":
        ("AwaitWithTimeout", "threads that wait for a connection block: no "
         "event loop could wake them in virtual time"),
    "base/crypto/key.cc":
        ("randombytes", "keys come from the operating system, through sodium"),
    "base/crypto/xchacha20_poly1305.cc":
        ("randombytes", "nonces come from where keys do"),
    "base/expr/hostile_test.cc": ("mt19937", "seeded: the same cases each run"),
    "base/expr/html_text_test.cc":
        ("mt19937", "seeded: the same cases each run"),
    "base/json/parser_test.cc": ("mt19937", "seeded: the same cases each run"),
    "services/rpc/incoming_call.cc":
        ("system_clock", "gRPC's type of a deadline; it is never asked"),
}

# Folders that measure or drive real processes.
REAL_TIME = {
    "testing/bench/": "measures real time",
    "testing/soak/": "real processes and what they take, by the same clock",
    "testing/e2e/": "real processes and sockets: deadlines of real calls",
}


def check():
    findings, used = [], set()
    for path in sources.files(".cc", ".h"):
        if path.startswith(OWNERS) or path.startswith(tuple(REAL_TIME)):
            continue
        allowed = EXCEPTIONS.get(path, ("", ""))[0]
        for number, line in sources.code_lines(path):
            for match in FORBIDDEN.finditer(line):
                if allowed and allowed in match.group():
                    used.add(path)
                else:
                    findings.append(
                        f"{path}:{number}: {match.group()}: take a Clock or a "
                        "Random instead (base/time, base/random)")
    findings += [f"tools/architecture/clocks.py: {path} needs no exception"
                 for path in sorted(set(EXCEPTIONS) - used)]
    return findings


if __name__ == "__main__":
    sys.exit(sources.report(check()))
