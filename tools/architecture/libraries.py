#!/usr/bin/env python3
"""Each library is included by the folder that wraps it, and nowhere else."""

import re
import sys

import sources

# (headers, who may include them), both as regular expressions on the beginning.
OWNERS = [
    (r"curl/", r"base/http/"),
    (r"simdjson", r"base/json/|testing/bench/"),
    (r"sqlite3|libpq|postgresql/", r"base/store/"),
    (r"sodium", r"base/crypto/"),
    # The certificate and the TLS side of the test server of transports.
    (r"openssl/", r"base/crypto/|base/http/test_"),
    (r"grpc(pp)?/", r"services/|testing/|tools/cli/|base/status/grpc_status"),
    (r"spdlog/|fmt/", r"base/log/"),
    (r"re2/", r"base/expr/"),
    (r"boost/beast", r"services/edge/|testing/"),
    (r"benchmark/", r"testing/bench/"),
]


def check():
    findings = []
    for path in sources.files(".cc", ".h"):
        for number, _, include in sources.includes(path):
            for headers, owners in OWNERS:
                if re.match(headers, include) and not re.match(owners, path):
                    findings.append(f"{path}:{number}: {include}: only "
                                    f"{owners} may include it")
    return findings


if __name__ == "__main__":
    sys.exit(sources.report(check()))
