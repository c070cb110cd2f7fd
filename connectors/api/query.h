// What a caller asks of an account, in the unified model's words only.
#ifndef HIREWIRE_CONNECTORS_API_QUERY_H_
#define HIREWIRE_CONNECTORS_API_QUERY_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"

namespace hirewire::connectors {

// One typed filter of a List request. Enum filters hold the value's short name
// ("ACTIVE"), bool filters "true" or "false".
struct FilterValue {
  std::string name;
  std::variant<std::string, absl::Time> value;
};

// Which fields to fill. Empty: every field that costs no extra call per record.
// "*": all.
using ReadMask = std::vector<std::string>;

struct ListQuery {
  // A message of hirewire.v1: "Candidate".
  std::string entity;
  // 1 to 500. A vendor may give fewer, never more than one page a call.
  int32_t page_size = 100;
  // Empty: the first page.
  std::string page_token;
  std::vector<FilterValue> filters;
  ReadMask read_mask;
  bool include_raw = false;
  absl::Time deadline = absl::InfiniteFuture();
};

struct GetQuery {
  std::string entity;
  std::string id;
  ReadMask read_mask;
  bool include_raw = false;
  absl::Time deadline = absl::InfiniteFuture();
};

// One record whose mapping is to be explained: a sample, or a live one.
struct ExplainQuery {
  std::string entity;
  // The rules of a list, else those of a get.
  bool list = false;
  // As ExplainMappingRequest says. Empty: the record `id` is got.
  std::string sample_json;
  // Only with the rules of a get.
  std::string id;
  bool include_values = false;
  absl::Time deadline = absl::InfiniteFuture();
};

}  // namespace hirewire::connectors

#endif  // HIREWIRE_CONNECTORS_API_QUERY_H_
