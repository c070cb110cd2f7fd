// A value that must not leak: it cannot be printed or compared by accident, and
// its bytes are overwritten when it goes. Reading one takes RevealSecret
// (reveal.h), whose Bazel visibility is the list of code that may.
//
//   Secret key(std::move(text));
//   std::string header = absl::StrCat("Bearer ", RevealSecret(key));
#ifndef HIREWIRE_AUTH_SECRET_SECRET_H_
#define HIREWIRE_AUTH_SECRET_SECRET_H_

#include <iosfwd>
#include <string>

namespace hirewire::auth {

class SecretAccess;

// Thread-compatible, like std::string. There is no operator<< and no operator==
// on purpose: a secret is compared with crypto::ConstantTimeEqual.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value);
  Secret(const Secret& other);
  Secret& operator=(const Secret& other);
  // Leaves `other` empty, its bytes overwritten.
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  // Overwrites the bytes before freeing them.
  ~Secret();

  bool empty() const { return value_.empty(); }

  // Logs and test failures print this and nothing else. (GoogleTest would dump
  // the bytes of a type that it cannot print.)
  template <typename Sink>
  friend void AbslStringify(Sink& sink, const Secret&) {
    sink.Append("[secret]");
  }
  friend void PrintTo(const Secret& secret, std::ostream* out);

 private:
  friend class SecretAccess;  // reveal.cc
  std::string value_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_SECRET_SECRET_H_
