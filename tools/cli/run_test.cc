// The whole program against real services with a fake vendor behind them.
#include "tools/cli/run.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/inbound/caller_registry.h"
#include "base/async/shards.h"
#include "base/status/error.h"
#include "base/store/sqlite_store.h"
#include "base/time/system_clock.h"
#include "connectors/api/fake_account.h"
#include "connectors/api/fake_drift_report.h"
#include "gtest/gtest.h"
#include "hirewire/v1/candidate.pb.h"
#include "hirewire/v1/mapping_explanation.pb.h"
#include "hirewire/v1/schema_drift.pb.h"
#include "services/accounts/account_opener.h"
#include "services/accounts/test_registry.h"
#include "services/admin/caller_methods.h"
#include "services/auth/auth_service.h"
#include "services/catalog/catalog_service.h"
#include "services/connectors/connector_service.h"
#include "services/rpc/test_server.h"
#include "services/rpc/typed_service.h"

namespace hirewire::cli {
namespace {

using absl::StrContains;

class RunTest : public ::testing::Test {
 protected:
  RunTest() {
    console_.environment =
        [this](const std::string& name) -> std::optional<std::string> {
      const auto found = environment_.find(name);
      if (found == environment_.end()) return std::nullopt;
      return found->second;
    };
    environment_["HIREWIRE_SERVER"] = server_.address();
    caller_methods_.AddTo(admin_);
  }

  ExitCode Call(const std::vector<std::string>& words) {
    out_.str("");
    err_.str("");
    return cli::Run(words, console_, clock_);
  }
  std::string Out() const { return out_.str(); }
  std::string Err() const { return err_.str(); }

