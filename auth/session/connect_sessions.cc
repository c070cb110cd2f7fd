#include "auth/session/connect_sessions.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/crypto/digest.h"
#include "base/crypto/key.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr int kSwept = 64;
// What is longer is no secret of ours.
constexpr size_t kMostSecretBytes = 64;

std::string NewSecret() {
  std::string text = absl::WebSafeBase64Escape(crypto::Key::Generate().bytes());
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

// Not secret: told apart from others, and never used to open anything.
std::string NewId() {
  const std::string digest =
      crypto::Sha256(crypto::Key::Generate().bytes()).substr(0, 10);
  return absl::StrCat("cs-", absl::BytesToHexString(digest));
}

absl::Status NotFound() {
  return Error(v1::ERROR_REASON_CONNECT_SESSION_NOT_FOUND)
      .Message("there is no such connect session, or it has expired");
}

// The store's own failures have no reason yet.
absl::Status WithReason(const absl::Status& status) {
  if (status.ok() || ReasonOf(status) != v1::ERROR_REASON_UNSPECIFIED) {
    return status;
  }
  return Error(v1::ERROR_REASON_INTERNAL)
      .Message(absl::StrCat("the store of connect sessions failed: ",
                            absl::StatusCodeToString(status.code()), ": ",
                            status.message()));
}

absl::Status TooManyOpen(absl::Duration wait) {
  return Error(v1::ERROR_REASON_TOO_MANY_OPEN)
      .With("limit", absl::StrCat(kMostOpenSessions))
      .RetryAfter(wait)
      .Message(absl::StrCat("this caller has ", kMostOpenSessions,
                            " connect sessions open: wait until some are "
                            "completed or expire, or give them a shorter ttl"));
}

ConnectSession MakeSession(absl::string_view tenant, absl::string_view caller,
                           const NewConnectSession& request, absl::Time now) {
  ConnectSession session;
  session.id = NewId();
  session.tenant = std::string(tenant);
  session.caller = std::string(caller);
  session.vendors = request.vendors;
  session.connection = request.connection;
  session.reconnect = request.reconnect;
  session.display_name = request.display_name;
  session.labels = request.labels;
  session.return_urls = request.return_urls;
  session.theme = request.theme;
  session.base_urls = request.base_urls;
  session.create_time = now;
  session.expire_time = now + request.ttl;
  return session;
}

// Picks where the customer goes when done.
absl::Status TakeReturnUrl(absl::string_view asked, ConnectSession& session) {
  const auto& allowed = session.return_urls;
  if (asked.empty()) {
    if (!allowed.empty()) session.return_url = allowed[0];
    return absl::OkStatus();
  }
  if (!absl::c_linear_search(allowed, asked)) {
    return Error(v1::ERROR_REASON_ARGUMENT_INVALID)
        .With("field", "return_url")
        .Message("return_url is none of the session's return_urls");
  }
  session.return_url = std::string(asked);
  return absl::OkStatus();
}

bool IsLive(const std::optional<StoredSession>& stored, absl::Time now) {
  return stored && now < stored->session.expire_time;
}

}  // namespace

absl::StatusOr<NewLink> ConnectSessions::Create(
    absl::string_view tenant, absl::string_view caller,
    const NewConnectSession& request) {
  HW_RETURN_IF_ERROR(Validate(request));
  const absl::Time now = clock_.Now();
  NewLink made;
  made.secret = NewSecret();
  made.session = MakeSession(tenant, caller, request, now);
  HW_RETURN_IF_ERROR(
      WithReason(store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_RETURN_IF_ERROR(Sweep(t, now, kSwept));
        HW_ASSIGN_OR_RETURN(
            const OpenSessions open,
            CountOpen(t, tenant, caller, now, kMostOpenSessions));
        if (open.count >= kMostOpenSessions) {
          return TooManyOpen(open.first_end - now);
        }
        return AddSession(t, {made.session, crypto::Sha256(made.secret), ""});
      })));
  return made;
}

