// From a vendor's JSON to unified messages, by rules as a manifest writes them.
#include "connectors/engine/mapper.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "base/json/parser.h"
#include "connectors/engine/compile.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/application.pb.h"
#include "hirewire/v1/candidate.pb.h"
#include "hirewire/v1/job.pb.h"
#include "hirewire/v1/offer.pb.h"

namespace hirewire::engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kFrame[] = R"(
    vendor: "acme" display_name: "Acme" version: "1" api_version: "v1"
    candidate_identity: CANDIDATE_IDENTITY_PERSON
    auth { api_key { placement: PLACEMENT_BEARER } }
    environments { name: "p" base_url: "https://api.acme.test" }
    probe { path: "/me" }
    entities {
      message: "$0"
      list { request { path: "/x" } paging { single_page {} } }
      fields { to: "id" from: "id" }
      $1
    })";

// Maps records of one entity by the rules that stand beside its id.
template <typename Message>
class Mapping {
 public:
  explicit Mapping(const std::string& fields) {
    const std::string entity = Message::descriptor()->name();
    const auto compiled = CompileManifest(
        absl::StrReplaceAll(kFrame, {{"$0", entity}, {"$1", fields}}), "acme");
    EXPECT_TRUE(compiled.ok()) << compiled.status();
    manifest_ = *compiled;
    plan_ = &manifest_->entities.at(entity).list_plan;
    selection_.assign(plan_->rule_count, true);
  }

  // `json` is one record, or the list of those that become one message.
  Message Map(const std::string& json, absl::string_view raw = "") {
    const auto document = parser_.Parse(json);
    EXPECT_TRUE(document.ok()) << document.status() << " " << json;
    const expr::Value root(document->root());
    std::vector<expr::Value> group;
    for (const expr::Value item : root.items()) group.push_back(item);
    if (!root.is_array()) group.push_back(root);
    expr::Arena arena;
    WireWriter out;
    issues.clear();
    Mapper mapper({*plan_, selection_, arena, nullptr});
    id = mapper.Map(group, raw, out, issues);
    Message message;
    EXPECT_TRUE(message.ParseFromString(out.Take())) << json;
    return message;
  }

  // "field: reason at vendor path" of each issue of the latest record.
  std::vector<std::string> Issues() const {
    std::vector<std::string> texts;
    for (const v1::RecordIssue& issue : issues) {
      texts.push_back(absl::StrCat(
          issue.field_path(), ": ",
          v1::RecordIssueReason_Name(issue.reason())
              .substr(sizeof("RECORD_ISSUE_REASON_") - 1),
          issue.vendor_path().empty() ? "" : " at ", issue.vendor_path()));
    }
    return texts;
  }

  std::string id;
  RecordIssues issues;

 private:
  json::Parser parser_;
  std::shared_ptr<const CompiledManifest> manifest_;
  const MapPlan* plan_ = nullptr;
  Selection selection_;
};

TEST(Mapper, TextIsTakenAsItIs) {
  Mapping<v1::Candidate> mapping(R"(
      fields { to: "full_name" from: "name" })");
  const std::string names[] = {"Ada", "\u05e9\u05dc\u05d5\u05dd",
                               "\U0001F469\u200D\U0001F680"};
  for (const std::string& name : names) {
    EXPECT_EQ(mapping.Map(absl::StrCat(R"({"id": "1", "name": ")", name, "\"}"))
                  .full_name(),
              name);
    EXPECT_THAT(mapping.issues, IsEmpty());
  }
  EXPECT_EQ(
      mapping.Map(R"({"id":1,"name":"\ud83d\ude00\u0000\ud800"})").full_name(),
      std::string("\U0001F600\0\uFFFD", 8));
}

