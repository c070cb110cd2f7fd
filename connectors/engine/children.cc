#include "connectors/engine/children.h"

#include "base/status/error.h"
#include "base/status/macros.h"

namespace hirewire::engine {
namespace {

using expr::Member;
using expr::Value;

constexpr size_t kMembers = 5;

// Null where the arena is full.
Member* Wrap(const Value& parent, const std::vector<Value>& items, size_t at,
             expr::Arena& arena) {
  auto* members = arena.AllocateArray<Member>(kMembers);
  if (members == nullptr) return nullptr;
  members[0] = {"item", items[at]};
  members[1] = {"parent", parent};
  members[2] = {"index", Value::Int64(static_cast<int64_t>(at))};
  members[3] = {"previous", at == 0 ? Value() : items[at - 1]};
  members[4] = {"next", at + 1 == items.size() ? Value() : items[at + 1]};
  return members;
}

absl::Status Invalid(absl::string_view message) {
  return Error(v1::ERROR_REASON_VENDOR_RESPONSE_INVALID).Message(message);
}

}  // namespace

absl::StatusOr<std::vector<Value>> ExpandChildren(
    const expr::Expression& children, const std::vector<Value>& parents,
    expr::Arena& arena) {
  std::vector<Value> out;
  for (const Value& parent : parents) {
    const auto list = children.Evaluate(parent, {.arena = arena});
    if (!list.ok() || !(list->is_array() || list->is_null())) {
      return Invalid("the vendor's record holds no list where it should");
    }
    std::vector<Value> items;
    for (const Value item : list->items()) items.push_back(item);
    for (size_t i = 0; i < items.size(); ++i) {
      const Member* members = Wrap(parent, items, i, arena);
      if (members == nullptr) return Invalid("the vendor's page is too large");
      out.push_back(Value::Object(members, kMembers));
    }
  }
  return out;
}

}  // namespace hirewire::engine
