#include "auth/session/session_record.h"

#include "base/time/timestamps.h"

namespace hirewire::auth {

using internal::v1::ConnectSessionRecord;
using internal::v1::StoredConnectSessionState;

static_assert(
    static_cast<int>(internal::v1::STORED_CONNECT_SESSION_STATE_CREATED) ==
    static_cast<int>(ConnectSessionState::kCreated));
static_assert(
    static_cast<int>(internal::v1::STORED_CONNECT_SESSION_STATE_OPENED) ==
    static_cast<int>(ConnectSessionState::kOpened));
static_assert(
    static_cast<int>(internal::v1::STORED_CONNECT_SESSION_STATE_COMPLETED) ==
    static_cast<int>(ConnectSessionState::kCompleted));

ConnectSessionRecord ToRecord(const StoredSession& stored) {
  const ConnectSession& session = stored.session;
  ConnectSessionRecord record;
  record.set_id(session.id);
  record.set_tenant(session.tenant);
  record.set_caller(session.caller);
  record.set_link_digest(stored.link_digest);
  record.set_browser_digest(stored.browser_digest);
  record.mutable_vendors()->Assign(session.vendors.begin(),
                                   session.vendors.end());
  record.set_connection(session.connection);
  record.set_reconnect(session.reconnect);
  record.set_display_name(session.display_name);
  record.mutable_labels()->insert(session.labels.begin(), session.labels.end());
  record.mutable_return_urls()->Assign(session.return_urls.begin(),
                                       session.return_urls.end());
  record.set_return_url(session.return_url);
  record.set_company_name(session.theme.company_name);
  record.set_logo_url(session.theme.logo_url);
  record.set_accent_color(session.theme.accent_color);
  record.set_language(session.theme.language);
  record.mutable_base_urls()->insert(session.base_urls.begin(),
                                     session.base_urls.end());
  record.set_state(static_cast<StoredConnectSessionState>(session.state));
  record.set_last_error(session.last_error);
  *record.mutable_create_time() = ToProto(session.create_time);
  *record.mutable_expire_time() = ToProto(session.expire_time);
  if (session.state == ConnectSessionState::kCompleted) {
    *record.mutable_complete_time() = ToProto(session.complete_time);
  }
  return record;
}

StoredSession FromRecord(const ConnectSessionRecord& record) {
  StoredSession stored;
  stored.link_digest = record.link_digest();
  stored.browser_digest = record.browser_digest();
  ConnectSession& session = stored.session;
  session.id = record.id();
  session.tenant = record.tenant();
  session.caller = record.caller();
  session.vendors = {record.vendors().begin(), record.vendors().end()};
  session.connection = record.connection();
  session.reconnect = record.reconnect();
  session.display_name = record.display_name();
  session.labels = {record.labels().begin(), record.labels().end()};
  session.return_urls = {record.return_urls().begin(),
                         record.return_urls().end()};
  session.return_url = record.return_url();
  session.theme = {record.company_name(), record.logo_url(),
                   record.accent_color(), record.language()};
  session.base_urls = {record.base_urls().begin(), record.base_urls().end()};
  session.state = static_cast<ConnectSessionState>(record.state());
  session.last_error = record.last_error();
  session.create_time = ToTime(record.create_time());
  session.expire_time = ToTime(record.expire_time());
  if (record.has_complete_time()) {
    session.complete_time = ToTime(record.complete_time());
  }
  return stored;
}

}  // namespace hirewire::auth
