// Every collection that the manifest reads, as Greenhouse's own schemas
// describe its rows: one with every property set, one with every null that is
// allowed. Both must map without an issue.
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/json/parser.h"
#include "connectors/engine/compile.h"
#include "connectors/vendors/golden_case.h"
#include "connectors/vendors/greenhouse/manifest.h"
#include "connectors/vendors/greenhouse/schema_sample.h"
#include "connectors/vendors/played_vendor.h"
#include "google/protobuf/message.h"
#include "gtest/gtest.h"
#include "hirewire/v1/catalog_service.pb.h"

namespace hirewire::vendors::greenhouse {
namespace {

using google::protobuf::Message;

constexpr char kSchemas[] = "../samples/greenhouse/v3_schemas/";
constexpr int64_t kFull = 1001;
constexpr int64_t kNulls = 1002;

std::shared_ptr<const engine::CompiledManifest> Manifest() {
  auto manifest =
      engine::CompileManifest(ManifestText(), "greenhouse/manifest.textproto");
  EXPECT_TRUE(manifest.ok()) << manifest.status();
  return *manifest;
}

// Paths of all collections, of entities and of joins.
std::set<std::string> PathsOf(const engine::CompiledManifest& manifest) {
  std::set<std::string> paths;
  for (const auto& entity : manifest.spec().entities()) {
    if (entity.has_list()) paths.insert(entity.list().request().path());
    for (const auto& join : entity.joins()) paths.insert(join.request().path());
  }
  return paths;
}

std::string Rows(const std::string& path) {
  const auto text = ReadFile(absl::StrCat(kSchemas, path.substr(1), ".json"));
  EXPECT_TRUE(text.ok()) << text.status();
  const auto schema = json::Parse(text.ok() ? *text : "{}");
  EXPECT_TRUE(schema.ok()) << path << ": " << schema.status();
  return absl::StrCat("[", SampleOf(schema->root(), Nullables::kSet, kFull),
                      ",", SampleOf(schema->root(), Nullables::kNull, kNulls),
                      "]");
}

std::unique_ptr<Message> NewPage(const std::string& entity) {
  const auto* service = v1::ListCandidatesRequest::descriptor()
                            ->file()
                            ->pool()
                            ->FindServiceByName("hirewire.v1.CatalogService");
  for (int i = 0; i < service->method_count(); ++i) {
    const auto* type = service->method(i)->output_type();
    const auto* record = type->FindFieldByNumber(1);
    if (record->is_repeated() && record->message_type()->name() == entity) {
      return std::unique_ptr<Message>(
          google::protobuf::MessageFactory::generated_factory()
              ->GetPrototype(type)
              ->New());
    }
  }
  return nullptr;
}

// Top-level fields that the manifest writes and the record lacks.
std::set<std::string> Unset(const Message& record,
                            const engine::CompiledEntity& entity) {
  std::set<std::string> unset;
  const auto& reflection = *record.GetReflection();
  for (const engine::Rule& rule : entity.list_plan.rules) {
    const auto* field = record.GetDescriptor()->FindFieldByNumber(rule.number);
    const bool set = field->is_repeated()
                         ? reflection.FieldSize(record, field) > 0
                         : reflection.HasField(record, field);
    if (!set) unset.insert(absl::StrCat(entity.spec->message(), ".", rule.to));
  }
  return unset;
}

class SchemaTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kSchemas)) {
      GTEST_SKIP() << "no samples beside the workspace: nothing to compare";
    }
    for (const std::string& path : PathsOf(*manifest_)) {
      vendor_.AnswerPath(absl::StrCat("/v3", path), Rows(path));
    }
  }

  // All fields of an entity's two rows.
  std::unique_ptr<Message> List(const std::string& entity) {
    connectors::ListQuery query;
    query.entity = entity;
    query.read_mask = {"*"};
    for (const std::string& name :
         manifest_->entities.at(entity).list->required_filters) {
      query.filters.push_back({name, absl::StrCat(kFull)});
    }
    const auto bytes = vendor_.List(query);
    EXPECT_TRUE(bytes.ok()) << entity << ": " << bytes.status();
    auto page = NewPage(entity);
    EXPECT_TRUE(bytes.ok() && page->ParseFromString(*bytes));
    return page;
  }

  std::shared_ptr<const engine::CompiledManifest> manifest_ = Manifest();
  PlayedVendor vendor_{manifest_};
};

TEST_F(SchemaTest, EveryRowMapsWithoutAnIssue) {
  for (const auto& [name, entity] : manifest_->entities) {
    if (!entity.list) continue;
    const auto page = List(name);
    const auto* issues = page->GetDescriptor()->FindFieldByName("issues");
    EXPECT_EQ(page->GetReflection()->FieldSize(*page, issues), 0)
        << name << ": " << page->DebugString();
    const auto* records = page->GetDescriptor()->FindFieldByNumber(1);
    EXPECT_EQ(page->GetReflection()->FieldSize(*page, records), 2) << name;
  }
}

TEST_F(SchemaTest, NoFieldIsReadFromWhereNothingIs) {
  std::set<std::string> unset;
  for (const auto& [name, entity] : manifest_->entities) {
    if (!entity.list) continue;
    const auto page = List(name);
    const auto* records = page->GetDescriptor()->FindFieldByNumber(1);
    unset.merge(Unset(
        page->GetReflection()->GetRepeatedMessage(*page, records, 0), entity));
  }
  // The schemas are older than the properties that these come from.
  const std::set<std::string> explained = {
      "Application.reject_reason_id",
      "Application.reject_reason_name",
      "Application.stage_id",
  };
  EXPECT_EQ(unset, explained);
}

TEST_F(SchemaTest, EveryFieldIsReadOrLeftOutOnPurpose) {
  for (const auto& [name, entity] : manifest_->entities) {
    // The first page's first row is sampled: the one with every property.
    if (entity.list) List(name);
  }
  EXPECT_EQ(vendor_.NewFields(), "");
}

}  // namespace
}  // namespace hirewire::vendors::greenhouse
