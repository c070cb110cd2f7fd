// Schemas as manifests come to have them.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/entity_schema.h"
#include "connectors/engine/testing_manifest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

// The testing manifest with one entity more.
absl::StatusOr<std::shared_ptr<const CompiledManifest>> With(
    const std::string& entity) {
  return CompileManifest(
      absl::StrCat(kTestingManifest, "entities { ", entity, " }"),
      "acme.textproto");
}

constexpr char kNote[] =
    R"(message: "Scorecard" list { request { path: "/notes" } } )";

EntitySchema SchemaOf(const std::string& words) {
  const auto manifest = With(absl::StrCat(kNote, words));
  EXPECT_TRUE(manifest.ok()) << manifest.status();
  return *(*manifest)->entities.at("Scorecard").schema;
}

TEST(CompileSchema, KnowsWhatRulesKeysMatchesAndGroupsRead) {
  const auto manifest = CompileManifest(kTestingManifest, "acme.textproto");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  const EntitySchema& schema = *(*manifest)->entities.at("Candidate").schema;
  EXPECT_THAT(schema.list.read, ElementsAre("created", "id", "name", "photo_id",
                                            "private", "source_id", "tags"));
  EXPECT_EQ(schema.get.read, schema.list.read);
  EXPECT_FALSE(schema.reads_all);
  const EntitySchema& eeoc = *(*manifest)->entities.at("EeocRecord").schema;
  EXPECT_THAT(eeoc.known,
              UnorderedElementsAre("application", "gender", "race"));
}

TEST(CompileSchema, TellsListsFromGets) {
  const auto manifest = CompileManifest(kTestingManifest, "acme.textproto");
  const EntitySchema& schema = *(*manifest)->entities.at("Job").schema;
  EXPECT_THAT(schema.list.read, ElementsAre("id", "team_id", "title"));
  EXPECT_THAT(schema.get.read, ElementsAre("details", "id", "team_id"));
  EXPECT_THAT(schema.known,
              UnorderedElementsAre("details", "id", "team_id", "title"));
}

TEST(CompileSchema, OfChildrenIsThatOfTheElements) {
  const auto manifest = CompileManifest(kTestingManifest, "acme.textproto");
  const EntitySchema& schema = *(*manifest)->entities.at("Activity").schema;
  EXPECT_TRUE(schema.get.children);
  EXPECT_THAT(schema.get.read, ElementsAre("stage"));
  EXPECT_FALSE(schema.reads_all);
}

TEST(CompileSchema, ReadsOddKeysAndEachAndKinds) {
  const EntitySchema schema = SchemaOf(R"(
      fields { to: "id" from: "\"the.id\"" }
      fields { to: "sections" each: "parts[?kind == 'x']"
               fields { to: "title" from: "below" } })");
  EXPECT_THAT(schema.list.read, ElementsAre("parts", "the.id"));
  EXPECT_FALSE(schema.reads_all);
}

TEST(CompileSchema, WhoReadsTheWholeRecordKnowsAllOfIt) {
  EXPECT_TRUE(SchemaOf(R"(fields { to: "id" from: "keys(@)[0]" })").reads_all);
}

TEST(CompileSchema, NotesWordsOfPersonalFields) {
  const std::string text = absl::StrReplaceAll(
      kTestingManifest,
      {{R"(entities { message: "Offer" why: "Acme keeps offers elsewhere" })",
        R"(entities { message: "Offer" list { request { path: "/offers" } }
           fields { to: "id" from: "id" }
           fields { to: "status" from: "status" }
           fields { to: "period" from: "period" } })"}});
  const auto offers = CompileManifest(text, "acme.textproto");
  ASSERT_TRUE(offers.ok()) << offers.status();
  EXPECT_THAT((*offers)->entities.at("Offer").schema->personal_words,
              ElementsAre("period"));
}

TEST(CompileSchema, IgnoredFieldsAreKnownAndNotRead) {
  const EntitySchema schema = SchemaOf(R"(
      ignored: [ "colour", "size" ] fields { to: "id" from: "id" })");
  EXPECT_THAT(schema.known, UnorderedElementsAre("id", "colour", "size"));
  EXPECT_THAT(schema.list.read, ElementsAre("id"));
}

TEST(CompileSchema, RefusesIgnoredFieldsThatCannotBeMeant) {
  for (const auto& [ignored, why] :
       std::vector<std::pair<std::string, std::string>>{
           {R"(ignored: "id")", "ignored[0]: id is read"},
           {R"(ignored: [ "a", "b", "a" ])", "ignored[2]: a stands twice"},
           {R"(ignored: "")", "ignored[0]: is empty"}}) {
    const auto manifest = With(
        absl::StrCat(kNote, ignored, R"( fields { to: "id" from: "id" })"));
    ASSERT_FALSE(manifest.ok()) << ignored;
    EXPECT_TRUE(absl::StrContains(manifest.status().message(), why))
        << manifest.status();
  }
}

TEST(CompileSchema, AnOverrideMayReadWhatIsIgnored) {
  const std::vector<ManifestText> layers = {
      {absl::StrCat(kTestingManifest, "entities { ", kNote,
                    R"(ignored: "colour" fields { to: "id" from: "id" } })"),
       "acme.textproto"},
      {R"(entities { message: "Scorecard"
                     fields { to: "summary" from: "colour" } })",
       "override.textproto"}};
  const auto manifest = CompileLayers(layers);
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_THAT((*manifest)->entities.at("Scorecard").schema->list.read,
              ElementsAre("colour", "id"));
}

}  // namespace
}  // namespace hirewire::engine
