// One way from a vendor's page to a List response. What is measured is always
// two of them on the same pages: the engine and code written by hand.
#ifndef HIREWIRE_TESTING_BENCH_SUBJECT_H_
#define HIREWIRE_TESTING_BENCH_SUBJECT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "base/json/parser.h"
#include "google/protobuf/message.h"

namespace hirewire::bench {

class Subject {
 public:
  virtual ~Subject() = default;

  // The List response as objects; good until the next call of either.
  virtual const google::protobuf::Message& ToMessages(
      absl::string_view page) = 0;

  // The List response in wire format.
  virtual std::string ToBytes(absl::string_view page) = 0;
};

// A page in a buffer of its own, as a transport hands it over: both subjects
// begin with this.
inline std::string Received(absl::string_view page) {
  std::string body;
  body.reserve(page.size() + json::kPadding);
  body.assign(page.data(), page.size());
  return body;
}

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_SUBJECT_H_
