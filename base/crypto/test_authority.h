// A certificate authority for tests of TLS.
//
//   const TestAuthority authority;
//   const auto server = authority.Issue({.alternative_names = "IP:127.0.0.1"});
//   const auto client = authority.Issue({.common_name = "acme"});
#ifndef HIREWIRE_BASE_CRYPTO_TEST_AUTHORITY_H_
#define HIREWIRE_BASE_CRYPTO_TEST_AUTHORITY_H_

#include <memory>
#include <string>

struct evp_pkey_st;
struct x509_st;

namespace hirewire::crypto {

// Aborts the test process when something cannot be made.
class TestAuthority {
 public:
  struct Subject {
    std::string common_name = "hirewire test";
    // As OpenSSL's configuration spells them: "DNS:localhost,URI:spiffe://a/b".
    // Empty: none.
    std::string alternative_names = "";
    // Whether it expired an hour ago.
    bool expired = false;
  };
  // Both PEM.
  struct Issued {
    std::string certificate;
    std::string key;
  };

  TestAuthority();

  // Its own certificate, PEM.
  const std::string& certificate() const { return own_.certificate; }

  Issued Issue(const Subject& subject) const;

 private:
  std::shared_ptr<evp_pkey_st> key_;
  std::shared_ptr<x509_st> x509_;
  Issued own_;
};

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_TEST_AUTHORITY_H_
