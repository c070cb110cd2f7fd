// The source of a connection's credentials, as its vendor's manifest says.
#ifndef HIREWIRE_CONNECTORS_ENGINE_CREDENTIAL_SOURCES_H_
#define HIREWIRE_CONNECTORS_ENGINE_CREDENTIAL_SOURCES_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/token/credential_source.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/time/clock.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// What in a manifest takes credentials of this kind; null for none.
const connector::v1::Auth* FindAuth(const connector::v1::Manifest& manifest,
                                    auth::AuthKind kind);

// ARGUMENT_INVALID where the vendor takes no credentials of this kind.
// `transport` and `clock` outlive the result.
absl::StatusOr<std::unique_ptr<auth::CredentialSource>> MakeCredentialSource(
    const connector::v1::Manifest& manifest, const auth::Connection& connection,
    const auth::Credentials& credentials, const std::string& token_url,
    const Executor& executor, http::Transport& transport, Clock& clock);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_CREDENTIAL_SOURCES_H_
