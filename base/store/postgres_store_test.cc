#include "base/store/postgres_store.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "base/status/macros.h"
#include "base/store/postgres_fixture.h"
#include "base/store/postgres_server.h"
#include "base/store/store.h"
#include "base/store/store_concurrency_contract_test.h"
#include "base/store/store_contract_test.h"
#include "gtest/gtest.h"

namespace hirewire::store {
namespace {

const testing::Environment* const kEnd =
    testing::AddGlobalTestEnvironment(new EndSharedServer);

const StoreFactory kServer = {
    "server", [] { return MustOpen(SharedServer().NewDatabase()); }};
INSTANTIATE_TEST_SUITE_P(Postgres, StoreContract, testing::Values(kServer),
                         FactoryName());
INSTANTIATE_TEST_SUITE_P(Postgres, StoreSnapshotContract,
                         testing::Values(kServer), FactoryName());

class PostgresStoreTest : public testing::Test {
 protected:
  std::string Value(absl::string_view key, absl::string_view kind = "kind") {
    std::string value = "absent";
    EXPECT_EQ(store_->Read([&](Reader& r) -> absl::Status {
      HW_ASSIGN_OR_RETURN(const auto record, r.Get(kind, key));
      if (record) value = record->value;
      return absl::OkStatus();
    }),
              absl::OkStatus());
    return value;
  }

  const std::string address_ = SharedServer().NewDatabase();
  const std::unique_ptr<PostgresStore> store_ = MustOpen(address_);
  const std::unique_ptr<PostgresStore> other_ = MustOpen(address_);
};

absl::Status Put(Store& store, absl::string_view key, absl::string_view value) {
  return store.Transact([&](Transaction& t) {
    return t.Put("kind", key, value, kAnyVersion).status();
  });
}

TEST_F(PostgresStoreTest, IncrementsThroughTwoStoresAllCount) {
  constexpr int kThreads = 8, kEach = 25;
  OnThreads(kThreads, [&](int i) {
    Store& store = i % 2 == 0 ? *store_ : *other_;
    for (int n = 0; n < kEach; ++n) {
      ASSERT_EQ(Increment(store, "n"), absl::OkStatus());
    }
  });
  EXPECT_EQ(Value("n", "counter"), absl::StrCat(kThreads * kEach));
}

TEST_F(PostgresStoreTest, ABodyThatAnotherStoreOvertookIsRunAgain) {
  ASSERT_EQ(Increment(*store_, "n"), absl::OkStatus());
  int runs = 0;
  EXPECT_EQ(store_->Transact([&](Transaction& t) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto record, t.Get("counter", "n"));
    if (++runs == 1) EXPECT_EQ(Increment(*other_, "n"), absl::OkStatus());
    return t.Put("counter", "n", record->value + "!", record->version).status();
  }),
            absl::OkStatus());
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(Value("n", "counter"), "2!");
}

TEST_F(PostgresStoreTest, ABodyThatHidesItsConflictIsRunAgainToo) {
  ASSERT_EQ(Put(*store_, "a", "1"), absl::OkStatus());
  int runs = 0;
  EXPECT_EQ(store_->Transact([&](Transaction& t) -> absl::Status {
    HW_RETURN_IF_ERROR(t.Get("kind", "a").status());
    if (++runs == 1) EXPECT_EQ(Put(*other_, "a", "2"), absl::OkStatus());
    const bool written = t.Put("kind", "a", "3", kAnyVersion).ok();
    return written ? absl::OkStatus() : absl::CancelledError("shrugged");
  }),
            absl::OkStatus());
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(Value("a"), "3");
}

// Overtaken each time it tries among the others, it writes alone in the end.
TEST_F(PostgresStoreTest, AWriterThatAlwaysLosesGetsItsTurn) {
  const auto rival =
      MustOpen(address_, {.statement_timeout = absl::Milliseconds(50)});
  ASSERT_EQ(Put(*store_, "a", "1"), absl::OkStatus());
  int runs = 0;
  EXPECT_EQ(store_->Transact([&](Transaction& t) -> absl::Status {
    HW_RETURN_IF_ERROR(t.Get("kind", "a").status());
    const absl::Status overtaken = Put(*rival, "a", "rival's");
    EXPECT_EQ(overtaken.ok(), ++runs <= 2) << overtaken;
    return t.Put("kind", "a", "mine", kAnyVersion).status();
  }),
            absl::OkStatus());
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(Value("a"), "mine");
}

