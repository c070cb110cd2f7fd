#!/usr/bin/env python3
"""Each rule of the architecture, broken once."""

import os
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
# pylint: disable=wrong-import-position
import clocks
import include_graph
import libraries
import sources


class FloorsTest(unittest.TestCase):

    def test_arrows_run_down(self):
        for source, target in (("services/server", "services/auth"),
                               ("services/auth", "connectors/api"),
                               ("connectors/engine", "connectors/traffic"),
                               ("auth/vault", "base/crypto"),
                               ("base/http", "base/async"),
                               ("base/status", "proto/hirewire/v1"),
                               ("tools/cli", "services/accounts"),
                               ("services/server", "connectors/catalog")):
            self.assertIsNone(include_graph.forbidden(source, target))

    def test_arrows_do_not_run_up(self):
        for source, target in (("base/http", "auth/secret"),
                               ("connectors/api", "connectors/engine"),
                               ("connectors/engine", "connectors/catalog"),
                               ("services/auth", "services/server"),
                               ("services/auth", "testing/replay"),
                               ("base/status", "tools/cli")):
            self.assertEqual(include_graph.forbidden(source, target),
                             "runs upwards")

    def test_services_see_only_the_interface_of_the_connectors(self):
        self.assertIn("connectors/api", include_graph.forbidden(
            "services/catalog", "connectors/engine"))

    def test_a_folder_outside_of_the_house_is_named(self):
        self.assertIn("stands on no floor",
                      include_graph.forbidden("attic", "base/http"))

    def test_a_ring_is_found(self):
        arrows = {("base/a", "base/b"): "", ("base/b", "base/c"): "",
                  ("base/c", "base/a"): ""}
        self.assertEqual(include_graph.find_cycle(arrows),
                         ["base/a", "base/b", "base/c", "base/a"])
        del arrows["base/c", "base/a"]
        self.assertEqual(include_graph.find_cycle(arrows), [])

    def test_the_picture_must_fit(self):
        arrows = {("base/b", "base/a"): "base/b/b.h:1: base/a/a.h"}
        self.assertEqual(
            include_graph.check(arrows, {}, "base/b -> base/a\n"), [])
        self.assertIn("not in docs/architecture.graph.txt: base/b -> base/a",
                      include_graph.check(arrows, {}, ""))
        self.assertIn("only in docs/architecture.graph.txt: base/x -> base/a",
                      include_graph.check(
                          arrows, {}, "base/b -> base/a\nbase/x -> base/a\n"))

    def test_tests_keep_to_the_floors_but_are_not_drawn(self):
        up = {("base/b", "auth/a"): "base/b/b_test.cc:1: auth/a/a.h"}
        self.assertEqual(include_graph.check({}, up, ""),
                         ["base/b/b_test.cc:1: auth/a/a.h: base/b -> auth/a: "
                          "runs upwards"])

    def test_generated_headers_belong_to_their_protos(self):
        self.assertEqual(
            include_graph.header_folder("hirewire/v1/candidate.pb.h"),
            "proto/hirewire/v1")
        self.assertIsNone(include_graph.header_folder("absl/status/status.h"))


class ClocksTest(unittest.TestCase):

    def test_clocks_sleeps_and_chance_are_seen(self):
        for line in ("auto now = absl::Now();",
                     "std::chrono::steady_clock::now()",
                     "asio::steady_timer timer(executor);",
                     "absl::SleepFor(absl::Seconds(1));",
                     "usleep(10);", "srand(1);", "int i = rand();",
                     "time(nullptr);", "std::random_device device;",
                     "std::mt19937_64 engine;", "absl::BitGen bits;"):
            self.assertTrue(clocks.FORBIDDEN.search(line), line)

    def test_what_is_passed_in_is_not(self):
        for line in ("clock_.Now()", "SeededRandom random(7);",
                     "co_await clock.Sleep(absl::Seconds(1));",
                     "std::chrono::milliseconds(5)", "SystemClock system_clock;",
                     "start_time(now)"):
            self.assertFalse(clocks.FORBIDDEN.search(line), line)


class LibrariesTest(unittest.TestCase):

    def owners(self, include):
        return [owners for headers, owners in libraries.OWNERS
                if re.match(headers, include)]

    def test_each_wrapped_library_has_one_owner(self):
        for include, path in (("curl/curl.h", "base/http/url.cc"),
                              ("simdjson.h", "base/json/parser.cc"),
                              ("sqlite3.h", "base/store/x.cc"),
                              ("sodium.h", "base/crypto/key.cc"),
                              ("openssl/evp.h", "base/http/test_server.cc"),
                              ("grpcpp/server.h", "services/rpc/x.h")):
            (owners,) = self.owners(include)
            self.assertTrue(re.match(owners, path))
            self.assertFalse(re.match(owners, "connectors/engine/judge.cc"))


class SourcesTest(unittest.TestCase):

    def test_tests_fakes_and_what_stands_beside_are_tests(self):
        for path in ("base/http/url_test.cc", "base/time/fake_clock.h",
                     "base/http/test_server.h", "testing/data/draw.h",
                     "base/expr/expression_testing.h"):
            self.assertTrue(sources.is_test(path), path)
        for path in ("base/http/url.cc", "connectors/engine/judge.h",
                     "services/server/main.cc"):
            self.assertFalse(sources.is_test(path), path)


if __name__ == "__main__":
    unittest.main()
