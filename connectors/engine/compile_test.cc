// What a manifest may get wrong, and that the error leads to it.
#include "connectors/engine/compile.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "connectors/engine/testing_manifest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using testing::HasSubstr;

constexpr char kBase[] = R"(vendor: "acme"
display_name: "Acme"
version: "1"
api_version: "v1"
candidate_identity: CANDIDATE_IDENTITY_PERSON
auth { api_key { placement: PLACEMENT_BEARER } }
environments { name: "production" base_url: "https://api.acme.test/v1" }
paging { link_header {} }
probe { path: "/me" }
tables { name: "words" words { word: "on" value: "ACTIVE" } }
entities {
  message: "Candidate"
  list {
    request { path: "/candidates" }
    filters { name: "tag" parameter: "tag" }
  }
  get { path: "/candidates/{id}" }
  joins { name: "users" request { path: "/users" } row_key: "id" }
  joins { name: "apps" request { path: "/a" parameters { name: "i" value: "{keys}" } } keys: "id" row_key: "c" batch: 9 }
  fields { to: "id" from: "id" }
  fields { to: "full_name" from: "name" }
}
entities {
  message: "Application"
  list { request { path: "/applications" } }
  fields { to: "id" from: "id" }
  fields { to: "status" from: "status" table: "words" }
}
entities {
  message: "Job"
  list { request { path: "/jobs" } }
  fields { to: "id" from: "id" }
}
)";

// The base with `find` replaced, both within one line; sets the line's number.
std::string Bent(const std::string& find, const std::string& replace,
                 int& line) {
  std::string text = kBase;
  const size_t at = text.find(find);
  EXPECT_NE(at, std::string::npos) << find;
  line =
      1 + static_cast<int>(std::count(text.begin(), text.begin() + at, '\n'));
  return text.replace(at, find.size(), replace);
}

struct Case {
  std::string find;
  std::string replace;
  std::string error;  // After "acme.textproto:<line>: ".
};

