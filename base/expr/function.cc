#include "base/expr/function.h"

#include <array>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/expr/value.h"

namespace hirewire::expr {
namespace {

constexpr std::pair<Types, absl::string_view> kTypeNames[] = {
    {kNullType, "null"},
    {kBoolType, "boolean"},
    {kNumberType, "number"},
    {kStringType, "string"},
    {kArrayType, "array"},
    {kObjectType, "object"},
    {kExpressionType, "expression reference"},
    {kNumbersType, "array of numbers"},
    {kStringsType, "array of strings"},
};

Types TypeOf(const Value& value) {
  switch (value.kind()) {
    case Kind::kNull:
      return kNullType;
    case Kind::kBool:
      return kBoolType;
    case Kind::kInt64:
    case Kind::kUint64:
    case Kind::kDouble:
      return kNumberType;
    case Kind::kString:
      return kStringType;
    case Kind::kArray:
      return kArrayType;
    case Kind::kObject:
      return kObjectType;
    case Kind::kExpression:
      return kExpressionType;
  }
  return 0;
}

bool AllOf(const Value& array, Types type) {
  for (const Value item : array.items()) {
    if (TypeOf(item) != type) return false;
  }
  return true;
}

}  // namespace

const Function* FindFunction(absl::string_view name) {
  for (const std::span<const Function> table :
       {ScalarFunctions(), CollectionFunctions(), ExtensionFunctions()}) {
    for (const Function& function : table) {
      if (function.name == name) return &function;
    }
  }
  return nullptr;
}

bool HasType(const Value& value, Types types) {
  if ((TypeOf(value) & types) != 0) return true;
  if (!value.is_array()) return false;
  return ((types & kNumbersType) != 0 && AllOf(value, kNumberType)) ||
         ((types & kStringsType) != 0 && AllOf(value, kStringType));
}

std::string DescribeTypes(Types types) {
  if ((types & kAnyType) == kAnyType) return "any value";
  std::string names;
  for (const auto& [type, name] : kTypeNames) {
    if ((types & type) == 0) continue;
    absl::StrAppend(&names, names.empty() ? "" : " or ", name);
  }
  return names;
}

}  // namespace hirewire::expr
