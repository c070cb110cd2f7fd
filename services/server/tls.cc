#include "services/server/tls.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <fstream>
#include <sstream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/crypto/certificate.h"
#include "base/crypto/wipe.h"
#include "base/status/macros.h"

namespace hirewire::server {

namespace tls = grpc::experimental;

namespace {

absl::Status Wrong(const std::string& path, absl::string_view why) {
  return absl::FailedPreconditionError(absl::StrCat(path, ": ", why));
}

absl::StatusOr<std::string> Read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) return Wrong(path, "cannot be read");
  return text.str();
}

absl::Status CheckFiles(const TlsFiles& files) {
  HW_ASSIGN_OR_RETURN(const std::string chain, Read(files.certificate));
  HW_ASSIGN_OR_RETURN(std::string key, Read(files.key));
  const crypto::WipeOnExit wipe(key);
  const absl::Status own = crypto::CheckCertificate(chain, key);
  if (!own.ok()) {
    return Wrong(absl::StrCat(files.certificate, ", ", files.key),
                 own.message());
  }
  if (files.client_authorities.empty()) return absl::OkStatus();
  HW_ASSIGN_OR_RETURN(const std::string authorities,
                      Read(files.client_authorities));
  const absl::Status others = crypto::CheckAuthorities(authorities);
  return others.ok() ? others
                     : Wrong(files.client_authorities, others.message());
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(
    const TlsFiles& files) {
  if (files.certificate.empty()) return grpc::InsecureServerCredentials();
  HW_RETURN_IF_ERROR(CheckFiles(files));
  tls::TlsServerCredentialsOptions options(
      std::make_shared<tls::FileWatcherCertificateProvider>(
          files.key, files.certificate, files.client_authorities,
          files.reread_seconds));
  options.watch_identity_key_cert_pairs();
  if (!files.client_authorities.empty()) {
    options.watch_root_certs();
    // Never a request without the verification: services/rpc believes the
    // names that come of it.
    options.set_cert_request_type(
        GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return tls::TlsServerCredentials(options);
}

}  // namespace hirewire::server
