// What a call asks for: its JSON body, checked against what the endpoint takes.
//
//   const auto arguments = ParseArguments(R"({"limit":10})", parameters);
//   arguments->limit();  // 10
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_ARGUMENTS_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_ARGUMENTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "testing/data/record.h"
#include "testing/simulators/ashby/ids.h"

namespace hirewire::sim::ashby {

enum class Takes {
  kId,
  kText,
  kFlag,
  // Milliseconds since the epoch, an integer.
  kMillis,
  // One of Parameter::words.
  kWord,
  // A list of them.
  kWords,
  // An integer from 1 to 100.
  kLimit,
};

struct Parameter {
  absl::string_view name;
  Takes takes = Takes::kId;
  std::vector<absl::string_view> words = {};
  bool required = false;
};

class Arguments {
 public:
  bool Has(absl::string_view name) const;
  // Whether a flag is there and true.
  bool True(absl::string_view name) const;
  // Empty where absent.
  std::string Text(absl::string_view name) const;
  OptionalTime Time(absl::string_view name) const;
  // The record that an id names, or kNone; it may lie beyond the last record.
  Ref RefIn(Table table, absl::string_view name) const;
  // Whether an id is absent or names exactly this record.
  bool Admits(Table table, absl::string_view name, Ref ref) const;
  // Whether a list of words is absent or holds this one.
  bool Admits(absl::string_view name, absl::string_view word) const;
  bool Expands(absl::string_view word) const;
  // 100 unless it says otherwise.
  int limit() const;

  // Whether everything that says what to list, as far as it is repeated here,
  // is as it was in `first`.
  bool Repeats(const Arguments& first) const;

  using Value =
      std::variant<bool, int64_t, std::string, std::vector<std::string>>;
  void Set(absl::string_view name, Value value);

 private:
  template <typename T>
  const T* Find(absl::string_view name) const;

  std::map<std::string, Value, std::less<>> values_;
};

// INVALID_ARGUMENT with a sentence for whatever the vendor would not take.
absl::StatusOr<Arguments> ParseArguments(
    const std::string& body, const std::vector<Parameter>& parameters);

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_ARGUMENTS_H_
