// Where a PostgreSQL database is and how to get in: libpq's connection string,
// read once and never repeated, since it may hold a password.
//
//   HW_ASSIGN_OR_RETURN(auto address, ParsePostgresAddress(
//       "postgresql://hirewire@db.example/hirewire?sslmode=verify-full"));
#ifndef HIREWIRE_BASE_STORE_POSTGRES_ADDRESS_H_
#define HIREWIRE_BASE_STORE_POSTGRES_ADDRESS_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace hirewire::store {

struct PostgresAddress {
  // libpq's keywords and their values. What is not among them comes from
  // libpq's environment (PGPASSFILE, PGSSLROOTCERT and the like).
  std::vector<std::pair<std::string, std::string>> parameters;
  // For messages: "database hirewire at db.example". Holds no secret.
  std::string name;
  // How many hosts it names; they are tried in order.
  int hosts = 1;
  // What it says of connect_timeout, if anything: for each host.
  std::optional<absl::Duration> connect_timeout;
};

// FAILED_PRECONDITION: it cannot be read, or an unescaped character of the
// password made a part of it into a host, a port or a database.
absl::StatusOr<PostgresAddress> ParsePostgresAddress(
    absl::string_view connection_string);

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_POSTGRES_ADDRESS_H_
