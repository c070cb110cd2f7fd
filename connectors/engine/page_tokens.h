// Page tokens: where a listing goes on, sealed so that only we can make one.
#ifndef HIREWIRE_CONNECTORS_ENGINE_PAGE_TOKENS_H_
#define HIREWIRE_CONNECTORS_ENGINE_PAGE_TOKENS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/crypto/aead.h"
#include "base/time/clock.h"
#include "hirewire/internal/v1/page_token.pb.h"

namespace hirewire::engine {

// Thread-safe. `aead` and `clock` outlive it.
class PageTokens {
 public:
  PageTokens(const crypto::Aead& aead, const Clock& clock)
      : aead_(aead), clock_(clock) {}

  // A token for `state`, good for a day and for this tenant only. Its expiry is
  // filled in here.
  std::string Seal(internal::v1::PageToken state,
                   absl::string_view tenant) const;

  // The state of a token. PAGE_TOKEN_INVALID for what is not ours or not the
  // tenant's: fingerprints are no digests, and could be made to fit.
  // PAGE_TOKEN_MISMATCH where `fingerprint` differs, PAGE_TOKEN_EXPIRED.
  absl::StatusOr<internal::v1::PageToken> Open(absl::string_view token,
                                               absl::string_view tenant,
                                               uint64_t fingerprint) const;

 private:
  const crypto::Aead& aead_;
  const Clock& clock_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_PAGE_TOKENS_H_
