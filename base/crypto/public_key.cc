#include "base/crypto/public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace hirewire::crypto {
namespace {

constexpr int kLeastRsaBits = 2048;
constexpr int kMostRsaBits = 8192;
constexpr int kMostExponentBits = 33;
constexpr size_t kPointBytes = 32;

template <auto Free>
struct Freer {
  template <typename T>
  void operator()(T* t) const {
    Free(t);
  }
};
using Number = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freer<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freer<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Freer<ECDSA_SIG_free>>;

const uint8_t* Bytes(absl::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

Number ToNumber(absl::string_view bytes) {
  return Number(
      BN_bin2bn(Bytes(bytes), static_cast<int>(bytes.size()), nullptr));
}

// What OpenSSL noted of a refusal must not be taken for one of the next call.
absl::Status Invalid(absl::string_view what) {
  ERR_clear_error();
  return absl::InvalidArgumentError(what);
}

// Null where the parameters make no key.
EVP_PKEY* FromParams(const char* type, OSSL_PARAM_BLD* builder) {
  const Params params(OSSL_PARAM_BLD_to_param(builder));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (params == nullptr || context == nullptr ||
      EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY,
                        params.get()) != 1) {
    return nullptr;
  }
  return key;
}

// JOSE has r and s side by side; OpenSSL wants them in DER. Empty where `raw`
// is no signature.
std::string ToDer(absl::string_view raw) {
  if (raw.size() != 2 * kPointBytes) return "";
  const EcSignature signature(ECDSA_SIG_new());
  Number r = ToNumber(raw.substr(0, kPointBytes));
  Number s = ToNumber(raw.substr(kPointBytes));
  if (signature == nullptr || r == nullptr || s == nullptr ||
      ECDSA_SIG_set0(signature.get(), r.release(), s.release()) != 1) {
    return "";
  }
  uint8_t* bytes = nullptr;
  const int size = i2d_ECDSA_SIG(signature.get(), &bytes);
  if (size <= 0) return "";
  std::string der(reinterpret_cast<const char*>(bytes), size);
  OPENSSL_free(bytes);
  return der;
}

}  // namespace

PublicKey::PublicKey(SignatureAlgorithm algorithm, evp_pkey_st* key)
    : algorithm_(algorithm), key_(key, &EVP_PKEY_free) {}

absl::StatusOr<PublicKey> PublicKey::Rsa(absl::string_view modulus,
                                         absl::string_view exponent) {
  // Before anything is computed with them.
  if (modulus.size() > 2 * kMostRsaBits / 8 ||
      exponent.size() > kMostRsaBits / 8) {
    return Invalid("an RSA key is too large");
  }
  const Number n = ToNumber(modulus);
  const Number e = ToNumber(exponent);
  const Builder builder(OSSL_PARAM_BLD_new());
  if (n == nullptr || e == nullptr || builder == nullptr) {
    return Invalid("an RSA key has no numbers");
  }
  if (BN_num_bits(n.get()) < kLeastRsaBits ||
      BN_num_bits(n.get()) > kMostRsaBits) {
    return Invalid(absl::StrCat("an RSA key must have ", kLeastRsaBits, " to ",
                                kMostRsaBits, " bits"));
  }
  if (!BN_is_odd(n.get()) || !BN_is_odd(e.get()) || BN_is_one(e.get()) ||
      BN_num_bits(e.get()) > kMostExponentBits) {
    return Invalid("an RSA key has an exponent or modulus that cannot be");
  }
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  EVP_PKEY* const key = FromParams("RSA", builder.get());
  if (key == nullptr) return Invalid("this is no RSA key");
  return PublicKey(SignatureAlgorithm::kRs256, key);
}

absl::StatusOr<PublicKey> PublicKey::P256(absl::string_view x,
                                          absl::string_view y) {
  const Builder builder(OSSL_PARAM_BLD_new());
  if (x.size() != kPointBytes || y.size() != kPointBytes ||
      builder == nullptr) {
    return Invalid("a P-256 key has 32 bytes for each coordinate");
  }
  const std::string point = absl::StrCat("\x04", x, y);
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                  "prime256v1", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                   point.data(), point.size());
  EVP_PKEY* const key = FromParams("EC", builder.get());
  if (key == nullptr) return Invalid("this is no point of P-256");
  return PublicKey(SignatureAlgorithm::kEs256, key);
}

absl::StatusOr<PublicKey> PublicKey::Ed25519(absl::string_view x) {
  EVP_PKEY* const key = x.size() == kPointBytes
                            ? EVP_PKEY_new_raw_public_key(
                                  EVP_PKEY_ED25519, nullptr, Bytes(x), x.size())
                            : nullptr;
  if (key == nullptr) return Invalid("an Ed25519 key has 32 bytes");
  return PublicKey(SignatureAlgorithm::kEdDsa, key);
}

bool PublicKey::Verify(absl::string_view message,
                       absl::string_view signature) const {
  const absl::Cleanup forget = [] { ERR_clear_error(); };
  std::string der;
  const EVP_MD* digest = EVP_sha256();
  if (algorithm_ == SignatureAlgorithm::kEs256) {
    der = ToDer(signature);
    if (der.empty()) return false;
    signature = der;
  } else if (algorithm_ == SignatureAlgorithm::kEdDsa) {
    digest = nullptr;
  }
  const DigestContext context(EVP_MD_CTX_new());
  return context != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr,
                              key_.get()) == 1 &&
         EVP_DigestVerify(context.get(), Bytes(signature), signature.size(),
                          Bytes(message), message.size()) == 1;
}

}  // namespace hirewire::crypto
