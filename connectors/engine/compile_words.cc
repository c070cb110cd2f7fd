#include "connectors/engine/compile_words.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/status/macros.h"

namespace hirewire::engine {
namespace {

using connector::v1::Word;
using connector::v1::WordTable;
using google::protobuf::EnumDescriptor;

// The table that a rule names; null where it names none.
absl::StatusOr<const WordTable*> FindTable(
    const PlacedField& field, const connector::v1::Manifest& manifest) {
  const std::string& name = field.spec->table();
  if (name.empty()) return nullptr;
  for (const WordTable& table : manifest.tables()) {
    if (table.name() == name) return &table;
  }
  return field.place.Error("table", absl::StrCat("no table is named ", name));
}

absl::Status AddWords(const EnumDescriptor& type,
                      const google::protobuf::RepeatedPtrField<Word>& words,
                      const PlacedField& field, absl::string_view where,
                      EnumWords& out) {
  for (const Word& word : words) {
    const auto* value = FindEnumValue(type, word.value());
    if (value == nullptr) {
      return field.place.Error(
          where, absl::StrCat(type.name(), " has no value ", word.value()));
    }
    if (!out.numbers.emplace(word.word(), value->number()).second) {
      return field.place.Error(
          where, absl::StrCat("the word ", word.word(), " stands twice"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::string EnumPrefix(const EnumDescriptor& type) {
  // By the style of the protos, value 0 is <PREFIX>_UNSPECIFIED.
  return std::string(
      absl::StripSuffix(type.FindValueByNumber(0)->name(), "UNSPECIFIED"));
}

const google::protobuf::EnumValueDescriptor* FindEnumValue(
    const EnumDescriptor& type, absl::string_view name) {
  return type.FindValueByName(absl::StrCat(EnumPrefix(type), name));
}

absl::StatusOr<std::shared_ptr<const EnumWords>> CompileWords(
    const EnumDescriptor& type, const PlacedField& field,
    const connector::v1::Manifest& manifest) {
  auto words = std::make_shared<EnumWords>();
  const auto* other = FindEnumValue(type, "OTHER");
  words->other = other == nullptr ? 0 : other->number();
  HW_RETURN_IF_ERROR(
      AddWords(type, field.spec->words(), field, "words", *words));
  HW_ASSIGN_OR_RETURN(const WordTable* table, FindTable(field, manifest));
  if (table != nullptr) {
    HW_RETURN_IF_ERROR(AddWords(type, table->words(), field, "table", *words));
  }
  return words;
}

absl::StatusOr<std::shared_ptr<const KindWords>> CompileKinds(
    const PlacedField& field, const connector::v1::Manifest& manifest) {
  auto kinds = std::make_shared<KindWords>();
  for (const auto& kind : field.spec->kinds()) {
    kinds->emplace(kind.word(), kind.type());
  }
  HW_ASSIGN_OR_RETURN(const WordTable* table, FindTable(field, manifest));
  if (table != nullptr) {
    for (const auto& kind : table->kinds()) {
      kinds->emplace(kind.word(), kind.type());
    }
  }
  return kinds;
}

}  // namespace hirewire::engine
