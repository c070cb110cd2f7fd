// Enums beside the vendor's words, and records beside each other.
#ifndef HIREWIRE_TESTING_CONFORMANCE_WORDS_H_
#define HIREWIRE_TESTING_CONFORMANCE_WORDS_H_

#include <string>
#include <vector>

#include "connectors/engine/compiled.h"
#include "google/protobuf/message.h"

namespace hirewire::conformance {

// An enum field that has a <field>_source beside it.
struct WordSeen {
  // "emails.type"
  std::string field;
  // "OTHER"
  std::string value;
  // The vendor's word.
  std::string source;
};

// All in a record and below it.
std::vector<WordSeen> WordsIn(const google::protobuf::Message& record);

// Whether the manifest says that this word of the vendor stands for nothing
// said: `words { word: "unknown" value: "UNSPECIFIED" }`.
bool SaysNothing(const engine::CompiledManifest& manifest,
                 const std::string& word);

// What differs in fields that both records have; either may know more of it.
// Empty where the two do not contradict each other.
std::vector<std::string> DifferencesBetween(
    const google::protobuf::Message& one, const google::protobuf::Message& two);

}  // namespace hirewire::conformance

#endif  // HIREWIRE_TESTING_CONFORMANCE_WORDS_H_
