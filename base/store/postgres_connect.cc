#include "base/store/postgres_connect.h"

#include <poll.h>
#include <postgresql/libpq-fe.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/status/macros.h"
#include "base/store/postgres_address.h"
#include "base/store/postgres_error.h"

namespace hirewire::store {
namespace {

constexpr size_t kSqlStateLength = 5;

void IgnoreNotice(void*, const char*) {}

struct Finish {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};

// The address's own words win over our defaults; the last of a name counts.
std::unique_ptr<PGconn, Finish> Start(const PostgresAddress& address,
                                      absl::Duration timeout) {
  const std::string milliseconds =
      absl::StrCat(absl::ToInt64Milliseconds(timeout));
  // A host that went away without a word is noticed, while connecting and
  // later, and one that only reads is none of ours.
  std::vector<std::pair<absl::string_view, absl::string_view>> parameters = {
      {"fallback_application_name", "hirewire"},
      {"target_session_attrs", "read-write"},
      {"tcp_user_timeout", milliseconds},
      {"keepalives_idle", "10"},
      {"keepalives_interval", "5"},
      {"keepalives_count", "3"}};
  parameters.insert(parameters.end(), address.parameters.begin(),
                    address.parameters.end());
  parameters.emplace_back("client_encoding", "UTF8");
  std::vector<const char*> names, values;
  for (const auto& [name, value] : parameters) {
    names.push_back(name.data());
    values.push_back(value.data());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  std::unique_ptr<PGconn, Finish> connection(
      PQconnectStartParams(names.data(), values.data(), 0));
  // The only way to the SQLSTATE of a refusal is to have it in the message.
  PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
  PQsetNoticeProcessor(connection.get(), &IgnoreNotice, nullptr);
  return connection;
}

// "... failed: FATAL:  28P01: password authentication failed for user ..."
std::string SqlStateIn(absl::string_view line) {
  for (size_t at = line.find(":  "); at != absl::string_view::npos;
       at = line.find(":  ", at + 1)) {
    const absl::string_view rest = line.substr(at + 3);
    const absl::string_view code = rest.substr(0, kSqlStateLength);
    const bool is_code =
        std::all_of(code.begin(), code.end(), [](unsigned char c) {
          return absl::ascii_isdigit(c) || absl::ascii_isupper(c);
        });
    if (is_code && absl::StartsWith(rest.substr(code.size()), ": ")) {
      return std::string(code);
    }
  }
  return "";
}

// libpq tells a line for each host that it tried, and where in its source the
// server found the error. No line has the password.
absl::Status Refusal(PGconn* connection) {
  std::vector<absl::string_view> told;
  // What a client alone can know: it was asked for a password and has none.
  std::string sqlstate =
      PQconnectionNeedsPassword(connection) ? "28P01" : kConnectionFailure;
  for (absl::string_view line :
       absl::StrSplit(PQerrorMessage(connection), '\n', absl::SkipEmpty())) {
    if (absl::StartsWith(line, "LOCATION:")) continue;
    told.push_back(absl::StripAsciiWhitespace(line));
    const std::string found = SqlStateIn(line);
    if (!found.empty()) sqlstate = found;
  }
  return PostgresError(sqlstate, absl::StrJoin(told, "; "));
}

}  // namespace

absl::StatusOr<pg_conn*> ConnectPostgres(const PostgresAddress& address,
                                         absl::Duration default_timeout) {
  const absl::Duration timeout =
      address.connect_timeout.value_or(default_timeout);
  // The system itself gives up a silent host after the timeout, and libpq then
  // turns to the next one; it is to be given that chance.
  const absl::Duration patience = address.hosts > 1 ? 2 * timeout : timeout;
  auto connection = Start(address, timeout);
  if (connection == nullptr) return absl::InternalError("libpq has no memory");
  PostgresPollingStatusType next = PQstatus(connection.get()) == CONNECTION_BAD
                                       ? PGRES_POLLING_FAILED
                                       : PGRES_POLLING_WRITING;
  while (next != PGRES_POLLING_OK && next != PGRES_POLLING_FAILED) {
    HW_RETURN_IF_ERROR(AwaitSocket(
        PQsocket(connection.get()),
        next == PGRES_POLLING_READING ? POLLIN : POLLOUT, patience));
    next = PQconnectPoll(connection.get());
  }
  if (next == PGRES_POLLING_FAILED) return Refusal(connection.get());
  PQsetErrorVerbosity(connection.get(), PQERRORS_DEFAULT);
  return connection.release();
}

absl::Status AwaitSocket(int socket, int16_t events, absl::Duration patience) {
  const int milliseconds = static_cast<int>(
      std::clamp<int64_t>(absl::ToInt64Milliseconds(patience), 1, INT_MAX));
  pollfd waiting = {socket, events, 0};
  int ready = 0;
  do {
    ready = poll(&waiting, 1, milliseconds);
  } while (ready < 0 && errno == EINTR);
  if (ready > 0) return absl::OkStatus();
  return PostgresError(
      kConnectionFailure,
      absl::StrCat("the server did not answer within ",
                   absl::FormatDuration(absl::Milliseconds(milliseconds))));
}

}  // namespace hirewire::store
