#include "testing/simulators/lever/offsets.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim::lever {
namespace {

std::string JsonOf(const SortKey& key, KeyShape shape) {
  std::string json;
  JsonWriter writer(&json);
  writer.BeginArray();
  if (shape == KeyShape::kRankTimeId) writer.Raw(absl::StrCat(key.rank));
  if (shape != KeyShape::kId) writer.Int(key.time);
  writer.String(key.id).EndArray();
  return json;
}

std::string Place(absl::string_view path, absl::string_view text) {
  return absl::StrCat(path, "?", text);
}

}  // namespace

std::string Offsets::Give(absl::string_view path, const Offset& offset,
                          KeyShape shape) {
  std::string text = PercentEncode(JsonOf(offset.key, shape));
  given_[Place(path, text)] = offset;
  return text;
}

const Offset* Offsets::Find(absl::string_view path,
                            absl::string_view text) const {
  const auto found = given_.find(Place(path, text));
  return found == given_.end() ? nullptr : &found->second;
}

}  // namespace hirewire::sim::lever