absl::StatusOr<ConnectSession> ConnectSessions::Get(
    absl::string_view tenant, absl::string_view id) const {
  std::optional<StoredSession> stored;
  HW_RETURN_IF_ERROR(
      WithReason(store_.Read([&](store::Reader& reader) -> absl::Status {
        HW_ASSIGN_OR_RETURN(stored, FindById(reader, tenant, id));
        return absl::OkStatus();
      })));
  if (!stored || clock_.Now() >= KeptUntil(stored->session)) return NotFound();
  return std::move(stored->session);
}

absl::StatusOr<OpenedSession> ConnectSessions::Open(
    absl::string_view secret, absl::string_view cookie,
    absl::string_view return_url) {
  if (secret.size() > kMostSecretBytes) return NotFound();
  const absl::Time now = clock_.Now();
  const std::string new_cookie = NewSecret();
  OpenedSession opened;
  HW_RETURN_IF_ERROR(
      WithReason(store_.Transact([&](store::Transaction& t) -> absl::Status {
        HW_ASSIGN_OR_RETURN(const std::optional<StoredSession> found,
                            FindByLink(t, crypto::Sha256(secret)));
        if (!IsLive(found, now)) return NotFound();
        StoredSession changed = *found;
        HW_RETURN_IF_ERROR(TakeReturnUrl(return_url, changed.session));
        opened.cookie.clear();
        if (found->browser_digest.empty()) {
          opened.cookie = new_cookie;
          changed.browser_digest = crypto::Sha256(new_cookie);
          changed.session.state = ConnectSessionState::kOpened;
        } else if (!crypto::ConstantTimeEqual(crypto::Sha256(cookie),
                                              found->browser_digest)) {
          return Error(v1::ERROR_REASON_CONNECT_SESSION_NOT_FOUND)
              .With("opened", "elsewhere")
              .Message("another browser has opened this link");
        }
        opened.session = changed.session;
        return ChangeSession(t, *found, changed);
      })));
  return opened;
}

absl::StatusOr<ConnectSession> ConnectSessions::Find(
    absl::string_view cookie) const {
  if (cookie.empty() || cookie.size() > kMostSecretBytes) return NotFound();
  std::optional<StoredSession> stored;
  HW_RETURN_IF_ERROR(
      WithReason(store_.Read([&](store::Reader& reader) -> absl::Status {
        HW_ASSIGN_OR_RETURN(stored,
                            FindByBrowser(reader, crypto::Sha256(cookie)));
        return absl::OkStatus();
      })));
  if (!IsLive(stored, clock_.Now())) return NotFound();
  return std::move(stored->session);
}

absl::Status ConnectSessions::Change(
    const ConnectSession& session,
    const std::function<void(ConnectSession&)>& change, store::Transaction& t) {
  HW_ASSIGN_OR_RETURN(const std::optional<StoredSession> found,
                      FindById(t, session.tenant, session.id));
  if (!found) return NotFound();
  if (found->session.state == ConnectSessionState::kCompleted) {
    return absl::OkStatus();
  }
  StoredSession changed = *found;
  change(changed.session);
  return ChangeSession(t, *found, changed);
}

absl::Status ConnectSessions::Complete(store::Transaction& t,
                                       const ConnectSession& session) {
  return Change(
      session,
      [this](ConnectSession& completed) {
        completed.state = ConnectSessionState::kCompleted;
        completed.complete_time = clock_.Now();
        completed.last_error.clear();
      },
      t);
}

absl::Status ConnectSessions::Complete(const ConnectSession& session) {
  return WithReason(store_.Transact(
      [&](store::Transaction& t) { return Complete(t, session); }));
}

absl::Status ConnectSessions::NoteError(const ConnectSession& session,
                                        absl::string_view reason) {
  const absl::Status noted =
      WithReason(store_.Transact([&](store::Transaction& t) {
        return Change(
            session,
            [&](ConnectSession& failed) {
              failed.last_error = std::string(reason);
            },
            t);
      }));
  return ReasonOf(noted) == v1::ERROR_REASON_CONNECT_SESSION_NOT_FOUND
             ? absl::OkStatus()
             : noted;
}

}  // namespace hirewire::auth
