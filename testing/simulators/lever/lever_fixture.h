// What the tests of the simulated Lever share: requests without sockets, and
// time that stands until it is moved.
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_LEVER_FIXTURE_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_LEVER_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/time/fake_clock.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/lever/lever_simulator.h"
#include "testing/simulators/lever/options.h"

namespace hirewire::sim {

class LeverFixture : public ::testing::Test {
 protected:
  LeverFixture() { Restart(Unlimited()); }

  // Options without a rate limit, for tests of other things.
  static LeverOptions Unlimited(int candidates = 150) {
    LeverOptions options;
    options.common.candidates = candidates;
    options.common.rate_limits = false;
    return options;
  }

  // A new simulator; the fixture's clock is put into the options.
  void Restart(LeverOptions options) {
    options.common.clock = &clock_;
    key_ = options.keys[0].key;
    vendor_ = std::make_unique<LeverSimulator>(std::move(options));
  }

  Reply Send(const std::string& method, const std::string& target,
             const std::string& authorization, const std::string& body = "",
             const std::string& type = "application/x-www-form-urlencoded") {
    Request request;
    request.method = method;
    const size_t mark = target.find('?');
    request.path = PercentDecode(target.substr(0, mark), false);
    if (mark != std::string::npos) request.raw_query = target.substr(mark + 1);
    request.query = ParseParameters(request.raw_query);
    request.headers = {{"Authorization", authorization},
                       {"Content-Type", type}};
    request.body = body;
    return vendor_->Handle(request);
  }

  static std::string Basic(const std::string& key) {
    return "Basic " + absl::Base64Escape(key + ":");
  }

  // GET below /v1/ with the first key.
  Reply Get(const std::string& target) {
    return Send("GET", "/v1/" + target, Basic(key_));
  }

  static json::Document Parse(const Reply& reply) {
    auto document =
        json::Parse(reply.body == nullptr ? "null" : std::string(*reply.body));
    EXPECT_TRUE(document.ok()) << document.status();
    return document.ok() ? *std::move(document) : json::Document();
  }

  static std::string Text(const json::Value& object, absl::string_view name) {
    const auto value = object.Find(name);
    return value && value->is_string() ? std::string(value->AsString()) : "";
  }
  static std::string Text(const Reply& reply, absl::string_view name) {
    const json::Document document = Parse(reply);
    return Text(document.root(), name);
  }

  static std::string Header(const Reply& reply, absl::string_view name) {
    for (const auto& [key, value] : reply.headers) {
      if (key == name) return value;
    }
    return "";
  }

  // Texts of that field in all rows of a list's answer.
  static std::vector<std::string> Column(const Reply& reply,
                                         absl::string_view field = "id") {
    EXPECT_EQ(reply.status, 200) << *reply.body;
    std::vector<std::string> texts;
    const json::Document document = Parse(reply);
    if (const auto data = document.root().Find("data")) {
      for (const json::Value row : data->items()) {
        texts.push_back(Text(row, field));
      }
    }
    return texts;
  }

  // The target of the next page; empty on the last one.
  static std::string NextOf(const Reply& reply, const std::string& target) {
    const json::Document document = Parse(reply);
    const auto more = document.root().Find("hasNext");
    if (!more.has_value() || !more->AsBool()) return "";
    const size_t old = target.find("&offset=");
    // Percent-encoded already, and yet encoded like any value.
    return absl::StrCat(target.substr(0, old), "&offset=",
                        PercentEncode(Text(document.root(), "next")));
  }

  // A column of every page, in order. `target` has a question mark.
  std::vector<std::string> Walk(std::string target, int* pages = nullptr,
                                absl::string_view field = "id") {
    std::vector<std::string> all;
    while (!target.empty()) {
      const Reply reply = Get(target);
      for (std::string& text : Column(reply, field)) {
        all.push_back(std::move(text));
      }
      if (pages != nullptr) ++*pages;
      if (reply.status != 200) break;
      target = NextOf(reply, target);
    }
    return all;
  }

  FakeClock clock_;
  std::unique_ptr<LeverSimulator> vendor_;
  std::string key_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_LEVER_FIXTURE_H_
