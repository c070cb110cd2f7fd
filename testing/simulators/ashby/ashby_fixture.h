// What the tests of the simulated Ashby share: a clock of their own, calls, and
// answers taken apart.
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_ASHBY_FIXTURE_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_ASHBY_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/time/fake_clock.h"
#include "testing/simulators/ashby/ashby_simulator.h"
#include "testing/simulators/ashby/options.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim {

class AshbyFixture : public ::testing::Test {
 protected:
  AshbyFixture() { Restart({}); }

  // A new simulator of a small company, unless the options say otherwise; the
  // fixture's clock is put into them.
  void Restart(AshbyOptions options) {
    options.clock = &clock_;
    vendor_ = std::make_unique<AshbySimulator>(std::move(options));
  }

  static std::string Basic(const std::string& user,
                           const std::string& password = "") {
    return "Basic " + absl::Base64Escape(user + ":" + password);
  }

  Reply Send(Request request) { return vendor_->Handle(request); }

  static Request To(const std::string& endpoint, const std::string& body) {
    Request request;
    request.method = "POST";
    request.path = "/" + endpoint;
    request.headers = {{"Host", "vendor.test"},
                       {"Content-Type", "application/json"},
                       {"Authorization", Basic(AshbyKey().key)}};
    request.body = body;
    return request;
  }

  // The body without its braces: "\"limit\":10".
  Reply Call(const std::string& endpoint, const std::string& members = "") {
    return Send(To(endpoint, "{" + members + "}"));
  }

  static json::Document Parse(const Reply& reply) {
    auto document =
        json::Parse(reply.body == nullptr ? "null" : std::string(*reply.body));
    EXPECT_TRUE(document.ok()) << document.status();
    return document.ok() ? *std::move(document) : json::Document();
  }

  static std::string TextOf(const json::Value& object, absl::string_view key) {
    const auto value = object.Find(key);
    if (!value.has_value() || !value->is_string()) return "";
    return std::string(value->AsString());
  }

  static std::string Header(const Reply& reply, absl::string_view name) {
    for (const auto& [key, value] : reply.headers) {
      if (key == name) return value;
    }
    return "";
  }

  // The code of a failure that came with 200; "" for a success.
  static std::string CodeOf(const Reply& reply) {
    const json::Document document = Parse(reply);
    if (document.root().Find("success")->AsBool()) return "";
    return TextOf(*document.root().Find("errorInfo"), "code");
  }

  static std::vector<std::string> Ids(const Reply& reply) {
    std::vector<std::string> ids;
    const json::Document document = Parse(reply);
    const auto results = document.root().Find("results");
    if (!results.has_value()) return ids;
    for (const json::Value row : results->items()) {
      ids.push_back(TextOf(row, "id"));
    }
    return ids;
  }

  static std::string CursorOf(const Reply& reply) {
    return TextOf(Parse(reply).root(), "nextCursor");
  }
  static std::string SyncTokenOf(const Reply& reply) {
    return TextOf(Parse(reply).root(), "syncToken");
  }

  static std::string With(const std::string& members, const std::string& name,
                          const std::string& text) {
    return absl::StrCat(members, members.empty() ? "" : ",", "\"", name,
                        "\":\"", text, "\"");
  }

  struct Walked {
    std::vector<std::string> ids;
    std::vector<std::string> cursors;
    int pages = 0;
    std::string sync_token;
  };

  // Every page from the first on, with the same members each time.
  Walked Walk(const std::string& endpoint, const std::string& members = "") {
    Walked walked;
    Reply reply = Call(endpoint, members);
    for (;;) {
      EXPECT_EQ(CodeOf(reply), "") << *reply.body;
      ++walked.pages;
      for (std::string& id : Ids(reply)) walked.ids.push_back(std::move(id));
      const std::string cursor = CursorOf(reply);
      const json::Document page = Parse(reply);
      const auto more = page.root().Find("moreDataAvailable");
      EXPECT_EQ(more.has_value() && more->AsBool(), !cursor.empty());
      if (cursor.empty()) break;
      walked.cursors.push_back(cursor);
      reply = Call(endpoint, With(members, "cursor", cursor));
    }
    walked.sync_token = SyncTokenOf(reply);
    return walked;
  }

  // The pages of a listing, as documents.
  std::vector<json::Document> Pages(const std::string& endpoint,
                                    const std::string& members = "") {
    std::vector<json::Document> pages;
    Reply reply = Call(endpoint, members);
    for (;;) {
      pages.push_back(Parse(reply));
      const std::string cursor = CursorOf(reply);
      if (cursor.empty()) return pages;
      reply = Call(endpoint, With(members, "cursor", cursor));
    }
  }

  // How often a member of the rows is null, absent, and anything else.
  struct Seen {
    int null = 0;
    int absent = 0;
    int value = 0;
  };
  Seen See(const std::string& endpoint, const char* member,
           const std::string& members = "") {
    Seen seen;
    for (const json::Document& page : Pages(endpoint, members)) {
      for (const json::Value row : page.root().Find("results")->items()) {
        const auto value = row.Find(member);
        ++(!value.has_value() ? seen.absent
           : value->is_null() ? seen.null
                              : seen.value);
      }
    }
    return seen;
  }

  FakeClock clock_;
  std::unique_ptr<AshbySimulator> vendor_;
};

// Options without a rate limit, for tests of other things.
inline AshbyOptions Unmetered(int candidates = 300) {
  AshbyOptions options;
  options.candidates = candidates;
  options.rate_limits = false;
  return options;
}

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_ASHBY_FIXTURE_H_
