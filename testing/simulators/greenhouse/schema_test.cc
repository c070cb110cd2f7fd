// Rows against the vendor's own schemas, where those lie beside the workspace.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "testing/simulators/greenhouse/simulator_fixture.h"

namespace hirewire::sim {
namespace {

constexpr char kSchemas[] = "../samples/greenhouse/v3_schemas";

// "integer" for a whole number and so on.
bool HasType(const json::Value& value, absl::string_view type) {
  switch (value.kind()) {
    case json::Kind::kNull:
      return type == "null";
    case json::Kind::kBool:
      return type == "boolean";
    case json::Kind::kInt64:
    case json::Kind::kUint64:
      return type == "integer" || type == "number";
    case json::Kind::kDouble:
      return type == "number";
    case json::Kind::kString:
      return type == "string";
    case json::Kind::kArray:
      return type == "array";
    case json::Kind::kObject:
      return type == "object";
  }
  return false;
}

bool FitsType(const json::Value& value, const json::Value& schema) {
  const auto type = schema.Find("type");
  if (!type.has_value()) return true;
  if (type->is_string()) return HasType(value, type->AsString());
  for (const json::Value one : type->items()) {
    if (HasType(value, one.AsString())) return true;
  }
  return false;
}

bool FitsEnum(const json::Value& value, const json::Value& schema) {
  const auto words = schema.Find("enum");
  if (!words.has_value() || !value.is_string()) return true;
  for (const json::Value word : words->items()) {
    if (word.is_string() && word.AsString() == value.AsString()) return true;
  }
  return false;
}

// What is wrong with `value`, as paths; empty: nothing.
void Check(const json::Value& value, const json::Value& schema,
           const std::string& path, std::set<std::string>& wrong) {
  if (!FitsType(value, schema)) wrong.insert(path + ": type");
  if (!FitsEnum(value, schema)) wrong.insert(path + ": enum");
  if (const auto items = schema.Find("items")) {
    for (const json::Value item : value.items()) {
      Check(item, *items, path + "[]", wrong);
    }
  }
  const auto properties = schema.Find("properties");
  if (!properties.has_value() || !value.is_object()) return;
  for (const json::Member member : properties->members()) {
    const std::string name = absl::StrCat(path, ".", member.key);
    const auto field = value.Find(member.key);
    if (!field.has_value()) {
      wrong.insert(name + ": missing");
    } else {
      Check(*field, member.value, name, wrong);
    }
  }
  for (const json::Member member : value.members()) {
    if (!properties->Find(member.key).has_value()) {
      wrong.insert(absl::StrCat(path, ".", member.key, ": not in the schema"));
    }
  }
}

class SchemaTest : public SimulatorFixture {
 protected:
  SchemaTest() {
    GreenhouseOptions options = Unlimited(500);
    options.newer_fields = false;
    // Words outside the enums are the one thing the schemas must not see.
    options.awkward = false;
    Restart(options);
  }
};

TEST_F(SchemaTest, EveryRowHasExactlyTheSchemasProperties) {
  if (!std::filesystem::exists(kSchemas)) {
    GTEST_SKIP() << "the vendor's schemas do not lie beside the workspace";
  }
  const auto collections = GreenhouseSimulator::Collections();
  const std::set<std::string> served(collections.begin(), collections.end());
  int checked = 0;
  for (const auto& file : std::filesystem::directory_iterator(kSchemas)) {
    const std::string name = file.path().stem();
    EXPECT_EQ(served.count(name), 1u) << name;
    std::ifstream stream(file.path());
    std::stringstream text;
    text << stream.rdbuf();
    const auto schema = json::Parse(text.str());
    ASSERT_TRUE(schema.ok()) << name;
    std::set<std::string> wrong;
    const json::Document rows =
        Parse(Get(absl::StrCat("/v3/", name, "?per_page=500")));
    for (const json::Value row : rows.root().items()) {
      Check(row, schema->root(), name, wrong);
    }
    EXPECT_EQ(wrong, std::set<std::string>());
    ++checked;
  }
  EXPECT_GE(checked, 60);
}

}  // namespace
}  // namespace hirewire::sim
