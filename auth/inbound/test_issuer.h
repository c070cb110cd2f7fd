// An issuer of JSON Web Tokens, for tests.
//
//   TestIssuer issuer;
//   issuer.Jwks();                        // the text of its key set
//   issuer.Token({{"tenant", "\"acme\""}});
#ifndef HIREWIRE_AUTH_INBOUND_TEST_ISSUER_H_
#define HIREWIRE_AUTH_INBOUND_TEST_ISSUER_H_

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/crypto/test_signer.h"

namespace hirewire::auth {

class TestIssuer {
 public:
  // Names to values as JSON; "" leaves the member out.
  using Members = std::map<std::string, std::string>;

  static constexpr char kName[] = "https://id.example.com";
  static constexpr char kAudience[] = "hirewire";

  explicit TestIssuer(crypto::TestSigner signer = crypto::TestSigner::P256(),
                      std::string kid = "k1");

  // {"keys":[its key]}
  std::string Jwks() const;
  // Its key as JSON.
  std::string Jwk() const;

  // A token of tenant "acme" that may read, good for ten minutes from `now`;
  // `claims` and `header` change what it says.
  std::string Token(absl::Time now, const Members& claims = {},
                    const Members& header = {}) const;

  // The two JSON texts, signed.
  std::string Signed(absl::string_view header, absl::string_view claims) const;

  // "RS256" and so on.
  std::string algorithm() const;

 private:
  const crypto::TestSigner signer_;
  const std::string kid_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_TEST_ISSUER_H_
