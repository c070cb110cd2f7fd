#include "base/http/test_certificate.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "absl/strings/str_cat.h"

namespace hirewire::http {
namespace {

void Check(bool made) {
  if (!made) std::abort();
}

std::string NewFile(const char* name) {
  const char* folder = std::getenv("TEST_TMPDIR");
  std::string path =
      absl::StrCat(folder == nullptr ? "/tmp" : folder, "/", name, ".XXXXXX");
  const int fd = mkstemp(path.data());
  Check(fd >= 0);
  close(fd);
  return path;
}

void AddExtension(X509* certificate, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)>
      extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value),
                &X509_EXTENSION_free);
  Check(extension != nullptr &&
        X509_add_ext(certificate, extension.get(), -1) == 1);
}

template <typename Write>
void WriteTo(const std::string& path, Write write) {
  const std::unique_ptr<FILE, decltype(&fclose)> file(fopen(path.c_str(), "w"),
                                                      &fclose);
  Check(file != nullptr && write(file.get()) == 1);
}

}  // namespace

TestCertificate MakeTestCertificate() {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      EVP_EC_gen("P-256"), &EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> owner(X509_new(),
                                                          &X509_free);
  X509* certificate = owner.get();
  Check(key != nullptr && certificate != nullptr);
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  constexpr long kDay = 24 * 60 * 60;
  X509_gmtime_adj(X509_getm_notBefore(certificate), -kDay);
  X509_gmtime_adj(X509_getm_notAfter(certificate), kDay);
  X509_set_pubkey(certificate, key.get());
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(
      name, "CN", MBSTRING_ASC,
      reinterpret_cast<const unsigned char*>("hirewire test"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  AddExtension(certificate, NID_basic_constraints, "critical,CA:TRUE");
  AddExtension(certificate, NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost");
  Check(X509_sign(certificate, key.get(), EVP_sha256()) > 0);

  TestCertificate files{NewFile("certificate.pem"), NewFile("key.pem")};
  WriteTo(files.certificate_file,
          [&](FILE* f) { return PEM_write_X509(f, certificate); });
  WriteTo(files.key_file, [&](FILE* f) {
    return PEM_write_PrivateKey(f, key.get(), nullptr, nullptr, 0, nullptr,
                                nullptr);
  });
  return files;
}

}  // namespace hirewire::http
