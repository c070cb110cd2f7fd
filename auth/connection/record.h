// Between what the store keeps and what the server works with. Inside of
// ConnectionRegistry, and for moving connections (auth/transfer).
#ifndef HIREWIRE_AUTH_CONNECTION_RECORD_H_
#define HIREWIRE_AUTH_CONNECTION_RECORD_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/vault/vault.h"
#include "hirewire/internal/v1/connection.pb.h"

namespace hirewire::auth {

internal::v1::ConnectionRecord ToRecord(const Connection& connection,
                                        const SealedCredentials& sealed);

// `generation` is the version under which the record was found.
Connection FromRecord(const internal::v1::ConnectionRecord& record,
                      int64_t generation);

SealedCredentials SealedFrom(const internal::v1::ConnectionRecord& record);

// The fields that are sealed, by name, and back.
SecretFields ToFields(const Credentials& credentials);
// Sealed fields of another kind of record, put in the place of these, open
// where their owner is the same, and are told by their names.
bool HasTheFieldsOf(AuthKind kind, const SecretFields& fields);
Credentials FromFields(AuthKind kind, SecretFields fields);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_CONNECTION_RECORD_H_
