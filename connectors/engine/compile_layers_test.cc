// Overrides laid over a manifest: what they change, what they may not, and that
// errors point into the text that is wrong.
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status/error.h"
#include "connectors/engine/compile.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {
namespace {

using connector::v1::Entity;
using connector::v1::Field;
using testing::HasSubstr;

constexpr char kBase[] = R"(vendor: "acme"
display_name: "Acme"
version: "1"
api_version: "v1"
candidate_identity: CANDIDATE_IDENTITY_PERSON
auth { api_key { placement: PLACEMENT_BEARER } }
environments { name: "production" base_url: "https://api.acme.test/v1" }
paging { body_cursor { cursor: "next" parameter: "cursor" } }
errors { statuses: 404 action: ACTION_FAIL reason: "VENDOR_REFUSED" }
probe { path: "/me" }
tables { name: "states" words { word: "on" value: "ACTIVE" } }
entities {
  message: "Candidate"
  list {
    request { path: "/candidates" }
    filters { name: "tag" parameter: "tag" }
  }
  fields { to: "id" from: "id" }
  fields { to: "full_name" from: "name" }
  fields { to: "emails" each: "emails" fields { to: "address" from: "@" } }
}
entities {
  message: "Application"
  list { request { path: "/applications" } }
  fields { to: "id" from: "id" }
  fields { to: "status" from: "state" table: "states" }
}
)";

class LayersTest : public testing::Test {
 protected:
  // The manifest with these laid over it, in order, as "over0", "over1".
  absl::StatusOr<std::shared_ptr<const CompiledManifest>> With(
      const std::vector<std::string>& overs) {
    std::vector<ManifestText> layers = {{kBase, "base"}};
    for (const std::string& over : overs) {
      layers.push_back({over, absl::StrCat("over", layers.size() - 1)});
    }
    return CompileLayers(layers);
  }

  connector::v1::Manifest Made(const std::vector<std::string>& overs) {
    const auto made = With(overs);
    EXPECT_TRUE(made.ok()) << made.status();
    return made.ok() ? (*made)->spec() : connector::v1::Manifest();
  }

  void ExpectError(const std::string& over, const std::string& error) {
    const auto made = With({over});
    EXPECT_EQ(ReasonOf(made.status()), v1::ERROR_REASON_MANIFEST_INVALID)
        << made.status();
    EXPECT_THAT(std::string(made.status().message()), HasSubstr(error));
  }
};

TEST_F(LayersTest, AnEmptyOverrideChangesNothing) {
  EXPECT_EQ(Made({""}).SerializeAsString(), Made({}).SerializeAsString());
}

TEST_F(LayersTest, AFieldWithASourceTakesThePlaceOfTheOldOne) {
  const auto made = Made({R"(entities { message: "Candidate"
    fields { to: "full_name" from: "profile.name" }
    fields { to: "emails" each: "mails" fields { to: "address" from: "a" } }
    })"});
  const Entity& candidate = made.entities(0);
  ASSERT_EQ(candidate.fields_size(), 3);
  EXPECT_EQ(candidate.fields(1).from(), "profile.name");
  ASSERT_EQ(candidate.fields(2).fields_size(), 1);
  EXPECT_EQ(candidate.fields(2).fields(0).from(), "a");
  EXPECT_EQ(made.entities_size(), 2);
}

TEST_F(LayersTest, AFieldWithoutASourceAddsToTheOldOne) {
  const auto made = Made({R"(entities { message: "Application"
    fields { to: "status" words { word: "off" value: "REJECTED" } } })"});
  const Field& status = made.entities(1).fields(1);
  EXPECT_EQ(status.from(), "state");
  EXPECT_EQ(status.table(), "states");
  ASSERT_EQ(status.words_size(), 1);
  EXPECT_EQ(status.words(0).word(), "off");
}

