// What the tests of the simulated Greenhouse share: a clock of their own, a
// token, and answers taken apart.
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_SIMULATOR_FIXTURE_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_SIMULATOR_FIXTURE_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/time/fake_clock.h"
#include "testing/simulators/greenhouse/greenhouse_simulator.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim {

class SimulatorFixture : public ::testing::Test {
 protected:
  SimulatorFixture() { Restart({}); }

  // A new simulator; the fixture's clock is put into the options.
  void Restart(GreenhouseOptions options) {
    options.clock = &clock_;
    vendor_ = std::make_unique<GreenhouseSimulator>(std::move(options));
    token_.clear();
  }

  Reply Send(const std::string& method, const std::string& target,
             const std::string& body, const std::string& authorization) {
    Request request;
    request.method = method;
    const size_t mark = target.find('?');
    request.path = PercentDecode(target.substr(0, mark), false);
    if (mark != std::string::npos) request.raw_query = target.substr(mark + 1);
    request.query = ParseParameters(request.raw_query);
    request.headers = {{"Host", "vendor.test"},
                       {"Authorization", authorization}};
    request.body = body;
    return vendor_->Handle(request);
  }

  Reply AskToken(const std::string& body = "grant_type=client_credentials",
                 const std::string& id = "acme-harvest-v3",
                 const std::string& secret = "simulated-secret") {
    return Send("POST", "/token", body,
                "Basic " + absl::Base64Escape(id + ":" + secret));
  }

  // GET with a token that is fetched once.
  Reply Get(const std::string& target) {
    if (token_.empty()) token_ = TokenOf(AskToken());
    return Send("GET", target, "", "Bearer " + token_);
  }

  static std::string TokenOf(const Reply& reply) {
    const json::Document document = Parse(reply);
    const auto token = document.root().Find("access_token");
    return token.has_value() ? std::string(token->AsString()) : "";
  }

  static json::Document Parse(const Reply& reply) {
    auto document =
        json::Parse(reply.body == nullptr ? "null" : std::string(*reply.body));
    EXPECT_TRUE(document.ok()) << document.status();
    return document.ok() ? *std::move(document) : json::Document();
  }

  static std::string Header(const Reply& reply, absl::string_view name) {
    for (const auto& [key, value] : reply.headers) {
      if (key == name) return value;
    }
    return "";
  }

  // The target in the answer's Link header; empty on the last page.
  static std::string NextOf(const Reply& reply) {
    const std::string link = Header(reply, "Link");
    if (link.empty()) return "";
    const size_t path = link.find("/v3/");
    return link.substr(path, link.find('>') - path);
  }

  static std::vector<int64_t> Numbers(const Reply& reply,
                                      absl::string_view field = "id") {
    std::vector<int64_t> numbers;
    const json::Document document = Parse(reply);
    for (const json::Value row : document.root().items()) {
      const auto value = row.Find(field);
      const bool number =
          value.has_value() && value->kind() == json::Kind::kInt64;
      numbers.push_back(number ? value->AsInt64() : 0);
    }
    return numbers;
  }

  // Ids of every page from `target` on, in order.
  std::vector<int64_t> Walk(std::string target, int* pages = nullptr) {
    std::vector<int64_t> ids;
    while (!target.empty()) {
      const Reply reply = Get(target);
      EXPECT_EQ(reply.status, 200) << *reply.body;
      for (const int64_t id : Numbers(reply)) ids.push_back(id);
      if (pages != nullptr) ++*pages;
      target = NextOf(reply);
    }
    return ids;
  }

  FakeClock clock_;
  std::unique_ptr<GreenhouseSimulator> vendor_;
  std::string token_;
};

// Options without a rate limit, for tests of other things.
inline GreenhouseOptions Unlimited(int candidates = 300) {
  GreenhouseOptions options;
  options.candidates = candidates;
  options.rate_limit = 0;
  return options;
}

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_SIMULATOR_FIXTURE_H_
