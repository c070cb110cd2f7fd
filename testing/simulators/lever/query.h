// The query of a request, checked before anything is looked up.
//
//   const auto parsed = ParseQuery(endpoint.parameters, endpoint.lists,
//                                  endpoint.expandable, request.query);
//   if (const auto* refusal = std::get_if<Reply>(&parsed)) return *refusal;
//   const Query& query = std::get<Query>(parsed);
//   if (query.flag("archived") == true) ...
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_QUERY_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_QUERY_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim::lever {

inline constexpr int kMaxLimit = 100;

enum class ParameterKind {
  // Any text; given several times, any of them.
  kText,
  // Milliseconds since 1970.
  kMillis,
  // true or false.
  kFlag,
  // One of Parameter::words.
  kWord,
  // The same, possibly several of them.
  kWords,
};

struct Parameter {
  absl::string_view name;
  ParameterKind kind = ParameterKind::kText;
  std::vector<absl::string_view> words = {};
};

// {code, message}, as Lever refuses.
Reply Refuse(int status, absl::string_view code, absl::string_view message);
Reply BadRequest(absl::string_view message);

class Query {
 public:
  // All values of a parameter; empty when it was not given.
  const std::vector<std::string>& texts(absl::string_view name) const;
  bool has(absl::string_view name) const { return !texts(name).empty(); }
  // The value; only for parameters of that kind.
  std::optional<absl::Time> time(absl::string_view name) const;
  std::optional<bool> flag(absl::string_view name) const;
  // Empty when it was not given.
  std::string word(absl::string_view name) const;

  // Whether `name` is given and `value` is none of its values.
  bool excludes(absl::string_view name, absl::string_view value) const;
  // Whether NAME_start and NAME_end, both inclusive, leave `when` out.
  bool outside(absl::string_view name, std::optional<absl::Time> when) const;

  int limit = kMaxLimit;
  // As it came.
  std::optional<std::string> offset;
  // The fields wanted; empty: all.
  std::set<std::string> include;
  // Fields that hold objects instead of their ids.
  std::set<std::string> expand;

 private:
  friend std::variant<Reply, Query> ParseQuery(
      const std::vector<Parameter>&, bool,
      const std::vector<absl::string_view>&, const Parameters&);

  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

// `lists`: whether limit and offset mean anything here.
std::variant<Reply, Query> ParseQuery(
    const std::vector<Parameter>& known, bool lists,
    const std::vector<absl::string_view>& expandable, const Parameters& given);

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_QUERY_H_
