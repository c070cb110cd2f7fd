#include "base/crypto/test_signer.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <cstdint>
#include <cstdlib>

namespace hirewire::crypto {
namespace {

constexpr int kPointBytes = 32;

void Check(bool made) {
  if (!made) std::abort();
}

uint8_t* Bytes(std::string& text) {
  return reinterpret_cast<uint8_t*>(text.data());
}

// r and s side by side.
std::string FromDer(const std::string& der) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(der.data());
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> signature(
      d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size())),
      &ECDSA_SIG_free);
  Check(signature != nullptr);
  std::string raw(2 * kPointBytes, '\0');
  BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), Bytes(raw), kPointBytes);
  BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), Bytes(raw) + kPointBytes,
               kPointBytes);
  return raw;
}

}  // namespace

TestSigner::TestSigner(SignatureAlgorithm algorithm, evp_pkey_st* key)
    : algorithm_(algorithm), key_(key, &EVP_PKEY_free) {
  Check(key != nullptr);
}

TestSigner TestSigner::Rsa(int bits) {
  return {SignatureAlgorithm::kRs256, EVP_RSA_gen(bits)};
}
TestSigner TestSigner::P256() {
  return {SignatureAlgorithm::kEs256, EVP_EC_gen("P-256")};
}
TestSigner TestSigner::Ed25519() {
  return {SignatureAlgorithm::kEdDsa,
          EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")};
}

std::string TestSigner::Sign(absl::string_view message) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  const bool pure = algorithm_ == SignatureAlgorithm::kEdDsa;
  Check(EVP_DigestSignInit(context.get(), nullptr,
                           pure ? nullptr : EVP_sha256(), nullptr,
                           key_.get()) == 1);
  const auto* text = reinterpret_cast<const uint8_t*>(message.data());
  size_t size = 0;
  Check(EVP_DigestSign(context.get(), nullptr, &size, text, message.size()) ==
        1);
  std::string signature(size, '\0');
  Check(EVP_DigestSign(context.get(), Bytes(signature), &size, text,
                       message.size()) == 1);
  signature.resize(size);
  return algorithm_ == SignatureAlgorithm::kEs256 ? FromDer(signature)
                                                  : signature;
}

std::string TestSigner::NumberOf(const char* name, int size) const {
  BIGNUM* raw = nullptr;
  Check(EVP_PKEY_get_bn_param(key_.get(), name, &raw) == 1);
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(raw, &BN_free);
  std::string bytes(size > 0 ? size : BN_num_bytes(raw), '\0');
  Check(BN_bn2binpad(raw, Bytes(bytes), static_cast<int>(bytes.size())) > 0);
  return bytes;
}

std::string TestSigner::modulus() const {
  return NumberOf(OSSL_PKEY_PARAM_RSA_N, 0);
}
std::string TestSigner::exponent() const {
  return NumberOf(OSSL_PKEY_PARAM_RSA_E, 0);
}

std::string TestSigner::x() const {
  if (algorithm_ == SignatureAlgorithm::kEs256) {
    return NumberOf(OSSL_PKEY_PARAM_EC_PUB_X, kPointBytes);
  }
  std::string bytes(kPointBytes, '\0');
  size_t size = bytes.size();
  Check(EVP_PKEY_get_raw_public_key(key_.get(), Bytes(bytes), &size) == 1);
  return bytes;
}
std::string TestSigner::y() const {
  return NumberOf(OSSL_PKEY_PARAM_EC_PUB_Y, kPointBytes);
}

}  // namespace hirewire::crypto
