// The vendor's rules, one by one.
#include "testing/simulators/teamtailor/teamtailor_simulator.h"

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "testing/data/company.h"
#include "testing/simulators/frame/simulator.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

const Headers kGood = {{"Host", "vendor.test"},
                       {"Authorization", "Token token=simulated-key"},
                       {"X-Api-Version", "20240904"}};

class TeamtailorTest : public testing::Test {
 protected:
  TeamtailorTest() { Restart({.candidates = 120, .rate_limits = false}); }

  void Restart(SimulatorOptions options) {
    options.clock = &clock_;
    vendor_ = std::make_unique<TeamtailorSimulator>(options);
  }

  Reply Get(const std::string& target, const Headers& headers = kGood,
            const std::string& method = "GET") {
    Request request;
    request.method = method;
    const size_t mark = target.find('?');
    request.path = target.substr(0, mark);
    if (mark != std::string::npos) request.raw_query = target.substr(mark + 1);
    request.query = ParseParameters(request.raw_query);
    request.headers = headers;
    return vendor_->Handle(request);
  }

  static json::Document Parse(const Reply& reply) {
    auto document = json::Parse(std::string(*reply.body));
    EXPECT_TRUE(document.ok()) << document.status();
    return document.ok() ? *std::move(document) : json::Document();
  }

  // The value at a path of names and places, or null.
  static json::Value At(const json::Document& document,
                        const std::vector<std::string>& path) {
    json::Value value = document.root();
    for (const std::string& name : path) {
      if (value.kind() == json::Kind::kArray) {
        const auto items = value.items();
        if (items.begin() == items.end()) return json::Value();
        value = *items.begin();
        continue;
      }
      value = value.Find(name).value_or(json::Value());
    }
    return value;
  }

  std::string TextAt(const Reply& reply, const std::vector<std::string>& path) {
    const json::Document document = Parse(reply);
    const json::Value value = At(document, path);
    return value.kind() == json::Kind::kString ? std::string(value.AsString())
                                               : "";
  }

  // Ids of all pages from `target` on.
  std::vector<std::string> Walk(std::string target, int* pages = nullptr) {
    std::vector<std::string> ids;
    while (!target.empty()) {
      const Reply reply = Get(target);
      EXPECT_EQ(reply.status, 200) << *reply.body;
      const json::Document document = Parse(reply);
      for (const json::Value row : At(document, {"data"}).items()) {
        ids.emplace_back(row.Find("id")->AsString());
      }
      if (pages != nullptr) ++*pages;
      const json::Value next = At(document, {"links", "next"});
      target = next.kind() == json::Kind::kString
                   ? std::string(next.AsString())
                         .substr(std::string("http://vendor.test").size())
                   : "";
    }
    return ids;
  }

  FakeClock clock_;
  std::unique_ptr<TeamtailorSimulator> vendor_;
};

TEST_F(TeamtailorTest, WantsItsKeyInItsOwnScheme) {
  const auto status = [&](const std::string& authorization) {
    Headers headers = kGood;
    headers[1].second = authorization;
    return Get("/v1/candidates", headers).status;
  };
  EXPECT_EQ(status("Token token=simulated-key"), 200);
  EXPECT_EQ(status("Token simulated-key"), 401);
  EXPECT_EQ(status("Bearer simulated-key"), 401);
  EXPECT_EQ(status(""), 401);
}

TEST_F(TeamtailorTest, WantsAVersion) {
  Headers headers = kGood;
  headers.pop_back();
  EXPECT_EQ(Get("/v1/candidates", headers).status, 406);
  headers.emplace_back("X-Api-Version", "v1");
  EXPECT_EQ(Get("/v1/candidates", headers).status, 406);
}

TEST_F(TeamtailorTest, PagesHoldTenUnlessAskedAndAtMostThirty) {
  int pages = 0;
  const auto ids = Walk("/v1/candidates?page[size]=30", &pages);
  const std::set<std::string> distinct(ids.begin(), ids.end());
  EXPECT_EQ(distinct.size(), ids.size());
  EXPECT_EQ(pages, static_cast<int>((ids.size() + 29) / 30));
  EXPECT_EQ(At(Parse(Get("/v1/candidates")), {"data"}).size(), 10u);
  for (const char* bad :
       {"page[size]=31", "page[size]=0", "page[number]=0", "page[number]=x"}) {
    EXPECT_EQ(Get(absl::StrCat("/v1/candidates?", bad)).status, 400) << bad;
  }
}

TEST_F(TeamtailorTest, AnEmptyPageLeadsOn) {
  const auto without = Walk("/v1/candidates?page[size]=30");
  Restart({.candidates = 120, .rate_limits = false, .empty_page_after = 2});
  int pages = 0;
  EXPECT_EQ(Walk("/v1/candidates?page[size]=30", &pages), without);
  EXPECT_EQ(pages, static_cast<int>((without.size() + 29) / 30) + 1);
}

