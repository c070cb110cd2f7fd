#include "connectors/vendors/greenhouse/schema_sample.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/json/write.h"

namespace hirewire::vendors::greenhouse {
namespace {

class Sampler {
 public:
  Sampler(Nullables nullables, int64_t number)
      : nulls_(nullables == Nullables::kNull), number_(number) {}

  std::string Of(const json::Value& schema) const {
    const std::vector<std::string> types = TypesOf(schema);
    if (nulls_ && IsNullable(types)) return "null";
    if (const auto one_of = schema.Find("anyOf")) {
      return OfAlternatives(*one_of).front();
    }
    if (const auto words = schema.Find("enum")) {
      return json::Write(*words->items().begin());
    }
    return OfType(types.empty() ? "object" : types.front(), schema);
  }

 private:
  static std::vector<std::string> TypesOf(const json::Value& schema) {
    std::vector<std::string> types;
    const auto type = schema.Find("type");
    if (!type) return types;
    if (type->is_string()) types.emplace_back(type->AsString());
    for (const json::Value word : type->items()) {
      types.emplace_back(word.AsString());
    }
    return types;
  }

  static bool IsNullable(const std::vector<std::string>& types) {
    for (const std::string& type : types) {
      if (type == "null") return true;
    }
    return false;
  }

  // One value per alternative.
  std::vector<std::string> OfAlternatives(const json::Value& one_of) const {
    std::vector<std::string> values;
    for (const json::Value alternative : one_of.items()) {
      values.push_back(Of(alternative));
    }
    return values;
  }

  std::string OfType(const std::string& type, const json::Value& schema) const {
    if (type == "integer") return absl::StrCat(number_);
    if (type == "null") return "null";
    if (type == "number") return absl::StrCat(number_, ".5");
    if (type == "boolean") return "true";
    if (type == "string") return OfString(schema);
    if (type == "array") {
      const auto items = schema.Find("items");
      return items ? absl::StrCat("[", Of(*items), "]") : "[]";
    }
    return OfObject(schema);
  }

  static std::string OfString(const json::Value& schema) {
    const auto format = schema.Find("format");
    if (!format) return "\"text\"";
    if (format->AsString() == "date-time") {
      return "\"2026-03-02T09:15:30.250Z\"";
    }
    if (format->AsString() == "date") return "\"2026-03-02\"";
    return "\"https://example.com/\"";
  }

  std::string OfObject(const json::Value& schema) const {
    std::vector<std::string> members;
    if (const auto properties = schema.Find("properties")) {
      for (const auto& [key, property] : properties->members()) {
        members.push_back(absl::StrCat("\"", key, "\":", Of(property)));
      }
    }
    const auto free = schema.Find("additionalProperties");
    if (free && free->is_object()) AddFreeMembers(*free, members);
    return absl::StrCat("{", absl::StrJoin(members, ","), "}");
  }

  // {name, type, value} objects, one for each kind of value.
  void AddFreeMembers(const json::Value& schema,
                      std::vector<std::string>& members) const {
    const auto properties = schema.Find("properties");
    const auto value = properties ? properties->Find("value") : std::nullopt;
    const auto one_of = value ? value->Find("anyOf") : std::nullopt;
    if (!one_of) {
      members.push_back(absl::StrCat("\"key\":", Of(schema)));
      return;
    }
    for (const std::string& sample : OfAlternatives(*one_of)) {
      members.push_back(absl::StrCat("\"key", members.size(),
                                     "\":{\"name\":\"text\",\"type\":\"text\",",
                                     "\"value\":", sample, "}"));
    }
  }

  const bool nulls_;
  const int64_t number_;
};

}  // namespace

std::string SampleOf(const json::Value& schema, Nullables nullables,
                     int64_t number) {
  return Sampler(nullables, number).Of(schema);
}

}  // namespace hirewire::vendors::greenhouse