TEST(Mapper, NumbersBecomeTextWithoutLosingADigit) {
  Mapping<v1::Candidate> mapping("");
  for (const char* id :
       {"0", "-1", "9007199254740993", "9223372036854775807",
        "18446744073709551615", "340282366920938463463374607431768211456"}) {
    EXPECT_EQ(mapping.Map(absl::StrCat("{\"id\":", id, "}")).id(), id);
    EXPECT_EQ(mapping.id, id);
    EXPECT_THAT(mapping.issues, IsEmpty()) << id;
  }
}

TEST(Mapper, NullAndMissingStayUnset) {
  Mapping<v1::Candidate> mapping(R"(
      fields { to: "full_name" from: "a.b.c" }
      fields { to: "private" from: "private" }
      fields { to: "create_time" from: "created" }
      fields { to: "tags" from: "tags" }
      fields { to: "emails" each: "mails" fields { to: "address" from: "@" } })");
  for (const char* json :
       {R"({"id":1})", R"({"id":1,"a":null,"private":null,"created":null,
                        "tags":null,"mails":null})",
        R"({"id":1,"a":{"b":7},"tags":[],"mails":[null]})"}) {
    const v1::Candidate candidate = mapping.Map(json);
    EXPECT_EQ(candidate.full_name(), "");
    EXPECT_FALSE(candidate.has_private_());
    EXPECT_FALSE(candidate.has_create_time());
    EXPECT_THAT(candidate.tags(), IsEmpty());
    EXPECT_THAT(candidate.emails(), IsEmpty());
    EXPECT_THAT(mapping.issues, IsEmpty()) << json;
  }
}

TEST(Mapper, OneBadValueSpoilsOneField) {
  Mapping<v1::Candidate> mapping(R"(
      fields { to: "full_name" from: "name" }
      fields { to: "private" from: "flags.private" }
      fields { to: "create_time" from: "created" }
      fields { to: "tags" from: "tags" }
      fields { to: "title" from: "title" })");
  const v1::Candidate candidate = mapping.Map(
      R"({"id": 7, "name": {"first": "Ada"}, "flags": {"private": "yes"},
          "created": "yesterday", "tags": "a,b", "title": "Engineer"})");
  EXPECT_EQ(candidate.title(), "Engineer");
  EXPECT_EQ(candidate.full_name(), "");
  EXPECT_THAT(mapping.Issues(),
              ElementsAre("create_time: FORMAT_INVALID at created",
                          "full_name: TYPE_MISMATCH at name",
                          "tags: TYPE_MISMATCH at tags",
                          "private: TYPE_MISMATCH at flags.private"));
  for (const v1::RecordIssue& issue : mapping.issues) {
    EXPECT_EQ(issue.record_id(), "7");
    // Places, never values.
    EXPECT_EQ(issue.ShortDebugString().find("Ada"), std::string::npos);
  }
}

TEST(Mapper, AnElementOfAListSpoilsItselfOnly) {
  Mapping<v1::Candidate> mapping(R"(
      fields { to: "tags" from: "tags" }
      fields { to: "emails" each: "mails"
               fields { to: "address" from: "value" } })");
  const v1::Candidate candidate = mapping.Map(
      R"({"id":1,"tags":["a",null,{"x":1},"",7,["b"]],
          "mails":[{"value":"x@y"},"z",{"value":[]},{},{"value":"q@r"}]})");
  EXPECT_THAT(candidate.tags(), ElementsAre("a", "", "7"));
  ASSERT_THAT(candidate.emails(), SizeIs(2));
  EXPECT_EQ(candidate.emails(1).address(), "q@r");
  EXPECT_THAT(mapping.Issues(),
              ElementsAre("emails: TYPE_MISMATCH at mails",
                          "emails.address: TYPE_MISMATCH at value",
                          "tags: TYPE_MISMATCH at tags",
                          "tags: TYPE_MISMATCH at tags"));
}