TEST_F(TeamtailorTest, HidesJobsUnlessBothFiltersSayOtherwise) {
  const size_t usual = Walk("/v1/jobs").size();
  const size_t status = Walk("/v1/jobs?filter[status]=all").size();
  const size_t all =
      Walk("/v1/jobs?filter[status]=all&filter[feed]=public,internal").size();
  EXPECT_LT(usual, status);
  EXPECT_LE(status, all);
  const Company company = vendor_->Data();
  size_t there = 0;
  for (const Job& job : company.jobs) there += job.deleted ? 0 : 1;
  EXPECT_EQ(all, there);
}

TEST_F(TeamtailorTest, RelationsHoldIdsOnlyWhereIncluded) {
  const std::vector<std::string> id = {"data",      "0",    "relationships",
                                       "candidate", "data", "id"};
  EXPECT_EQ(TextAt(Get("/v1/job-applications"), id), "");
  const Reply with = Get("/v1/job-applications?include=candidate");
  EXPECT_NE(TextAt(with, id), "");
  EXPECT_EQ(TextAt(with, {"included", "0", "type"}), "candidates");
}

TEST_F(TeamtailorTest, IncludesAPathOfRelationsAndEachRecordOnce) {
  const json::Document document =
      Parse(Get("/v1/candidates?page[size]=30&include=custom-field-values."
                "custom-field"));
  std::set<std::string> seen;
  for (const json::Value row : At(document, {"included"}).items()) {
    const std::string key = absl::StrCat(row.Find("type")->AsString(), " ",
                                         row.Find("id")->AsString());
    EXPECT_TRUE(seen.insert(key).second) << key;
  }
  EXPECT_NE(
      TextAt(Get("/v1/candidates?page[size]=30&include="
                 "custom-field-values.custom-field"),
             {"included", "0", "relationships", "custom-field", "data", "id"}),
      "");
}

TEST_F(TeamtailorTest, RefusesWhatItDoesNotKnow) {
  for (const char* query :
       {"filter[nonsense]=1", "filter[job-id]=1", "include=pets",
        "include=candidate.pets", "limit=3", "filter[created-at]=2026-01-01",
        "filter[created-at][from]=yesterday"}) {
    const Reply reply = Get(absl::StrCat("/v1/job-applications?", query));
    EXPECT_EQ(reply.status, 400) << query;
    EXPECT_EQ(TextAt(reply, {"errors", "0", "status"}), "400") << query;
  }
  EXPECT_EQ(Get("/v1/pets").status, 404);
  EXPECT_EQ(Get("/v1/candidates/999999").status, 404);
  EXPECT_EQ(Get("/v1/candidates/x").status, 404);
  EXPECT_EQ(Get("/v1/candidates", kGood, "POST").status, 404);
}

TEST_F(TeamtailorTest, FiltersByMailJobAndTime) {
  const Reply first = Get("/v1/candidates?page[size]=1");
  const std::string email = TextAt(first, {"data", "0", "attributes", "email"});
  ASSERT_NE(email, "");
  for (const std::string& id : Walk(absl::StrCat(
           "/v1/candidates?filter[email]=", PercentEncode(email)))) {
    EXPECT_EQ(
        TextAt(Get("/v1/candidates/" + id), {"data", "attributes", "email"}),
        email);
  }
  const std::string all = "/v1/job-applications?page[size]=30";
  const std::string middle = "2026-01-01T00:00:00Z";
  const auto after =
      Walk(absl::StrCat(all, "&filter[created-at][from]=", middle));
  const auto before =
      Walk(absl::StrCat(all, "&filter[created-at][to]=", middle));
  EXPECT_EQ(after.size() + before.size(), Walk(all).size());
  EXPECT_LT(Walk(all + "&filter[job]=1").size(), Walk(all).size());
}

TEST_F(TeamtailorTest, ListsTheQuestionsBelowAJob) {
  size_t below = 0;
  for (const std::string& job :
       Walk("/v1/jobs?filter[status]=all&filter[feed]=public,internal")) {
    for (const std::string& id :
         Walk(absl::StrCat("/v1/jobs/", job, "/questions"))) {
      EXPECT_EQ(Get("/v1/questions/" + id).status, 200);
      ++below;
    }
  }
  EXPECT_GT(below, 0u);
  EXPECT_EQ(Get("/v1/jobs/999999/questions").status, 404);
}

TEST_F(TeamtailorTest, TakesFiftyCallsInTenSecondsAndCountsDown) {
  Restart({.candidates = 10});
  const auto header = [](const Reply& reply, absl::string_view name) {
    for (const auto& [key, value] : reply.headers) {
      if (key == name) return value;
    }
    return std::string();
  };
  for (int i = 0; i < 50; ++i) EXPECT_EQ(Get("/v1/departments").status, 200);
  const Reply refused = Get("/v1/departments");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(header(refused, "X-Rate-Limit-Remaining"), "0");
  int64_t left = 0;
  ASSERT_TRUE(absl::SimpleAtoi(header(refused, "X-Rate-Limit-Reset"), &left));
  EXPECT_GT(left, 0);
  EXPECT_LE(left, 10);
  clock_.Advance(absl::Seconds(left));
  EXPECT_EQ(Get("/v1/departments").status, 200);
  EXPECT_EQ(vendor_->Throttled(), 1);
}

}  // namespace
}  // namespace hirewire::sim
