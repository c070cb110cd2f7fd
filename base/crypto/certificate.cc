#include "base/crypto/certificate.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

#include "absl/cleanup/cleanup.h"

namespace hirewire::crypto {
namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using PrivateKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Bio Open(absl::string_view pem) {
  return {BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free};
}

// OpenSSL would ask the terminal.
int NoPassphrase(char*, int, int, void*) { return -1; }

Certificate FirstOf(absl::string_view pem) {
  const Bio bio = Open(pem);
  return {PEM_read_bio_X509(bio.get(), nullptr, &NoPassphrase, nullptr),
          &X509_free};
}

}  // namespace

absl::Status CheckCertificate(absl::string_view chain, absl::string_view key) {
  const absl::Cleanup forget = [] { ERR_clear_error(); };
  const Certificate certificate = FirstOf(chain);
  if (certificate == nullptr) {
    return absl::InvalidArgumentError("there is no certificate in PEM");
  }
  const Bio bio = Open(key);
  const PrivateKey own(
      PEM_read_bio_PrivateKey(bio.get(), nullptr, &NoPassphrase, nullptr),
      &EVP_PKEY_free);
  if (own == nullptr) {
    return absl::InvalidArgumentError(
        "there is no private key in PEM, or it has a passphrase");
  }
  if (X509_check_private_key(certificate.get(), own.get()) != 1) {
    return absl::InvalidArgumentError("the key is not this certificate's");
  }
  return absl::OkStatus();
}

absl::Status CheckAuthorities(absl::string_view authorities) {
  const absl::Cleanup forget = [] { ERR_clear_error(); };
  if (FirstOf(authorities) != nullptr) return absl::OkStatus();
  return absl::InvalidArgumentError("there is no certificate in PEM");
}

}  // namespace hirewire::crypto