TEST(Mapper, FalseZeroAndEmptyAreWrittenWherePresenceCounts) {
  Mapping<v1::Candidate> candidates(R"(
      fields { to: "private" from: "private" })");
  const v1::Candidate candidate = candidates.Map(R"({"id":1,"private":false})");
  EXPECT_TRUE(candidate.has_private_());
  EXPECT_FALSE(candidate.private_());
  Mapping<v1::Offer> offers(R"(fields { to: "version" from: "v" })");
  EXPECT_TRUE(offers.Map(R"({"id":1,"v":0})").has_version());
  EXPECT_EQ(offers.Map(R"({"id":1,"v":-3})").version(), -3);
}

TEST(Mapper, IntegersMustBeIntegersAndFit) {
  Mapping<v1::Offer> mapping(R"(fields { to: "version" from: "v" })");
  EXPECT_EQ(mapping.Map(R"({"id":1,"v":"12"})").version(), 12);
  EXPECT_EQ(mapping.Map(R"({"id":1,"v":3.0})").version(), 3);
  EXPECT_EQ(mapping.Map(R"({"id":1,"v":2147483647})").version(), 2147483647);
  EXPECT_THAT(mapping.issues, IsEmpty());
  const std::string mismatch = "version: TYPE_MISMATCH at v";
  const std::string range = "version: OUT_OF_RANGE at v";
  const std::pair<const char*, std::string> kBad[] = {
      {"3.5", mismatch},
      {"true", mismatch},
      {"\"x\"", mismatch},
      {"\"\"", mismatch},
      {"2147483648", range},
      {"-2147483649", range},
      {"18446744073709551615", range},
      {"1e300", range},
      {"99999999999999999999999", range},
  };
  for (const auto& [value, issue] : kBad) {
    EXPECT_FALSE(mapping.Map(absl::StrCat("{\"id\":1,\"v\":", value, "}"))
                     .has_version());
    EXPECT_THAT(mapping.Issues(), ElementsAre(issue)) << value;
  }
}

TEST(Mapper, UnknownWordsBecomeOtherAndStayReadable) {
  Mapping<v1::Application> mapping(R"(
      fields { to: "status" from: "status"
               words { word: "open" value: "ACTIVE" }
               words { word: "3" value: "HIRED" }
               words { word: "true" value: "REJECTED" } })");
  v1::Application application = mapping.Map(R"({"id":1,"status":"open"})");
  EXPECT_EQ(application.status(), v1::APPLICATION_STATUS_ACTIVE);
  EXPECT_EQ(application.status_source(), "open");
  application = mapping.Map(R"({"id":1,"status":"Open \u2764"})");
  EXPECT_EQ(application.status(), v1::APPLICATION_STATUS_OTHER);
  EXPECT_EQ(application.status_source(), "Open \u2764");
  EXPECT_EQ(mapping.Map(R"({"id":1,"status":3})").status(),
            v1::APPLICATION_STATUS_HIRED);
  EXPECT_EQ(mapping.Map(R"({"id":1,"status":true})").status(),
            v1::APPLICATION_STATUS_REJECTED);
  EXPECT_EQ(mapping.Map(R"({"id":1,"status":""})").status(),
            v1::APPLICATION_STATUS_UNSPECIFIED);
  EXPECT_THAT(mapping.issues, IsEmpty());
  application = mapping.Map(R"({"id":1,"status":["open"]})");
  EXPECT_EQ(application.status_source(), "");
  EXPECT_THAT(mapping.Issues(), ElementsAre("status: TYPE_MISMATCH at status"));
}