TEST_F(PostgresStoreTest, AWriterThatHoldsOnTooLongMakesOthersUnavailable) {
  const auto hasty =
      MustOpen(address_, {.statement_timeout = absl::Milliseconds(20)});
  EXPECT_EQ(store_->Transact([&](Transaction& t) -> absl::Status {
    HW_RETURN_IF_ERROR(t.Put("kind", "a", "1", kAnyVersion).status());
    const absl::Status status = Put(*hasty, "a", "2");
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
    return absl::OkStatus();
  }),
            absl::OkStatus());
  EXPECT_EQ(Put(*hasty, "a", "2"), absl::OkStatus());
}

TEST_F(PostgresStoreTest, ABodyThatPausesTooLongLosesItsTransaction) {
  const auto hasty =
      MustOpen(address_, {.statement_timeout = absl::Milliseconds(20)});
  absl::Status status = hasty->Transact([&](Transaction& t) -> absl::Status {
    HW_RETURN_IF_ERROR(t.Put("kind", "a", "1", kAnyVersion).status());
    // Until the server has ended it.
    while (PostgresServer::Query(address_,
                                 "SELECT count(*)::text FROM pg_stat_activity "
                                 "WHERE state = 'idle in transaction' AND "
                                 "datname = current_database()") != "0") {
    }
    return t.Put("kind", "b", "1", kAnyVersion).status();
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_EQ(Value("a"), "absent");
  EXPECT_EQ(Put(*hasty, "a", "2"), absl::OkStatus());
}

TEST_F(PostgresStoreTest, ACallWaitsForAConnectionAndNotForever) {
  const auto small = MustOpen(address_, {.write_connections = 1,
                                         .read_connections = 1,
                                         .pool_timeout = absl::Hours(1)});
  const auto hasty =
      MustOpen(address_, {.write_connections = 1,
                          .read_connections = 1,
                          .pool_timeout = absl::Milliseconds(1)});
  absl::Notification taken, both_failed;
  std::thread holder([&] {
    const auto hold = [&](Transaction&) {
      taken.Notify();
      both_failed.WaitForNotification();
      return absl::OkStatus();
    };
    EXPECT_EQ(hasty->Transact(hold), absl::OkStatus());
  });
  taken.WaitForNotification();
  EXPECT_EQ(Put(*hasty, "a", "1").code(), absl::StatusCode::kUnavailable);
  // Readers have connections of their own.
  EXPECT_EQ(hasty->Read([](Reader&) { return absl::OkStatus(); }),
            absl::OkStatus());
  both_failed.Notify();
  holder.join();
  EXPECT_EQ(Put(*hasty, "a", "1"), absl::OkStatus());
  OnThreads(4, [&](int) {
    for (int n = 0; n < 5; ++n) {
      EXPECT_EQ(Increment(*small, "n"), absl::OkStatus());
    }
  });
  EXPECT_EQ(Value("n", "counter"), "20");
}

TEST_F(PostgresStoreTest, AFailureOfTheDatabaseCannotBeShruggedOff) {
  const absl::Status status =
      store_->Transact([](Transaction& t) -> absl::Status {
        HW_RETURN_IF_ERROR(t.Put("kind", "a", "1", kAnyVersion).status());
        // No text of PostgreSQL's.
        EXPECT_FALSE(t.Put("\xff", "a", "1", kAnyVersion).ok());
        EXPECT_FALSE(t.Get("kind", "a").ok());
        return absl::OkStatus();
      });
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal) << status;
  EXPECT_EQ(Value("a"), "absent");
  EXPECT_EQ(Put(*store_, "a", "1"), absl::OkStatus());
}

TEST_F(PostgresStoreTest, CommitsAreDurableWhateverTheServersDefault) {
  ASSERT_EQ(PostgresServer::Execute(
                address_, absl::StrCat("ALTER ROLE ", PostgresServer::kUser,
                                       " SET synchronous_commit = off")),
            absl::OkStatus());
  const auto store = MustOpen(address_);
  // What is in the database is not asked: a Put records its session's setting.
  ASSERT_EQ(PostgresServer::Execute(
                address_,
                "ALTER TABLE hirewire.record ADD COLUMN setting text "
                "DEFAULT current_setting('synchronous_commit')"),
            absl::OkStatus());
  ASSERT_EQ(Put(*store, "a", "1"), absl::OkStatus());
  EXPECT_EQ(
      PostgresServer::Query(address_, "SELECT setting FROM hirewire.record"),
      "on");
  EXPECT_EQ(PostgresServer::Execute(
                address_, absl::StrCat("ALTER ROLE ", PostgresServer::kUser,
                                       " RESET synchronous_commit")),
            absl::OkStatus());
}

}  // namespace
}  // namespace hirewire::store
