// What the tests of the simulated Workable share: a clock of their own, and
// answers taken apart.
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_WORKABLE_FIXTURE_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_WORKABLE_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/time/fake_clock.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/workable/oauth.h"
#include "testing/simulators/workable/workable_simulator.h"

namespace hirewire::sim {

class WorkableFixture : public ::testing::Test {
 protected:
  WorkableFixture() {
    Restart({.candidates = 300, .awkward = true, .rate_limits = false});
  }

  // A new simulator; the fixture's clock is put into the options.
  void Restart(SimulatorOptions options) {
    options.clock = &clock_;
    vendor_ = std::make_unique<WorkableSimulator>(std::move(options));
    data_ = vendor_->Data();
    token_ = std::string(workable::kApiKey);
  }

  // `target` may be a whole URL. An empty authorization is left out.
  Reply Send(const std::string& method, std::string target,
             const std::string& body, const std::string& authorization) {
    const std::string host = "http://vendor.test";
    if (target.rfind(host, 0) == 0) target = target.substr(host.size());
    Request request;
    request.method = method;
    const size_t mark = target.find('?');
    request.path = PercentDecode(target.substr(0, mark), false);
    if (mark != std::string::npos) request.raw_query = target.substr(mark + 1);
    request.query = ParseParameters(request.raw_query);
    request.headers = {{"Host", "vendor.test"}};
    if (!authorization.empty()) {
      request.headers.emplace_back("Authorization", authorization);
    }
    request.body = body;
    return vendor_->Handle(request);
  }

  // GET below /spi/v3 with the current token; also of a whole URL.
  Reply Get(const std::string& target) {
    const bool whole = target.rfind("http", 0) == 0;
    return Send("GET", whole ? target : "/spi/v3" + target, "",
                "Bearer " + token_);
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

  // paging.next; empty where the answer has no "paging".
  static std::string NextOf(const Reply& reply) {
    const json::Document document = Parse(reply);
    const auto paging = document.root().Find("paging");
    if (!paging.has_value()) return "";
    return std::string(paging->Find("next")->AsString());
  }

  // A text field of every object below `list` (empty: of a bare array); for
  // anything but a text: "<none>".
  static std::vector<std::string> Texts(const Reply& reply,
                                        absl::string_view list,
                                        absl::string_view field) {
    const json::Document document = Parse(reply);
    json::Value rows = document.root();
    if (!list.empty()) rows = rows.Find(list).value_or(json::Value());
    std::vector<std::string> texts;
    for (const json::Value row : rows.items()) {
      const auto value = row.Find(field);
      const bool text = value.has_value() && value->is_string();
      texts.emplace_back(text ? value->AsString() : "<none>");
    }
    return texts;
  }

  // Ids of every page from `target` on, in order.
  std::vector<std::string> Walk(std::string target, absl::string_view list,
                                int* pages = nullptr) {
    std::vector<std::string> ids;
    while (!target.empty()) {
      const Reply reply = Get(target);
      EXPECT_EQ(reply.status, 200) << *reply.body;
      if (reply.status != 200) break;
      for (const std::string& id : Texts(reply, list, "id")) ids.push_back(id);
      if (pages != nullptr) ++*pages;
      target = NextOf(reply);
    }
    return ids;
  }

  std::string Candidate(Ref application) const {
    return "/candidates/" + vendor_->IdOf("candidates", application);
  }
  std::string Job(Ref job) const {
    return "/jobs/" + vendor_->IdOf("jobs", job);
  }

  // The first application of which `is` holds; the test fails without one.
  template <typename Is>
  Ref Find(Is is) const {
    for (size_t i = 0; i < data_.applications.size(); ++i) {
      if (is(data_.applications[i])) return static_cast<Ref>(i);
    }
    ADD_FAILURE() << "the company has no such application";
    return 0;
  }

  FakeClock clock_;
  std::unique_ptr<WorkableSimulator> vendor_;
  // As generated.
  Company data_;
  std::string token_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_WORKABLE_FIXTURE_H_