TEST(Mapper, DotsReachIntoMessagesAndMoneyKeepsItsCurrency) {
  Mapping<v1::Job> mapping(R"(
      fields { to: "salary_range.min" from: "pay.from" format: FORMAT_DECIMAL }
      fields { to: "salary_range.min.currency_code" from: "pay.unit" }
      fields { to: "salary_range.max" each: "pay.most"
               fields { to: "units" from: "u" }
               fields { to: "currency_code" from: "c" } })");
  const v1::Job job = mapping.Map(
      R"({"id":1,"pay":{"from":"65000.50","unit":"EUR",
          "most":{"u":"70000","c":"USD"}}})");
  EXPECT_EQ(job.salary_range().min().units(), 65000);
  EXPECT_EQ(job.salary_range().min().nanos(), 500000000);
  EXPECT_EQ(job.salary_range().min().currency_code(), "EUR");
  EXPECT_EQ(job.salary_range().max().units(), 70000);
  EXPECT_EQ(job.salary_range().max().currency_code(), "USD");
  EXPECT_THAT(mapping.issues, IsEmpty());
  // Nothing there: no empty messages.
  EXPECT_FALSE(mapping.Map(R"({"id":1,"pay":{}})").has_salary_range());
  mapping.Map(R"({"id":1,"pay":{"from":"a lot","most":"more"}})");
  EXPECT_THAT(mapping.Issues(),
              ElementsAre("salary_range.min: FORMAT_INVALID at pay.from",
                          "salary_range.max: TYPE_MISMATCH at pay.most"));
}

TEST(Mapper, ListsNestInMessages) {
  Mapping<v1::Application> mapping(R"(
      fields { to: "answers" each: "sets[].answers[]"
               fields { to: "question" from: "q.text" }
               fields { to: "value" from: "a" kind: "type"
                        kinds { word: "day" type: TYPE_DATE } } })");
  const v1::Application application = mapping.Map(R"({"id":1,"sets":[
      {"answers":[{"q":{"text":"When?"},"a":"2026-02-03","type":"day"}]},
      {"answers":[{"q":{"text":"Why?"},"a":["x","y"],"type":"new"},
                  {"q":null,"a":null}]}]})");
  ASSERT_THAT(application.answers(), SizeIs(2));
  EXPECT_EQ(application.answers(0).value().date_value(), "2026-02-03");
  EXPECT_EQ(application.answers(1).question(), "Why?");
  EXPECT_THAT(application.answers(1).value().strings_value().values(),
              ElementsAre("x", "y"));
}

TEST(Mapper, ARecordWithoutAnIdIsKeptAndReported) {
  Mapping<v1::Candidate> mapping(R"(fields { to: "title" from: "title" })");
  for (const char* json : {R"({"title":"x"})", R"({"id":null,"title":"x"})",
                           R"({"id":"","title":"x"})"}) {
    EXPECT_EQ(mapping.Map(json).title(), "x");
    EXPECT_THAT(mapping.Issues(), ElementsAre("id: ID_MISSING")) << json;
    EXPECT_EQ(mapping.issues[0].record_id(), "");
  }
  mapping.Map(R"({"id":{},"title":"x"})");
  EXPECT_THAT(mapping.Issues(),
              ElementsAre("id: TYPE_MISMATCH at id", "id: ID_MISSING"));
}

TEST(Mapper, AnExpressionThatFailsIsAnIssueOfItsField) {
  Mapping<v1::Candidate> mapping(R"x(
      fields { to: "full_name" from: "join(' ', names)" }
      fields { to: "title" from: "title" })x");
  EXPECT_EQ(mapping.Map(R"({"id":1,"names":["A","B"]})").full_name(), "A B");
  const v1::Candidate candidate =
      mapping.Map(R"({"id":1,"names":"A","title":"x"})");
  EXPECT_EQ(candidate.title(), "x");
  EXPECT_THAT(mapping.Issues(),
              ElementsAre("full_name: EXPRESSION_FAILED at join(' ', names)"));
}

