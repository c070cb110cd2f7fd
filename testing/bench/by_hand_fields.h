// What the hand-written mappings share: one line per field in them.
//
//   if (auto text = Text(record["title"]); !text.empty()) {
//     candidate.set_title(text.data(), text.size());
//   }
#ifndef HIREWIRE_TESTING_BENCH_BY_HAND_FIELDS_H_
#define HIREWIRE_TESTING_BENCH_BY_HAND_FIELDS_H_

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/time/rfc3339.h"
#include "google/protobuf/arena.h"
#include "google/protobuf/timestamp.pb.h"
#include "testing/bench/subject.h"

namespace hirewire::bench {

namespace dom = simdjson::dom;

// The functions below take a value, or a lookup's result that may hold one:
// both are read alike.

// A string; empty for everything else.
template <typename Found>
std::string_view Text(const Found& found) {
  std::string_view text;
  return found.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

// An id: a string, or a number's digits. Empty for everything else.
template <typename Found>
std::string Id(const Found& found) {
  int64_t number;
  if (found.get(number) == simdjson::SUCCESS) return absl::StrCat(number);
  uint64_t large;
  if (found.get(large) == simdjson::SUCCESS) return absl::StrCat(large);
  return std::string(Text(found));
}

// Calls `set` with a bool.
template <typename Found, typename Set>
void Bool(const Found& found, Set set) {
  bool value;
  if (found.get(value) == simdjson::SUCCESS) set(value);
}

inline void Assign(int64_t seconds, int32_t nanos,
                   google::protobuf::Timestamp* time) {
  time->set_seconds(seconds);
  time->set_nanos(nanos);
}

// A moment in RFC 3339; `get` makes the field.
template <typename Found, typename Get>
void Time(const Found& found, Get get) {
  const std::string_view text = Text(found);
  if (text.empty()) return;
  const auto time = ParseRfc3339(absl::string_view(text.data(), text.size()));
  if (time) Assign(time->seconds, time->nanos, get());
}

// A moment in milliseconds since 1970.
template <typename Found, typename Get>
void Millis(const Found& found, Get get) {
  int64_t millis;
  if (found.get(millis) != simdjson::SUCCESS) return;
  Assign(millis / 1000, static_cast<int32_t>(millis % 1000) * 1000000, get());
}

// Calls `each` with the elements of an array.
template <typename Found, typename Each>
void ForEach(const Found& found, Each each) {
  dom::array array;
  if (found.get(array) != simdjson::SUCCESS) return;
  for (const dom::element item : array) each(item);
}

// A page to a response: what all hand-written mappings have in common. `Map`
// takes (dom::element root, Response& response).
template <typename Response, typename Map>
class ByHand : public Subject {
 public:
  explicit ByHand(Map map) : map_(std::move(map)) {}

  const google::protobuf::Message& ToMessages(absl::string_view page) override {
    return Run(page);
  }

  std::string ToBytes(absl::string_view page) override {
    return Run(page).SerializeAsString();
  }

 private:
  const Response& Run(absl::string_view page) {
    arena_.Reset();
    auto* response = google::protobuf::Arena::CreateMessage<Response>(&arena_);
    const std::string body = Received(page);
    dom::element root;
    if (parser_.parse(body.data(), body.size(), /*realloc_if_needed=*/false)
            .get(root) == simdjson::SUCCESS) {
      map_(root, *response);
    }
    return *response;
  }

  Map map_;
  dom::parser parser_;
  google::protobuf::Arena arena_;
};

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_BY_HAND_FIELDS_H_