  SystemClock clock_;
  accounts::TestRegistry connections_;
  connectors::FakeAccount account_;
  connectors::FakeAccounts accounts_{account_};
  connectors::FakeDirectory directory_;
  Shards shards_{2};
  accounts::AccountOpener opener_{
      connections_.registry(), shards_, {&accounts_, &accounts_}};
  catalog::CatalogService catalog_{opener_};
  auth_service::AuthService auth_{
      connections_.registry(), directory_,           opener_,
      connections_.keyring(),  connections_.clock(), {}};
  connectors::FakeManifestEditor manifests_;
  connectors::FakeDriftReport drift_;
  connector_service::ConnectorService connectors_{
      directory_, manifests_, connections_.registry(), opener_, drift_};
  std::unique_ptr<store::SqliteStore> store_ = store::SqliteStore::InMemory();
  auth::CallerRegistry callers_{*store_, clock_};
  admin::CallerMethods caller_methods_{callers_, connections_.keyring()};
  rpc::TypedService admin_{"hirewire.v1.AdminService"};
  rpc::TestServer server_{{&catalog_, &auth_, &connectors_, &admin_}};

  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  Console console_{in_, out_, err_};
  std::map<std::string, std::string> environment_;
};

v1::ListCandidatesResponse Page(const std::string& next) {
  v1::ListCandidatesResponse page;
  auto& one = *page.add_candidates();
  one.set_id("17");
  one.set_full_name("Zo\xC3\xAB");
  auto& two = *page.add_candidates();
  two.set_id("18");
  two.set_full_name("\xE5\xB0\x8F\xE6\x9E\x97");
  page.set_next_page_token(next);
  return page;
}

TEST_F(RunTest, ConnectsListsAndForgets) {
  environment_["HIREWIRE_API_KEY"] = "canary-key";
  ASSERT_EQ(Call({"connect", "acme", "--id", "a1"}), kOk) << Err();
  EXPECT_TRUE(StrContains(Out(), "a1  acme    pending  api key"));
  ASSERT_EQ(Call({"connections"}), kOk);
  EXPECT_TRUE(StrContains(Out(), "a1"));
  ASSERT_EQ(Call({"connections", "get", "a1", "--json"}), kOk);
  EXPECT_TRUE(StrContains(Out(), "\"vendor\":\"acme\""));
  EXPECT_FALSE(StrContains(Out(), "canary"));
  ASSERT_EQ(Call({"connections", "delete", "a1"}), kOk);
  EXPECT_EQ(Call({"connections", "get", "a1"}), kNotFound);
}

TEST_F(RunTest, ListsATableForPeople) {
  connections_.Add("a1", "acme");
  account_.Gives(Page("more"));
  ASSERT_EQ(Call({"list", "candidates", "--connection", "a1"}), kOk) << Err();
  EXPECT_EQ(Out(),
            "ID  FULL NAME\n"
            "17  Zo\xC3\xAB\n"
            "18  \xE5\xB0\x8F\xE6\x9E\x97\n");
  EXPECT_TRUE(StrContains(Err(), "--page-token more"));
}

TEST_F(RunTest, ListsJsonLinesForPrograms) {
  connections_.Add("a1", "acme");
  account_.Gives(Page(""));
  ASSERT_EQ(Call({"list", "candidate", "--connection=a1", "--json"}), kOk);
  EXPECT_EQ(Out(),
            "{\"id\":\"17\",\"full_name\":\"Zo\xC3\xAB\"}\n"
            "{\"id\":\"18\",\"full_name\":\"\xE5\xB0\x8F\xE6\x9E\x97\"}\n");
  EXPECT_EQ(Err(), "");
}

TEST_F(RunTest, StopsAtTheLimitAcrossPages) {
  connections_.Add("a1", "acme");
  account_.Gives(Page("more"));
  ASSERT_EQ(Call({"list", "candidates", "--connection=a1", "--limit=5",
                  "--json", "--page-size=2"}),
            kOk);
  const std::string out = Out();
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 5);
  EXPECT_EQ(account_.lists().size(), 3u);
  EXPECT_EQ(account_.lists()[1].page_token, "more");
}

TEST_F(RunTest, SendsFiltersMaskAndRaw) {
  connections_.Add("a1", "acme");
  ASSERT_EQ(Call({"list", "applications", "--connection=a1", "--filter",
                  "status=active", "--mask", "id,stage_name", "--raw"}),
            kOk);
  const connectors::ListQuery query = account_.lists().at(0);
  EXPECT_EQ(query.filters.at(0).name, "status");
  EXPECT_EQ(query.read_mask, (std::vector<std::string>{"id", "stage_name"}));
  EXPECT_TRUE(query.include_raw);
}

TEST_F(RunTest, IssuesGoToStandardError) {
  connections_.Add("a1", "acme");
  v1::ListCandidatesResponse page = Page("");
  auto& issue = *page.add_issues();
  issue.set_record_id("17");
  issue.set_field_path("emails.address");
  issue.set_reason(v1::RECORD_ISSUE_REASON_TYPE_MISMATCH);
  issue.set_vendor_path("email_addresses[0].value");
  account_.Gives(page);
  ASSERT_EQ(Call({"list", "candidates", "--connection=a1", "--json"}), kOk);
  EXPECT_EQ(Err(),
            "issue: record 17: emails.address: type mismatch (from "
            "email_addresses[0].value)\n");
}

TEST_F(RunTest, GetsOneRecordWhole) {
  connections_.Add("a1", "acme");
  v1::GetCandidateResponse one;
  one.mutable_candidate()->set_id("17");
  one.mutable_candidate()->add_tags("remote");
  account_.Gives(one);
  ASSERT_EQ(Call({"get", "candidate", "17", "--connection", "a1"}), kOk);
  EXPECT_EQ(Out(), "id: 17\ntags: remote\n");
}

TEST_F(RunTest, ExitCodesTellFailuresApart) {
  connections_.Add("a1", "acme");
  const std::vector<std::string> list = {"list", "jobs", "--connection", "a1"};
  const std::vector<std::pair<v1::ErrorReason, ExitCode>> cases = {
      {v1::ERROR_REASON_CREDENTIALS_REJECTED, kCredentials},
      {v1::ERROR_REASON_QUOTA_EXHAUSTED, kQuota},
      {v1::ERROR_REASON_VENDOR_UNAVAILABLE, kVendorUnavailable},
      {v1::ERROR_REASON_VENDOR_RESPONSE_INVALID, kVendorResponseInvalid},
      {v1::ERROR_REASON_OPERATION_UNSUPPORTED, kUnsupported},
  };
  for (const auto& [reason, code] : cases) {
    account_.Fails(Error(reason).Message("said the fake"));
    EXPECT_EQ(Call(list), code);
    EXPECT_TRUE(StrContains(Err(), ReasonName(reason)));
    EXPECT_TRUE(StrContains(Err(), "connection: a1"));
  }
  EXPECT_EQ(Call({"list", "jobs", "--connection", "nobody"}), kNotFound);
  EXPECT_EQ(Call({"list", "jobs", "--connection=a1", "--mask=ttile"}),
            kRefused);
  EXPECT_TRUE(StrContains(Err(), "ttile"));
}

TEST_F(RunTest, ARejectedCredentialIsAnAnswerWithAnExitCode) {
  connections_.Add("a1", "acme");
  account_.Fails(
      Error(v1::ERROR_REASON_CREDENTIALS_REJECTED).Message("acme said no"));
  EXPECT_EQ(Call({"connections", "check", "a1"}), kCredentials);
  EXPECT_TRUE(StrContains(Out(), "state: needs reauthorization"));
}

TEST_F(RunTest, AppliesShowsAndResetsAManifest) {
  in_.str("version: \"2\"");
  ASSERT_EQ(Call({"manifest", "apply", "--vendor", "acme", "-"}), kOk);
  EXPECT_TRUE(StrContains(Err(), "acme")) << Err();
  ASSERT_EQ(Call({"manifest", "show", "--vendor", "acme"}), kOk);
  EXPECT_EQ(Out(), "version: \"2\"");
  EXPECT_TRUE(StrContains(Err(), "revision 1")) << Err();
  EXPECT_NE(Call({"manifest", "reset", "--vendor", "acme", "--expect", "7"}),
            kOk);
  EXPECT_TRUE(StrContains(Err(), "MANIFEST_CHANGED")) << Err();
  ASSERT_EQ(Call({"manifest", "reset", "--vendor", "acme"}), kOk);
  ASSERT_EQ(Call({"manifest", "show", "--vendor", "acme"}), kOk);
  EXPECT_EQ(Out(), "");
}

TEST_F(RunTest, AManifestThatIsWrongSaysWhere) {
  in_.str("bad");
  EXPECT_NE(Call({"manifest", "validate", "--vendor", "acme", "-"}), kOk);
  EXPECT_TRUE(StrContains(Err(), "MANIFEST_INVALID")) << Err();
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"manifest"},
        {"manifest", "eat", "--vendor", "acme"},
        {"manifest", "show"},
        {"manifest", "show", "--vendor", "acme", "--connection", "a1"},
        {"manifest", "apply", "--vendor", "acme"},
        {"manifest", "apply", "--vendor", "acme", "/no/such/file"},
        {"manifest", "reset", "--vendor", "acme", "--expect", "x"}}) {
    EXPECT_EQ(Call(words), kUsage) << words.back();
  }
}

