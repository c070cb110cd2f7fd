// The stored form of a connect session. Inside of session_table.
#ifndef HIREWIRE_AUTH_SESSION_SESSION_RECORD_H_
#define HIREWIRE_AUTH_SESSION_SESSION_RECORD_H_

#include "auth/session/session_table.h"
#include "hirewire/internal/v1/connect_session.pb.h"

namespace hirewire::auth {

internal::v1::ConnectSessionRecord ToRecord(const StoredSession& stored);
StoredSession FromRecord(const internal::v1::ConnectSessionRecord& record);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_SESSION_SESSION_RECORD_H_