void ExpectErrors(std::initializer_list<Case> cases) {
  for (const Case& row : cases) {
    int line = 0;
    const auto compiled =
        CompileManifest(Bent(row.find, row.replace, line), "acme.textproto");
    ASSERT_FALSE(compiled.ok()) << row.replace;
    EXPECT_EQ(compiled.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(
        std::string(compiled.status().message()),
        HasSubstr(absl::StrCat("acme.textproto:", line, ": ", row.error)))
        << row.replace;
  }
}

constexpr char kName[] = R"(fields { to: "full_name" from: "name" })";
constexpr char kFilter[] = R"(filters { name: "tag" parameter: "tag" })";
constexpr char kStatus[] =
    R"(fields { to: "status" from: "status" table: "words" })";
constexpr char kApps[] =
    R"(joins { name: "apps" request { path: "/a" parameters { name: "i" value: "{keys}" } } keys: "id" row_key: "c" batch: 9 })";

TEST(Compile, TheBaseAndTheTestingManifestCompile) {
  for (const char* text : {kBase, kTestingManifest}) {
    const auto compiled = CompileManifest(text, "acme.textproto");
    ASSERT_TRUE(compiled.ok()) << compiled.status();
    EXPECT_EQ((*compiled)->vendor(), "acme");
  }
}

TEST(Compile, TextThatIsNoManifestNamesItsLine) {
  ExpectErrors({
      {"version: \"1\"", "versoin: \"1\"", "Message type"},
      {"version: \"1\"", "version: 1", "Expected string"},
  });
}

TEST(Compile, TheHeadMustBeWhole) {
  for (const char* field : {"vendor", "display_name", "version", "api_version",
                            "candidate_identity", "auth", "environments"}) {
    std::string text = kBase;
    const size_t at = text.find(absl::StrCat("\n", field));
    const size_t from = at == std::string::npos ? 0 : at + 1;
    text.erase(from, text.find('\n', from) - from);
    const auto compiled = CompileManifest(text, "acme.textproto");
    ASSERT_FALSE(compiled.ok()) << field;
    EXPECT_THAT(std::string(compiled.status().message()),
                HasSubstr(absl::StrCat(": ", field, ": is missing")));
  }
}

TEST(Compile, EnvironmentsAndAuthentication) {
  ExpectErrors({
      {"https://api.acme.test/v1", "http://api.acme.test/v1",
       "environments[0].base_url: must be https"},
      {"https://api.acme.test/v1", "https://api.acme.test/v1/",
       "environments[0].base_url: must be https and not end in a slash"},
      {"https://api.acme.test/v1", "https://u:p@api.acme.test",
       "environments[0].base_url: "},
      {"https://api.acme.test/v1", "https://api.acme.test/v1?a=1",
       "environments[0].base_url: must not hold a query"},
      {"placement: PLACEMENT_BEARER", "",
       "auth[0].api_key.placement: is missing"},
      {"placement: PLACEMENT_BEARER", "placement: PLACEMENT_HEADER",
       "auth[0].api_key.header: is missing"},
      {"placement: PLACEMENT_BEARER",
       R"(placement: PLACEMENT_BEARER prefix: "T")",
       "auth[0].api_key.prefix: needs PLACEMENT_HEADER"},
      {"placement: PLACEMENT_BEARER",
       R"(placement: PLACEMENT_HEADER header: "X-Key" prefix: "T\r\n")",
       "auth[0].api_key.prefix: must be printable ASCII"},
      {"api_key { placement: PLACEMENT_BEARER }", "", "auth[0]: one kind"},
      {"api_key { placement: PLACEMENT_BEARER }", "client_credentials {}",
       "auth[0].client_credentials: environment production has no token_url"},
  });
}

TEST(Compile, SettingsAndTheHostsTheyStandIn) {
  const std::string own = "https://api.acme.test/v1";
  const std::string head = "candidate_identity: CANDIDATE_IDENTITY_PERSON";
  const auto with = [&](const std::string& setting) {
    return absl::StrCat(head, " settings { ", setting, " }");
  };
  ExpectErrors({
      {own, "https://{sub}.acme.test",
       "environments[0].base_url: unknown variable {sub}"},
      {head, with("label: \"S\""), "settings[0].name: is missing"},
      {head, with("name: \"sub\""), "settings[0].label: is missing"},
      {head, with(R"(name: "sub" label: "S" pattern: "(")"),
       "settings[0].pattern: "},
      {head, with(R"(name: "sub" label: "S" example: "a.b")"),
       "settings[0].example: is no value"},
      {head,
       with(R"(name: "sub" label: "S" } settings { name: "sub" label: "S")"),
       "settings[1].name: stands twice"},
  });
  for (const char* host : {"{sub}", "{sub}.com", "acme.{sub}"}) {
    std::string text = kBase;
    text.replace(text.find(own), own.size(), absl::StrCat("https://", host));
    absl::StrAppend(&text, R"(settings { name: "sub" label: "S" })");
    EXPECT_THAT(std::string(CompileManifest(text, "a").status().message()),
                HasSubstr("base_url: must end its host in the vendor's own"))
        << host;
  }
}

TEST(Compile, RequestsUseMethodsThatRead) {
  for (const char* method : {"DELETE", "PUT", "post", "GET "}) {
    ExpectErrors(
        {{"get { path: \"/candidates/{id}\" }",
          absl::StrCat("get { path: \"/c\" method: \"", method, "\" }"),
          "entities[0].get.method: must be GET or POST"}});
  }
}

TEST(Compile, AJsonBodyNeedsAMethodThatHasOne) {
  ExpectErrors({{"get { path: \"/candidates/{id}\" }",
                 "get { path: \"/c\" parameters_in: PARAMETERS_IN_JSON_BODY }",
                 "entities[0].get.method: a GET has no body"}});
}

TEST(Compile, TargetsAreCheckedAgainstTheModel) {
  ExpectErrors({
      {kName, R"(fields { to: "fullname" from: "name" })",
       "entities[0].fields[1].to: Candidate has no field fullname"},
      {kName, R"(fields { to: "emails.address" from: "name" })",
       "entities[0].fields[1].to: emails is not a single message"},
      {kName, R"(fields { to: "full_name.x" from: "name" })",
       "entities[0].fields[1].to: full_name is not a single message"},
      {kName, R"(fields { to: "emails" from: "emails" })",
       "entities[0].fields[1].each: a message needs each"},
      {kName, R"(fields { to: "emails" each: "emails" })",
       "entities[0].fields[1].each: a message needs each and the rules below"},
      {kName,
       R"(fields { to: "full_name" each: "x" fields { to: "y" from: "z" } })",
       "entities[0].fields[1].each: the target is not a message"},
      {kName, R"(fields { to: "full_name" })",
       "entities[0].fields[1].from: exactly one of from and each"},
      {kName, R"(fields { to: "emails" from: "a" each: "b" })",
       "entities[0].fields[1].from: exactly one of from and each"},
      {kName, R"(fields { to: "id" from: "name" })",
       "entities[0].fields[1].to: two rules write id"},
      {kName,
       R"(fields { to: "emails" each: "e" fields { to: "address" from: "@" } fields { to: "addres" from: "@" } })",
       "entities[0].fields[1].fields[1].to: EmailAddress has no field addres"},
      {R"(  fields { to: "id" from: "id" })",
       R"(  fields { to: "url" from: "id" })",
       "entities[0].fields: no rule writes id"},
  });
}

TEST(Compile, ARuleAndItsPartsCannotBothWrite) {
  int line = 0;
  const std::string text = Bent(
      R"(list { request { path: "/jobs" } })",
      R"(list { request { path: "/jobs" } } fields { to: "salary_range" each: "s" fields { to: "min" from: "a" format: FORMAT_DECIMAL } } fields { to: "salary_range.max" from: "b" format: FORMAT_DECIMAL })",
      line);
  const auto compiled = CompileManifest(text, "acme.textproto");
  EXPECT_THAT(std::string(compiled.status().message()),
              HasSubstr("two rules write salary_range"));
}

TEST(Compile, WhatARuleSaysMustFitItsTarget) {
  ExpectErrors({
      {kName,
       R"(fields { to: "full_name" from: "name" words { word: "a" value: "B" } })",
       "entities[0].fields[1].words: the target is not an enum"},
      {kName, R"(fields { to: "full_name" from: "name" table: "words" })",
       "entities[0].fields[1].table: the target takes no words"},
      {kName, R"(fields { to: "full_name" from: "name" kind: "type" })",
       "entities[0].fields[1].kind: the target is not a CustomValue"},
      {kName,
       R"(fields { to: "full_name" from: "name" fields { to: "x" from: "y" } })",
       "entities[0].fields[1].fields: are only for each"},
      {kName,
       R"(fields { to: "private" from: "p" format: FORMAT_EPOCH_MILLIS })",
       "entities[0].fields[1].format: does not fit the target"},
      {kName,
       R"(fields { to: "create_time" from: "p" format: FORMAT_DECIMAL })",
       "entities[0].fields[1].format: does not fit the target"},
  });
}

TEST(Compile, EnumWordsAreCheckedAgainstTheEnum) {
  ExpectErrors({
      {kStatus,
       R"(fields { to: "status" from: "s" words { word: "on" value: "ACTVE" } })",
       "entities[1].fields[1].words: ApplicationStatus has no value ACTVE"},
      {kStatus,
       R"(fields { to: "status" from: "s" words { word: "on" value: "APPLICATION_STATUS_ACTIVE" } })",
       "entities[1].fields[1].words: ApplicationStatus has no value"},
      {kStatus,
       R"(fields { to: "status" from: "s" table: "words" words { word: "on" value: "HIRED" } })",
       "entities[1].fields[1].table: the word on stands twice"},
      {kStatus, R"(fields { to: "status" from: "s" table: "worlds" })",
       "entities[1].fields[1].table: no table is named worlds"},
      {kStatus, R"(fields { to: "origin" from: "s" table: "words" })",
       "entities[1].fields[1].table: ApplicationOrigin has no value ACTIVE"},
  });
}

TEST(Compile, ExpressionsAndLookUpsAreChecked) {
  ExpectErrors({
      {kName, R"(fields { to: "full_name" from: "a." })",
       "entities[0].fields[1].from: syntax: "},
      {kName, R"x(fields { to: "full_name" from: "no_such(a)" })x",
       "entities[0].fields[1].from: unknown-function: "},
      {kName, R"x(fields { to: "full_name" from: "lookup('stages', id).x" })x",
       "entities[0].fields[1].from: no join is named stages"},
      {"request { path: \"/candidates\" }",
       "request { path: \"/candidates\" records: \"[\" }",
       "entities[0].list.request.records: syntax: "},
  });
}

TEST(Compile, Joins) {
  ExpectErrors({
      {kApps,
       R"x(joins { name: "apps" request { path: "/a" } keys: "lookup('later', id)" row_key: "c" batch: 9 } joins { name: "later" request { path: "/b" } keys: "id" row_key: "c" batch: 9 })x",
       "entities[0].joins[1].keys: no join above is named later"},
      {kApps,
       R"x(joins { name: "apps" request { path: "/a" } keys: "lookup('apps', id)" row_key: "c" batch: 9 })x",
       "entities[0].joins[1].keys: no join above is named apps"},
      {kApps, R"(joins { name: "users" request { path: "/a" } row_key: "c" })",
       "entities[0].joins[1].name: stands twice"},
      {kApps,
       R"(joins { name: "apps" request { path: "/a" } row_key: "c" batch: 9 })",
       "entities[0].joins[1].keys: is missing"},
      {kApps,
       R"(joins { name: "apps" request { path: "/a" } keys: "id" batch: 9 })",
       "entities[0].joins[1].row_key: is missing"},
      {kApps,
       R"(joins { name: "apps" included: "i" request { path: "/a" } row_key: "c" })",
       "entities[0].joins[1].included: goes with no request, keys or batch"},
      {kApps, R"(joins { name: "apps" included: "i[" row_key: "c" })",
       "entities[0].joins[1].included: syntax: "},
      {kApps, R"(joins { name: "apps" included: "i" })",
       "entities[0].joins[1].row_key: is missing"},
      {kApps, R"(joins { request { path: "/a" } row_key: "c" })",
       "entities[0].joins[1].name: is missing"},
      {kApps,
       R"(joins { name: "apps" request { path: "/{keys}" } row_key: "c" })",
       "entities[0].joins[1].request.path: "},
  });
}

TEST(Compile, PathsAndTemplates) {
  ExpectErrors({
      {"\"/candidates/{id}\"", "\"/candidates/{id\"", "entities[0].get.path: "},
      {"\"/candidates/{id}\"", "\"/candidates/id}\"", "entities[0].get.path: "},
      {"\"/candidates/{id}\"", "\"/candidates/{key}\"",
       "entities[0].get.path: "},
      {"\"/candidates/{id}\"", "\"candidates\"",
       "entities[0].get.path: must start with a slash"},
      {"get { path: \"/candidates/{id}\" }",
       "get { path: \"/c\" parameters { name: \"a\" value: \"{x}\" } }",
       "entities[0].get.parameters[0].value: "},
      {"get { path: \"/candidates/{id}\" }",
       "get { path: \"/c\" parameters { value: \"{id}\" } }",
       "entities[0].get.parameters[0].name: is missing"},
      {"probe { path: \"/me\" }", "probe { path: \"/{id}\" }", "probe.path: "},
  });
}

TEST(Compile, PagingNeedsAStopRule) {
  ExpectErrors({
      {"paging { link_header {} }", "paging { size_parameter: \"n\" }",
       "paging: has no stop rule"},
      {"paging { link_header {} }",
       "paging { link_header {} size_parameter: \"n\" }",
       "paging.max_size: is needed with size_parameter"},
      {"paging { link_header {} }", "paging { body_cursor { cursor: \"n\" } }",
       "paging.body_cursor.parameter: is missing"},
      {"paging { link_header {} }",
       "paging { body_cursor { parameter: \"n\" } }",
       "paging.body_cursor.cursor: is missing"},
      {"paging { link_header {} }", "paging { page_number {} }",
       "paging.page_number.parameter: is missing"},
      {"paging { link_header {} }", "paging { offset {} }",
       "paging.offset.parameter: is missing"},
      {"paging { link_header {} }", "paging { next_url {} }",
       "paging.next_url.url: is missing"},
      {R"(list { request { path: "/jobs" } })",
       R"(list { request { path: "/jobs" } paging {} })",
       "entities[2].list.paging: has no stop rule"},
  });
}

TEST(Compile, Filters) {
  ExpectErrors({
      {kFilter, R"(filters { name: "tags" parameter: "tag" })",
       "entities[0].list.filters[0].name: no unified filter tags"},
      {kFilter, R"(filters { name: "page_size" parameter: "n" })",
       "entities[0].list.filters[0].name: no unified filter page_size"},
      {kFilter, R"(filters { name: "tag" })",
       "entities[0].list.filters[0].parameter: a parameter or a match"},
      {kFilter, R"(filters { name: "tag" match: "tags" })",
       "entities[0].list.filters[0].how: is needed with match"},
      {kFilter,
       R"(filters { name: "tag" match: "tags" how: COMPARISON_BEFORE })",
       "entities[0].list.filters[0].how: does not fit the filter's type"},
      {kFilter,
       R"(filters { name: "created_after" match: "c" how: COMPARISON_EQUALS })",
       "entities[0].list.filters[0].how: does not fit the filter's type"},
      {kFilter,
       R"(filters { name: "origin" parameter: "o" words { word: "w" value: "APPLIDE" } })",
       "entities[0].list.filters[0].words[0].value: origin has no value "
       "APPLIDE"},
      {kFilter,
       R"(filters { name: "private" parameter: "p" words { word: "w" value: "yes" } })",
       "entities[0].list.filters[0].words[0].value: private has no value yes"},
      {kFilter, R"(filters { name: "tag" parameter: "t" value: "{val}" })",
       "entities[0].list.filters[0].value: "},
      {kFilter,
       R"(filters { name: "tag" parameter: "t" instant_before: true })",
       "entities[0].list.filters[0].instant_before: is for a time that is a "
       "parameter"},
      {kFilter, R"(filters { name: "tag" parameter: "t" not_with: "mail" })",
       "entities[0].list.filters[0].not_with[0]: no unified filter mail"},
      {kFilter,
       R"x(filters { name: "tag" match: "lookup('apps', id)" how: COMPARISON_EQUALS })x",
       "entities[0].list.filters[0].match: no reference join is named apps"},
      {kFilter,
       R"(filters { name: "tag" parameter: "t" } filters { name: "tag" parameter: "u" })",
       "entities[0].list.filters[1].name: stands twice"},
      {kFilter, R"(required_filters: "jobs")",
       "entities[0].list.required_filters[0]: no unified filter jobs"},
      {kFilter, R"(required_filters: "created_after")",
       "entities[0].list.required_filters[0]: cannot be a time"},
  });
}

TEST(Compile, Entities) {
  ExpectErrors({
      {"message: \"Job\"", "message: \"Jobs\"",
       "entities[2].message: no unified entity Jobs"},
      {"message: \"Job\"", "message: \"Money\"",
       "entities[2].message: no unified entity Money"},
      {"message: \"Job\"", "message: \"Application\"",
       "entities[2].message: stands twice"},
      {"message: \"Job\"", "message: \"Job\" group_by: \"a b\"",
       "entities[2].group_by: syntax: "},
  });
}

TEST(Compile, AnEntityWithNothingNeedsAReason) {
  int line = 0;
  const std::string text =
      Bent("list { request { path: \"/jobs\" } }", "", line);
  const auto compiled = CompileManifest(text, "acme.textproto");
  EXPECT_THAT(std::string(compiled.status().message()),
              HasSubstr("entities[2].why: is needed"));
}

TEST(Compile, ARecordNeedsAnId) {
  int line = 0;
  const auto compiled =
      CompileManifest(Bent("list { request { path: \"/jobs\" } }\n  fields { "
                           "to: \"id\" from: \"id\" }",
                           "list { request { path: \"/jobs\" } }", line),
                      "acme.textproto");
  EXPECT_THAT(std::string(compiled.status().message()),
              HasSubstr("entities[2].fields: no rule writes id"));
}

TEST(Compile, ErrorRules) {
  ExpectErrors({
      {"probe { path: \"/me\" }", "errors { reason: \"VENDOR_REFUSED\" }",
       "errors[0].action: is missing"},
      {"probe { path: \"/me\" }",
       "errors { action: ACTION_FAIL reason: \"NONSENSE\" }",
       "errors[0].reason: no reason NONSENSE"},
      {"probe { path: \"/me\" }",
       "errors { action: ACTION_FAIL reason: \"UNSPECIFIED\" }",
       "errors[0].reason: no reason UNSPECIFIED"},
      {"probe { path: \"/me\" }",
       "errors { action: ACTION_EMPTY when: \"((\" }",
       "errors[0].when: syntax: "},
      {"probe { path: \"/me\" }",
       "errors { action: ACTION_FAIL reason: \"VENDOR_REFUSED\" "
       "most_retries: 1 }",
       "errors[0].most_retries: is only for ACTION_RETRY"},
  });
}

}  // namespace
}  // namespace hirewire::engine