TEST_F(RunTest, ShowsConnectorsAndCapabilities) {
  connections_.Add("a1", "acme");
  ASSERT_EQ(Call({"connectors"}), kOk);
  EXPECT_TRUE(StrContains(Out(), "globex"));
  ASSERT_EQ(Call({"capabilities", "--connection", "a1"}), kOk);
  EXPECT_TRUE(StrContains(Out(), "ListCandidates  yes"));
}

v1::MappingExplanation Explanation() {
  v1::MappingExplanation explanation;
  explanation.set_vendor("acme");
  explanation.set_entity("Application");
  explanation.set_record_json(R"({"id":"17"})");
  auto& id = *explanation.add_rules();
  id.set_field_path("id");
  id.set_expression("id");
  id.add_vendor_paths("id");
  id.set_outcome(v1::RULE_OUTCOME_VALUE);
  id.set_value_count(1);
  auto& status = *explanation.add_rules();
  status.set_field_path("status");
  status.set_expression("state");
  status.add_vendor_paths("state");
  status.set_outcome(v1::RULE_OUTCOME_VALUE);
  status.set_value_count(1);
  auto& word = *status.add_words();
  word.set_word("frozen");
  word.set_value("APPLICATION_STATUS_OTHER");
  auto& stage = *explanation.add_rules();
  stage.set_field_path("stage_name");
  stage.set_expression("lookup('stages', stage).name");
  stage.add_vendor_paths("stage");
  stage.set_outcome(v1::RULE_OUTCOME_LOOKUP_MISSING);
  auto& lookup = *stage.add_lookups();
  lookup.set_name("stages");
  lookup.set_state(v1::LOOKUP_STATE_NOT_LOADED);
  auto& time = *explanation.add_rules();
  time.set_field_path("create_time");
  time.set_expression("created");
  time.add_vendor_paths("created");
  time.set_outcome(v1::RULE_OUTCOME_ISSUE);
  time.add_issues()->set_reason(v1::RECORD_ISSUE_REASON_FORMAT_INVALID);
  return explanation;
}

