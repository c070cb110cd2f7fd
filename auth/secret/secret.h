// A value that must not leak: it cannot be printed, compared or copied by
// accident. Reading one takes a SecretReader (reader.h), whose Bazel visibility
// is the list of who may.
//
//   Secret key(std::move(text));
//   std::string header = absl::StrCat("Bearer ", RevealSecret(key));
#ifndef HIREWIRE_AUTH_SECRET_SECRET_H_
#define HIREWIRE_AUTH_SECRET_SECRET_H_

#include <string>

#include "absl/strings/string_view.h"

namespace hirewire::auth {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(Secret&&) noexcept = default;
  // Overwrites the bytes before freeing them.
  ~Secret();

  bool empty() const { return value_.empty(); }

  // Logs and test failures print this and nothing else.
  template <typename Sink>
  friend void AbslStringify(Sink& sink, const Secret&) {
    sink.Append("[secret]");
  }

 private:
  friend absl::string_view RevealSecret(const Secret& secret);
  std::string value_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_SECRET_SECRET_H_
