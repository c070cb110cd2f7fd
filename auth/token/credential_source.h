// What authenticates one connection's requests.
#ifndef HIREWIRE_AUTH_TOKEN_CREDENTIAL_SOURCE_H_
#define HIREWIRE_AUTH_TOKEN_CREDENTIAL_SOURCE_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "auth/secret/secret.h"
#include "base/async/async.h"

namespace hirewire::auth {

// A header that authenticates a request, e.g. {"Authorization", "Bearer ..."}.
struct Credential {
  std::string header_name;
  Secret header_value;
  // Tells one token from the next; never derived from its bytes.
  uint64_t generation = 0;
  // When it ends, by our clock. A key does not.
  absl::Time expires = absl::InfiniteFuture();
};

// Lives on its connection's executor; not thread-safe.
class CredentialSource {
 public:
  virtual ~CredentialSource() = default;

  // A credential that is good now, obtained or refreshed if it must be; calls
  // at the same time share one refresh. `deadline` bounds the wait. Fails with
  // CREDENTIALS_REJECTED, REAUTHORIZATION_REQUIRED, REFRESH_LOST,
  // VENDOR_REFUSED, VENDOR_UNAVAILABLE or VENDOR_RESPONSE_INVALID.
  virtual Async<Credential> Get(absl::Time deadline) = 0;

  // The vendor refused the credential of this generation. The next Get obtains
  // another, unless that has happened already. Returns false where no other
  // can be had (an API key): repeating is useless.
  virtual bool Invalidate(uint64_t generation) = 0;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_TOKEN_CREDENTIAL_SOURCE_H_
