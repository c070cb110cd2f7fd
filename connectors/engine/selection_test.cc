#include "connectors/engine/selection.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "connectors/engine/compile.h"
#include "connectors/engine/testing_manifest.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class SelectionTest : public testing::Test {
 protected:
  // The targets that a mask selects, in order of field number.
  std::vector<std::string> Select(const std::vector<std::string>& mask,
                                  Unset unset = Unset::kFreeFields) {
    selection_ = SelectRules(entity(), plan(), mask, unset);
    std::vector<std::string> targets;
    for (const Rule& rule : plan().rules) {
      if (selection_[rule.id]) targets.push_back(rule.to);
    }
    return targets;
  }
  const CompiledEntity& entity() const {
    return manifest_->entities.at("Candidate");
  }
  const MapPlan& plan() const { return entity().list_plan; }

  const std::shared_ptr<const CompiledManifest> manifest_ =
      *CompileManifest(kTestingManifest, "acme");
  Selection selection_;
};

TEST_F(SelectionTest, AnEmptyMaskTakesWhatIsFree) {
  const auto targets = Select({});
  EXPECT_THAT(targets, Contains("full_name"));
  EXPECT_THAT(targets, Contains("source_name")) << "reference data is free";
  EXPECT_THAT(targets, Not(Contains("application_ids")));
  EXPECT_THAT(JoinsOf(plan(), selection_), ElementsAre("sources"));
}

TEST_F(SelectionTest, AnEmptyMaskMayMeanEverything) {
  EXPECT_EQ(Select({}, Unset::kAllFields), Select({"*"}));
  EXPECT_THAT(
      JoinsOf(plan(), selection_),
      UnorderedElementsAre("applications", "photo", "recruiters", "sources"));
}

TEST_F(SelectionTest, AMaskTakesWhatItNamesAndTheId) {
  EXPECT_THAT(Select({"tags"}), ElementsAre("id", "tags"));
  EXPECT_THAT(JoinsOf(plan(), selection_), IsEmpty());
  EXPECT_THAT(Select({"tag", "nonsense", ""}), ElementsAre("id"));
  EXPECT_THAT(Select({"create_time.seconds"}),
              ElementsAre("id", "create_time"));
}

TEST_F(SelectionTest, ALookUpBringsThoseThatItsKeysNeed) {
  EXPECT_THAT(Select({"recruiter_id"}), ElementsAre("id", "recruiter_id"));
  EXPECT_THAT(JoinsOf(plan(), selection_),
              ElementsAre("applications", "recruiters"));
}

TEST(Selection, PathsReachIntoMessagesAndSourceWordsCome) {
  const auto manifest =
      *CompileManifest(R"pb(
                         vendor: "acme"
                         display_name: "A"
                         version: "1"
                         api_version: "1"
                         candidate_identity: CANDIDATE_IDENTITY_PERSON
                         auth { api_key { placement: PLACEMENT_BEARER } }
                         environments { name: "p" base_url: "https://a.test" }
                         probe { path: "/" }
                         entities {
                           message: "Candidate"
                           list {
                             request { path: "/x" }
                             paging { single_page {} }
                           }
                           fields { to: "id" from: "id" }
                           fields {
                             to: "emails"
                             each: "m"
                             fields { to: "address" from: "a" }
                             fields { to: "type" from: "t" }
                           }
                         })pb",
                       "acme");
  const CompiledEntity& entity = manifest->entities.at("Candidate");
  const Rule& emails = entity.list_plan.rules.back();
  const auto inner = [&](const std::string& path) {
    const Selection selection =
        SelectRules(entity, entity.list_plan, {path}, Unset::kFreeFields);
    std::vector<std::string> targets;
    for (const Rule& rule : emails.message->rules) {
      if (selection[emails.id] && selection[rule.id]) {
        targets.push_back(rule.to);
      }
    }
    return targets;
  };
  EXPECT_THAT(inner("emails"), ElementsAre("emails.address", "emails.type"));
  EXPECT_THAT(inner("emails.address"), ElementsAre("emails.address"));
  EXPECT_THAT(inner("emails.type_source"), ElementsAre("emails.type"));
  EXPECT_THAT(inner("email"), IsEmpty());
}

}  // namespace
}  // namespace hirewire::engine
