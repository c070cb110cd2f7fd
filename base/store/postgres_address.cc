#include "base/store/postgres_address.h"

#include <postgresql/libpq-fe.h>

#include <algorithm>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace hirewire::store {
namespace {

absl::Status Unreadable(absl::string_view why) {
  return absl::FailedPreconditionError(absl::StrCat(
      "the address of the PostgreSQL database ", why,
      " (it is not repeated here, for it may hold a password, whose special "
      "characters must be percent-encoded in a postgresql:// address)"));
}

std::string ValueOf(const PostgresAddress& address, absl::string_view keyword) {
  for (const auto& [name, value] : address.parameters) {
    if (name == keyword) return value;
  }
  return "";
}

// libpq repeats hosts, ports and databases in its messages. Where a password
// with an unescaped '@' or '/' was cut in pieces, these are pieces of it.
absl::Status CheckPieces(const PostgresAddress& address) {
  for (const char* keyword : {"host", "hostaddr", "dbname"}) {
    if (absl::StrContains(ValueOf(address, keyword), '@')) {
      return Unreadable(absl::StrCat("has an '@' in its ", keyword));
    }
  }
  const std::string port = ValueOf(address, "port");
  if (port.find_first_not_of("0123456789,") != std::string::npos) {
    return Unreadable("has a port that is no number");
  }
  return absl::OkStatus();
}

std::string NameOf(const PostgresAddress& address) {
  const std::string service = ValueOf(address, "service");
  if (!service.empty()) return absl::StrCat("database of service ", service);
  std::string database = ValueOf(address, "dbname");
  if (database.empty()) database = ValueOf(address, "user");
  std::string host = ValueOf(address, "host");
  if (host.empty()) host = ValueOf(address, "hostaddr");
  return absl::StrCat("database ", database.empty() ? "(default)" : database,
                      " at ", host.empty() ? "the default host" : host);
}

}  // namespace

absl::StatusOr<PostgresAddress> ParsePostgresAddress(
    absl::string_view connection_string) {
  const std::string text(connection_string);
  // libpq would read no further, and its own complaint may hold the password.
  if (absl::StrContains(text, '\0')) return Unreadable("holds a zero byte");
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(
      PQconninfoParse(text.c_str(), nullptr), &PQconninfoFree);
  if (options == nullptr) {
    return Unreadable("is neither postgresql://... nor keyword=value words");
  }
  PostgresAddress address;
  for (const PQconninfoOption* o = options.get(); o->keyword != nullptr; ++o) {
    if (o->val != nullptr) address.parameters.emplace_back(o->keyword, o->val);
  }
  if (absl::Status status = CheckPieces(address); !status.ok()) return status;
  address.name = NameOf(address);
  for (const char* keyword : {"host", "hostaddr"}) {
    const std::string list = ValueOf(address, keyword);
    const auto commas = std::count(list.begin(), list.end(), ',');
    address.hosts = std::max(address.hosts, static_cast<int>(commas) + 1);
  }
  int seconds = 0;
  if (absl::SimpleAtoi(ValueOf(address, "connect_timeout"), &seconds) &&
      seconds > 0) {
    address.connect_timeout = absl::Seconds(seconds);
  }
  return address;
}

}  // namespace hirewire::store