TEST_F(RunTest, ExplainsASampleFromStandardInput) {
  connections_.Add("a1", "acme");
  account_.Gives(Explanation());
  in_.str("{\"id\": 17}\n");
  ASSERT_EQ(Call({"explain", "GetApplication", "--connection", "a1", "--sample",
                  "-"}),
            kOk)
      << Err();
  EXPECT_EQ(account_.explains().at(0).sample_json, "{\"id\": 17}\n");
  EXPECT_FALSE(account_.explains().at(0).include_values);
  EXPECT_EQ(Out(),
            "FIELD        VALUE  EXPRESSION                    VENDOR PATH  "
            "NOTE\n"
            "id           yes    id                            id\n"
            "status       yes    state                         state        "
            "frozen -> OTHER: no table has the word\n"
            "stage_name   no     lookup('stages', stage).name  stage        "
            "needs stages: not loaded\n"
            "create_time  no     created                       created      "
            "format invalid\n");
}

TEST_F(RunTest, ExplainsALiveRecordWithItsValues) {
  connections_.Add("a1", "acme");
  v1::MappingExplanation explanation = Explanation();
  explanation.mutable_rules(0)->add_values_json("17");
  account_.Gives(explanation);
  ASSERT_EQ(Call({"explain", "GetApplication", "--connection=a1", "--id=17",
                  "--values"}),
            kOk)
      << Err();
  EXPECT_EQ(account_.explains().at(0).id, "17");
  EXPECT_TRUE(account_.explains().at(0).include_values);
  EXPECT_TRUE(StrContains(Out(), "id           17 "));
  ASSERT_EQ(Call({"explain", "GetApplication", "--connection=a1", "--id=17",
                  "--json"}),
            kOk);
  EXPECT_TRUE(StrContains(Out(), "\"field_path\":\"stage_name\""));
}

TEST_F(RunTest, ShowsDriftByName) {
  ASSERT_EQ(Call({"drift"}), kOk);
  EXPECT_TRUE(StrContains(Err(), "nothing was read"));
  v1::EntityDrift entity;
  entity.set_vendor("acme");
  entity.set_entity("Candidate");
  entity.set_record_count(900);
  entity.set_sample_count(9);
  entity.add_new_fields()->set_name("pronouns");
  entity.mutable_new_fields(0)->set_count(4);
  entity.set_other_word_count(3);
  auto& word = *entity.add_new_words();
  word.set_field_path("status");
  word.set_word("paused");
  word.set_count(2);
  entity.add_vanished_fields()->set_name("headline");
  drift_.Add(entity);
  ASSERT_EQ(Call({"drift", "--vendor", "acme"}), kOk) << Err();
  EXPECT_TRUE(StrContains(Out(), "new field")) << Out();
  EXPECT_TRUE(StrContains(Out(), "pronouns"));
  EXPECT_TRUE(StrContains(Out(), "status: paused"));
  EXPECT_TRUE(StrContains(Out(), "headline"));
  EXPECT_TRUE(StrContains(Out(), "(not named)"));
  ASSERT_EQ(Call({"drift", "--json"}), kOk);
  EXPECT_TRUE(StrContains(Out(), "\"sample_count\":\"9\""));
  EXPECT_EQ(Call({"drift", "--vendor", "initech"}), kRefused);
}

