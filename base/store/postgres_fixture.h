// One PostgreSQL server for all tests of a binary, and a database for each.
#ifndef HIREWIRE_BASE_STORE_POSTGRES_FIXTURE_H_
#define HIREWIRE_BASE_STORE_POSTGRES_FIXTURE_H_

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "base/store/postgres_server.h"
#include "base/store/postgres_store.h"
#include "gtest/gtest.h"

namespace hirewire::store {

// Started when first asked for; without it no test can say anything.
inline std::unique_ptr<PostgresServer>& SharedServerSlot() {
  static std::unique_ptr<PostgresServer>& slot =
      *new std::unique_ptr<PostgresServer>();
  return slot;
}

inline PostgresServer& SharedServer() {
  std::unique_ptr<PostgresServer>& slot = SharedServerSlot();
  if (slot == nullptr) {
    auto started = PostgresServer::Start();
    if (!started.ok()) {
      std::cerr << "no PostgreSQL to test with: " << started.status() << "\n";
      std::exit(1);
    }
    slot = *std::move(started);
  }
  return *slot;
}

// Ends the server after the last test.
class EndSharedServer : public testing::Environment {
 public:
  void TearDown() override { SharedServerSlot().reset(); }
};

inline std::unique_ptr<PostgresStore> MustOpen(
    const std::string& address, const PostgresOptions& options = {}) {
  auto store = PostgresStore::Open(address, options);
  if (!store.ok()) ADD_FAILURE() << store.status();
  return std::move(store).value();
}

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_POSTGRES_FIXTURE_H_
