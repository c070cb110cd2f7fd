// Certificate files, looked at before a server relies on them: TLS itself says
// little of what is wrong with them, and says it late.
#ifndef HIREWIRE_BASE_CRYPTO_CERTIFICATE_H_
#define HIREWIRE_BASE_CRYPTO_CERTIFICATE_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace hirewire::crypto {

// OK where `chain` is PEM of one certificate or more and `key`, PEM without a
// passphrase, is the first one's. INVALID_ARGUMENT says what is wrong and
// repeats nothing of them.
absl::Status CheckCertificate(absl::string_view chain, absl::string_view key);

// OK where `authorities` is PEM of one certificate or more.
absl::Status CheckAuthorities(absl::string_view authorities);

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_CERTIFICATE_H_