TEST_F(LayersTest, NamedThingsAreFoundAndOthersAdded) {
  const auto made = Made({R"(version: "1+x"
    tables { name: "states" words { word: "on" value: "HIRED" }
             words { word: "off" value: "REJECTED" } }
    entities { message: "Candidate"
               list { filters { name: "tag" parameter: "label" }
                      filters { name: "email" parameter: "mail" } }
               fields { to: "headline" from: "custom.headline" } })"});
  EXPECT_EQ(made.version(), "1+x");
  ASSERT_EQ(made.tables_size(), 1);
  ASSERT_EQ(made.tables(0).words_size(), 2);
  EXPECT_EQ(made.tables(0).words(0).value(), "HIRED");
  ASSERT_EQ(made.entities(0).list().filters_size(), 2);
  EXPECT_EQ(made.entities(0).list().filters(0).parameter(), "label");
  EXPECT_EQ(made.entities(0).list().request().path(), "/candidates");
  EXPECT_EQ(made.entities(0).fields_size(), 4);
}

TEST_F(LayersTest, AnotherKindOfPagingReplacesTheOldOne) {
  const auto made = Made({R"(paging { next_url { url: "links.next" } })"});
  EXPECT_TRUE(made.paging().has_next_url());
}

TEST_F(LayersTest, ErrorRulesGoBeforeTheOldOnes) {
  const auto made = Made({R"(
    errors { statuses: 409 action: ACTION_RETRY reason: "VENDOR_UNAVAILABLE" }
    errors { statuses: 404 action: ACTION_EMPTY })"});
  ASSERT_EQ(made.errors_size(), 3);
  EXPECT_EQ(made.errors(0).statuses(0), 409u);
  EXPECT_EQ(made.errors(1).action(), connector::v1::ErrorRule::ACTION_EMPTY);
  EXPECT_EQ(made.errors(2).reason(), "VENDOR_REFUSED");
}

TEST_F(LayersTest, TheLastLayerWins) {
  const auto made = Made(
      {R"(entities { message: "Candidate" fields { to: "title" from: "a" } })",
       R"(entities { message: "Candidate" fields { to: "title" from: "b" } })"});
  EXPECT_EQ(made.entities(0).fields(3).from(), "b");
}

TEST_F(LayersTest, ErrorsPointIntoTheTextThatIsWrong) {
  ExpectError(
      "\nentities {\n message: \"Candidate\"\n fields {\n"
      "  to: \"full_name\"\n  from: \"name[\"\n } }",
      "over0:6: entities[0].fields[1].from: ");
  ExpectError(
      "entities { message: \"Candidate\"\nfields { to: \"nome\" "
      "from: \"name\" } }",
      "over0:2: entities[0].fields[3].to: Candidate has no field nome");
  ExpectError(
      "tables { name: \"states\"\n words { word: \"off\" value: \"X\" } }",
      "over0:2: tables[0].words[1]: ApplicationStatus has no value X");
  ExpectError("entities { message: \"Application\" list { paging {\n} } }",
              "over0:1: entities[1].list.paging: has no stop rule");
  ExpectError("\nvendr: 1", "over0:2: ");
}

TEST_F(LayersTest, ErrorsCarryTheirPlaceAsWordsToo) {
  const auto made = With({"\n\npaging { next_url {} }"});
  const auto details = DetailsOf(made.status());
  ASSERT_TRUE(details.has_value()) << made.status();
  EXPECT_EQ(details->metadata.at("file"), "over0");
  EXPECT_EQ(details->metadata.at("line"), "3");
  EXPECT_EQ(details->metadata.at("field"), "paging.next_url.url");
}

TEST_F(LayersTest, WhoWhereAndHowFastAreNotToBeChanged) {
  const std::string why = "an override cannot change";
  ExpectError("auth { api_key { placement: PLACEMENT_BASIC_USER } }",
              absl::StrCat("over0:1: auth: ", why));
  ExpectError(
      "\nenvironments { name: \"production\" "
      "base_url: \"https://evil.test\" }",
      absl::StrCat("over0:2: environments: ", why));
  ExpectError("budgets { name: \"b\" }", absl::StrCat("budgets: ", why));
  ExpectError("settings { name: \"b\" }", absl::StrCat("settings: ", why));
  ExpectError("headers { name: \"Authorization\" value: \"x\" }",
              absl::StrCat("headers: ", why));
  ExpectError("vendor: \"globex\"", "over0:1: vendor: is not acme");
}

TEST_F(LayersTest, NothingStandsTwiceInOneOverride) {
  ExpectError(
      "entities { message: \"Candidate\"\n"
      "fields { to: \"title\" from: \"a\" }\n"
      "fields { to: \"title\" from: \"b\" } }",
      "over0:3: entities[0].fields[1].to: title stands twice");
}

TEST_F(LayersTest, AnEntityThatTheVendorLacksNeedsToBeWhole) {
  ExpectError(
      "entities { message: \"Office\"\n"
      "fields { to: \"name\" from: \"custom.office\" } }",
      "over0:1: entities[2]");
}

}  // namespace
}  // namespace hirewire::engine