TEST_F(RunTest, MakesShowsAndForgetsCallers) {
  ASSERT_EQ(Call({"callers", "create", "sync", "--role=read", "--role=write",
                  "--tenant=acme", "--expires=90d"}),
            kOk)
      << Err();
  // The key alone, so that it can be piped.
  const std::string key(absl::StripAsciiWhitespace(Out()));
  const auto caller = callers_.FindByKey(key).value();
  ASSERT_TRUE(caller.has_value()) << Out();
  EXPECT_EQ(caller->tenant, "acme");
  EXPECT_EQ(caller->roles.size(), 2u);
  EXPECT_FALSE(StrContains(Err(), key));
  ASSERT_EQ(Call({"callers", "create", "cert", "--role=read",
                  "--certificate-name=sync.acme"}),
            kOk);
  EXPECT_EQ(Out(), "");
  ASSERT_EQ(Call({"callers"}), kOk);
  EXPECT_TRUE(StrContains(Out(), "sync.acme"));
  EXPECT_TRUE(StrContains(Out(), "acme"));
  EXPECT_EQ(Call({"callers", "delete", "sync"}), kNotFound) << Err();
  ASSERT_EQ(Call({"callers", "delete", "sync", "--tenant=acme"}), kOk);
  EXPECT_FALSE(callers_.FindByKey(key).value().has_value());
}

TEST_F(RunTest, ShowsItsKeyToTheServer) {
  server_.SetCaller(
      Error(v1::ERROR_REASON_UNAUTHENTICATED_CALLER).Message("who calls?"));
  environment_["HIREWIRE_KEY"] = "canary-key";
  EXPECT_EQ(Call({"connectors"}), kCredentials);
  EXPECT_TRUE(StrContains(Err(), "--key")) << Err();
  EXPECT_FALSE(StrContains(Err(), "canary"));
  environment_["HIREWIRE_SERVER"] = "example.com:1";
  EXPECT_EQ(Call({"connectors"}), kUsage);
  EXPECT_TRUE(StrContains(Err(), "in the clear"));
  EXPECT_FALSE(StrContains(Err(), "canary"));
}

TEST_F(RunTest, WrongUsageIsSaidAndCallsNobody) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{
           {},
           {"lst"},
           {"list"},
           {"list", "people", "--connection=a1"},
           {"list", "jobs"},
           {"list", "jobs", "--connection=a1", "--limit=x"},
           {"list", "jobs", "--connection=a1", "--limit=1", "--all"},
           {"list", "jobs", "--connection=a1", "--filter=x=y"},
           {"get", "jobs", "--connection=a1"},
           {"get", "stage-change", "1", "--connection=a1"},
           {"connections", "destroy", "a1"},
           {"connect"},
           {"connect", "acme", "--label=x"},
           {"connectors", "--timeout=soon"},
           {"explain", "ListJobs", "--connection=a1"},
           {"explain", "--connection=a1", "--id=1"},
           {"explain", "GetJob", "--connection=a1", "--id=1", "--sample=-"},
           {"explain", "GetJob", "--id=1"},
           {"explain", "GetJob", "--connection=a1", "--sample=/not/there"},
           {"drift", "acme"},
           {"callers", "create", "x"},
           {"callers", "create", "x", "--role=root"},
           {"callers", "create", "x", "--role=tokens"},
           {"callers", "create", "x", "--role=read", "--expires=soon"},
           {"callers", "create", "x", "--role=read", "--expires=-1d"},
           {"callers", "destroy", "x"},
           {"connectors", "--cert=x"},
           {"connectors", "--ca=/not/there"},
           {"capabilities"}}) {
    EXPECT_EQ(Call(words), kUsage) << (words.empty() ? "" : words.back());
    EXPECT_NE(Err(), "");
  }
  EXPECT_TRUE(account_.lists().empty());
}

TEST_F(RunTest, HelpIsThereForEveryCommand) {
  ASSERT_EQ(Call({"--help"}), kOk);
  const std::string overview = Out();
  EXPECT_TRUE(StrContains(overview, "Exit codes"));
  for (const char* command :
       {"connect", "connections", "connectors", "capabilities", "list", "get",
        "explain", "drift", "callers"}) {
    EXPECT_TRUE(StrContains(overview, command));
    ASSERT_EQ(Call({command, "--help"}), kOk);
    EXPECT_TRUE(StrContains(Out(), absl::StrCat("hirewire ", command)));
  }
}

TEST_F(RunTest, AServerThatIsNotThereIsNamed) {
  environment_["HIREWIRE_SERVER"] = "127.0.0.1:1";
  EXPECT_EQ(Call({"connectors", "--timeout=5"}), kServerUnreachable);
  EXPECT_TRUE(StrContains(Err(), "127.0.0.1:1"));
}

}  // namespace
}  // namespace hirewire::cli