TEST(Mapper, AGroupTakesTheFirstValueAndAllDistinctOnes) {
  Mapping<v1::Candidate> mapping(R"(
      fields { to: "full_name" from: "name" }
      fields { to: "create_time" from: "at" }
      fields { to: "tags" from: "tags" }
      fields { to: "emails" each: "mails" fields { to: "address" from: "@" } })");
  const v1::Candidate candidate = mapping.Map(R"([
      {"id":1,"name":null,"at":"never","tags":["a","b"],"mails":["x@y"]},
      {"id":1,"name":"","at":"2026-01-02T03:04:05Z","tags":["b","c"]},
      {"id":1,"name":"Ada","tags":null,"mails":["x@y","z@y"]},
      {"id":1,"name":"Late"}])");
  EXPECT_EQ(candidate.full_name(), "Ada");
  EXPECT_TRUE(candidate.has_create_time());
  EXPECT_THAT(candidate.tags(), ElementsAre("a", "b", "c"));
  EXPECT_THAT(candidate.emails(), SizeIs(2));
  EXPECT_THAT(mapping.Issues(),
              ElementsAre("create_time: FORMAT_INVALID at at"));
  EXPECT_EQ(mapping.Map(R"([{"tags":[]},{"id":5}])").id(), "5");
  EXPECT_EQ(mapping.id, "5");
  EXPECT_THAT(mapping.issues, IsEmpty());
}

TEST(Mapper, OnlySelectedRulesRunAndRawIsTakenWhole) {
  Mapping<v1::Candidate> mapping("");
  EXPECT_EQ(mapping.Map(R"({"id":1})", "{ raw }").raw_json(), "{ raw }");
}

TEST(Mapper, ManyKeysAreFoundInOneWalk) {
  // In another order than the rules, one of them twice, one empty.
  std::string fields =
      R"(fields { to: "emails" each: "[k0]"
                  fields { to: "address" from: "@" } })";
  std::string json = "{\"\":0,\"id\":\"first\",\"id\":\"second\"";
  const char* kTargets[] = {
      "full_name", "given_name", "family_name",  "headline",    "company",
      "title",     "source_id",  "recruiter_id", "source_name", "time_zone"};
  for (int i = 0; i < 10; ++i) {
    absl::StrAppend(&fields, "fields { to: \"", kTargets[i], "\" from: \"k", i,
                    "\" }");
  }
  for (int i = 9; i >= 0; --i) {
    absl::StrAppend(&json, ",\"k", i, "\":\"v", i, "\"");
  }
  for (int i = 0; i < 1000; ++i) {
    absl::StrAppend(&json, ",\"noise", i, "\":", i);
  }
  Mapping<v1::Candidate> mapping(fields);
  const v1::Candidate candidate = mapping.Map(json + "}");
  EXPECT_EQ(candidate.id(), "first");
  EXPECT_EQ(candidate.full_name(), "v0");
  EXPECT_EQ(candidate.time_zone(), "v9");
  EXPECT_EQ(candidate.emails(0).address(), "v0");
}

TEST(Mapper, HugeListsAreMappedWhole) {
  Mapping<v1::Candidate> mapping(R"(fields { to: "tags" from: "tags" })");
  std::string list = "[";
  for (int i = 0; i < 10000; ++i) {
    absl::StrAppend(&list, i == 0 ? "" : ",", "\"", i, "\"");
  }
  list += "]";
  const std::string record = absl::StrCat("{\"id\":1,\"tags\":", list, "}");
  EXPECT_THAT(mapping.Map(record).tags(), SizeIs(10000));
  EXPECT_THAT(mapping.Map(absl::StrCat("[", record, ",", record, "]")).tags(),
              SizeIs(10000));
}

TEST(Mapper, RecordsThatAreNoObjectsHaveNothing) {
  Mapping<v1::Candidate> mapping(R"(fields { to: "title" from: "title" })");
  for (const char* json : {"null", "7", "\"text\"", "true"}) {
    EXPECT_EQ(mapping.Map(json).ByteSizeLong(), 0u) << json;
    EXPECT_THAT(mapping.Issues(), ElementsAre("id: ID_MISSING")) << json;
  }
}

}  // namespace
}  // namespace hirewire::engine
