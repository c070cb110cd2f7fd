// Access tokens: given out for credentials, good for one simulated hour.
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_TOKENS_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_TOKENS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/simulators/greenhouse/options.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim {

inline constexpr absl::Duration kTokenLifetime = absl::Hours(1);

// Whom a token stands for.
struct Grant {
  const GreenhouseCredential* credential = nullptr;
  // The acting user's id; nullopt: the credential's own service user.
  std::optional<int64_t> subject;
  absl::Time expires;
};

// Not thread-safe.
class Tokens {
 public:
  // `credentials` outlives it.
  explicit Tokens(const std::vector<GreenhouseCredential>& credentials)
      : credentials_(credentials) {}

  // The credential of a token request, by HTTP Basic; or the refusal of
  // greenhouse's token endpoint.
  struct Identified {
    const GreenhouseCredential* credential = nullptr;
    Reply refusal;
  };
  Identified Identify(const Request& request) const;

  // POST /token by that credential. A `sub` for which `user_exists` is false
  // is refused.
  Reply Issue(const Request& request, const GreenhouseCredential& credential,
              absl::Time now, const std::function<bool(int64_t)>& user_exists);

  // What the request's bearer token grants; nullptr: none, or lapsed.
  const Grant* Check(const Request& request, absl::Time now) const;

  void Revoke() { grants_.clear(); }

 private:
  const std::vector<GreenhouseCredential>& credentials_;
  std::unordered_map<std::string, Grant> grants_;
  int64_t issued_ = 0;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_TOKENS_H_
