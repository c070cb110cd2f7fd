#include "base/crypto/test_authority.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>

namespace hirewire::crypto {
namespace {

using Key = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;

void Check(bool made) {
  if (!made) std::abort();
}

Key NewKey() { return Key(EVP_EC_gen("P-256"), &EVP_PKEY_free); }

void AddExtension(X509* certificate, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)>
      extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value),
                &X509_EXTENSION_free);
  Check(extension != nullptr &&
        X509_add_ext(certificate, extension.get(), -1) == 1);
}

Certificate NewCertificate(const TestAuthority::Subject& subject,
                           EVP_PKEY* key) {
  Certificate certificate(X509_new(), &X509_free);
  Check(certificate != nullptr && key != nullptr);
  X509_set_version(certificate.get(), 2);
  // Each its own, as TLS libraries expect of one issuer.
  static std::atomic<uint64_t> serial{1};
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial++);
  constexpr long kHour = 60 * 60;
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -24 * kHour);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()),
                  subject.expired ? -kHour : 24 * kHour);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME_add_entry_by_txt(
      X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
      reinterpret_cast<const uint8_t*>(subject.common_name.c_str()), -1, -1, 0);
  if (!subject.alternative_names.empty()) {
    AddExtension(certificate.get(), NID_subject_alt_name,
                 subject.alternative_names.c_str());
  }
  return certificate;
}

template <typename Write>
std::string ToPem(Write write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()),
                                                      &BIO_free);
  Check(bio != nullptr && write(bio.get()) == 1);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return std::string(text, size);
}

TestAuthority::Issued Signed(const Certificate& certificate, const Key& key,
                             EVP_PKEY* signer) {
  Check(X509_sign(certificate.get(), signer, EVP_sha256()) > 0);
  return {ToPem([&](BIO* bio) {
            return PEM_write_bio_X509(bio, certificate.get());
          }),
          ToPem([&](BIO* bio) {
            return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0,
                                            nullptr, nullptr);
          })};
}

}  // namespace

TestAuthority::TestAuthority() : key_(NewKey()) {
  x509_ =
      NewCertificate({.common_name = "hirewire test authority"}, key_.get());
  X509_set_issuer_name(x509_.get(), X509_get_subject_name(x509_.get()));
  AddExtension(x509_.get(), NID_basic_constraints, "critical,CA:TRUE");
  own_ = Signed(x509_, key_, key_.get());
}

TestAuthority::Issued TestAuthority::Issue(const Subject& subject) const {
  const Key key = NewKey();
  const Certificate certificate = NewCertificate(subject, key.get());
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(x509_.get()));
  return Signed(certificate, key, key_.get());
}

}  // namespace hirewire::crypto
