// Connect sessions within a transaction: the inside of ConnectSessions. A
// session is kept under its id, and found by digests of its link and of its
// browser's cookie, by its end, and by its caller while it is open.
#ifndef HIREWIRE_AUTH_SESSION_SESSION_TABLE_H_
#define HIREWIRE_AUTH_SESSION_SESSION_TABLE_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/session/connect_session.h"
#include "base/store/store.h"

namespace hirewire::auth {

// A session with what only the table sees of it.
struct StoredSession {
  ConnectSession session;
  // SHA-256; the second is empty before a browser opened the link.
  std::string link_digest;
  std::string browser_digest;
};

// nullopt where there is none. DATA_LOSS where it cannot be read.
absl::StatusOr<std::optional<StoredSession>> FindById(store::Reader& reader,
                                                      absl::string_view tenant,
                                                      absl::string_view id);
absl::StatusOr<std::optional<StoredSession>> FindByLink(
    store::Reader& reader, absl::string_view digest);
absl::StatusOr<std::optional<StoredSession>> FindByBrowser(
    store::Reader& reader, absl::string_view digest);

absl::Status AddSession(store::Transaction& t, const StoredSession& added);

// `before` as it was found in this transaction, `after` as it shall be.
absl::Status ChangeSession(store::Transaction& t, const StoredSession& before,
                           const StoredSession& after);

// How many sessions of the caller are open (neither completed nor expired), up
// to `limit`, and when the first of them ends.
struct OpenSessions {
  int count = 0;
  absl::Time first_end = absl::InfiniteFuture();
};
absl::StatusOr<OpenSessions> CountOpen(store::Reader& reader,
                                       absl::string_view tenant,
                                       absl::string_view caller, absl::Time now,
                                       int limit);

// Removes up to `limit` sessions that nobody can ask for any more.
absl::Status Sweep(store::Transaction& t, absl::Time now, int limit);

// Until when it can be asked for by its id: a completed one for a day more, so
// that its caller learns of it.
absl::Time KeptUntil(const ConnectSession& session);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_SESSION_SESSION_TABLE_H_
