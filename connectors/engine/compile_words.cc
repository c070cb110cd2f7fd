#include "connectors/engine/compile_words.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/status/macros.h"

namespace hirewire::engine {
namespace {

using connector::v1::Word;
using google::protobuf::EnumDescriptor;

// The place among the manifest's tables of the one that a rule names; -1 where
// it names none.
absl::StatusOr<int> FindTable(const PlacedField& field,
                              const connector::v1::Manifest& manifest) {
  const std::string& name = field.spec->table();
  if (name.empty()) return -1;
  for (int i = 0; i < manifest.tables_size(); ++i) {
    if (manifest.tables(i).name() == name) return i;
  }
  return field.place.Error("table", absl::StrCat("no table is named ", name));
}

// Where to look for what is wrong about a word: at the rule that uses it, or
// at the word itself where that was written over the rule.
struct WordPlace {
  Place rule;
  absl::string_view rule_field;
  Place list;  // The message that holds the words.

  absl::Status Error(int index, absl::string_view message) const {
    const Place word = list.At("words", index);
    return word.layer() > rule.layer() ? word.Error("", message)
                                       : rule.Error(rule_field, message);
  }
};

absl::Status AddWords(const EnumDescriptor& type,
                      const google::protobuf::RepeatedPtrField<Word>& words,
                      const WordPlace& place, EnumWords& out) {
  for (int i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    const auto* value = FindEnumValue(type, word.value());
    if (value == nullptr) {
      return place.Error(
          i, absl::StrCat(type.name(), " has no value ", word.value()));
    }
    if (!out.numbers.emplace(word.word(), value->number()).second) {
      return place.Error(
          i, absl::StrCat("the word ", word.word(), " stands twice"));
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
  HW_RETURN_IF_ERROR(AddWords(type, field.spec->words(),
                              {field.place, "words", field.place}, *words));
  HW_ASSIGN_OR_RETURN(const int table, FindTable(field, manifest));
  if (table >= 0) {
    const Place list = field.place.Root().At("tables", table);
    HW_RETURN_IF_ERROR(AddWords(type, manifest.tables(table).words(),
                                {field.place, "table", list}, *words));
  }
  return words;
}

absl::StatusOr<std::shared_ptr<const KindWords>> CompileKinds(
    const PlacedField& field, const connector::v1::Manifest& manifest) {
  auto kinds = std::make_shared<KindWords>();
  for (const auto& kind : field.spec->kinds()) {
    kinds->emplace(kind.word(), kind.type());
  }
  HW_ASSIGN_OR_RETURN(const int table, FindTable(field, manifest));
  if (table >= 0) {
    for (const auto& kind : manifest.tables(table).kinds()) {
      kinds->emplace(kind.word(), kind.type());
    }
  }
  return kinds;
}

}  // namespace hirewire::engine
