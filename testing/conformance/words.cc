#include "testing/conformance/words.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/message_differencer.h"
#include "testing/conformance/observe.h"

namespace hirewire::conformance {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void Collect(const Message& message, const std::string& prefix,
             std::vector<WordSeen>& out) {
  const auto& type = *message.GetDescriptor();
  const auto& reflection = *message.GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const std::string path = prefix + field.name();
    if (field.enum_type() != nullptr && !field.is_repeated()) {
      const auto* source =
          type.FindFieldByName(absl::StrCat(field.name(), "_source"));
      if (source == nullptr) continue;
      out.push_back({path, ShortName(*reflection.GetEnum(message, &field)),
                     reflection.GetString(message, source)});
    }
    if (field.message_type() == nullptr) continue;
    if (field.is_repeated()) {
      for (int k = 0; k < reflection.FieldSize(message, &field); ++k) {
        Collect(reflection.GetRepeatedMessage(message, &field, k), path + ".",
                out);
      }
    } else if (reflection.HasField(message, &field)) {
      Collect(reflection.GetMessage(message, &field), path + ".", out);
    }
  }
}

bool Has(const Message& message, const FieldDescriptor& field) {
  return field.is_repeated()
             ? message.GetReflection()->FieldSize(message, &field) > 0
             : message.GetReflection()->HasField(message, &field);
}

// Links are signed anew each time they are given out.
std::string WithoutSignature(const Message& message,
                             const FieldDescriptor& field) {
  const std::string url = message.GetReflection()->GetString(message, &field);
  return url.substr(0, url.find('?'));
}

// Whether the second has all that the first has in this field.
bool Agree(const Message& one, const Message& two, const FieldDescriptor& field,
           std::string* report) {
  if (field.name() == "url") {
    const bool same =
        WithoutSignature(one, field) == WithoutSignature(two, field);
    if (!same && report != nullptr) *report = "url";
    return same;
  }
  google::protobuf::util::MessageDifferencer differencer;
  differencer.set_scope(google::protobuf::util::MessageDifferencer::PARTIAL);
  if (report != nullptr) differencer.ReportDifferencesToString(report);
  return differencer.CompareWithFields(one, two, {&field}, {&field});
}

template <typename Words>
bool MapsToNothing(const Words& words, const std::string& word) {
  return std::any_of(words.begin(), words.end(), [&](const auto& known) {
    return known.word() == word && known.value() == "UNSPECIFIED";
  });
}

template <typename Fields>
bool AnyMapsToNothing(const Fields& fields, const std::string& word) {
  return std::any_of(fields.begin(), fields.end(), [&](const auto& field) {
    return MapsToNothing(field.words(), word) ||
           AnyMapsToNothing(field.fields(), word);
  });
}

}  // namespace

bool SaysNothing(const engine::CompiledManifest& manifest,
                 const std::string& word) {
  for (const auto& table : manifest.spec().tables()) {
    if (MapsToNothing(table.words(), word)) return true;
  }
  for (const auto& entity : manifest.spec().entities()) {
    if (AnyMapsToNothing(entity.fields(), word) ||
        AnyMapsToNothing(entity.get_fields(), word)) {
      return true;
    }
  }
  return false;
}

std::vector<WordSeen> WordsIn(const Message& record) {
  std::vector<WordSeen> words;
  Collect(record, "", words);
  return words;
}

std::vector<std::string> DifferencesBetween(const Message& one,
                                            const Message& two) {
  std::vector<std::string> differences;
  const auto& type = *one.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (!Has(one, field) || !Has(two, field)) continue;
    std::string report;
    if (!Agree(one, two, field, &report) && !Agree(two, one, field, nullptr)) {
      differences.push_back(report);
    }
  }
  return differences;
}

}  // namespace hirewire::conformance
