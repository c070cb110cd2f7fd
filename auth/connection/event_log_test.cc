#include "auth/connection/event_log.h"

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "base/status/macros.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

constexpr int kKept = 1000;
const absl::Time kTime = absl::FromUnixSeconds(1'800'000'000);

class EventLog : public testing::Test {
 protected:
  static ConnectionEvent Event(
      absl::string_view id, absl::string_view tenant = "",
      ConnectionEventKind kind = ConnectionEventKind::kUpdated) {
    ConnectionEvent event;
    event.kind = kind;
    event.connection.id = std::string(id);
    event.connection.tenant = std::string(tenant);
    event.connection.vendor = "lever";
    event.connection.create_time = event.connection.update_time = kTime;
    event.time = kTime;
    return event;
  }

  absl::Status Append(const ConnectionEvent& event, int times = 1) {
    return store_->Transact([&](store::Transaction& t) -> absl::Status {
      for (int i = 0; i < times; ++i) HW_RETURN_IF_ERROR(AppendEvent(t, event));
      return absl::OkStatus();
    });
  }

  absl::StatusOr<ConnectionEventPage> Read(absl::string_view tenant,
                                           int64_t after, int limit = 100) {
    absl::StatusOr<ConnectionEventPage> page = ConnectionEventPage();
    HW_RETURN_IF_ERROR(store_->Read([&](store::Reader& reader) -> absl::Status {
      page = ReadEvents(reader, tenant, after, limit);
      return page.status();
    }));
    return page;
  }

  const std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
};

TEST_F(EventLog, IsEmptyAtFirst) {
  const auto page = Read("", 0);
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_TRUE(page->events.empty());
  EXPECT_EQ(page->last, 0);
  EXPECT_FALSE(page->gap);
}

TEST_F(EventLog, GivesBackWhatHappened) {
  ConnectionEvent event = Event("acme", "", ConnectionEventKind::kStateChanged);
  event.connection.state = ConnectionState::kDegraded;
  event.connection.state_reason = "SCOPE_MISSING";
  event.connection.missing_scopes = {"users.read"};
  event.connection.labels = {{"team", "eu"}};
  event.previous_state = ConnectionState::kActive;
  ASSERT_EQ(Append(event), absl::OkStatus());
  const auto page = Read("", 0);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->events.size(), 1u);
  const ConnectionEvent& read = page->events[0];
  EXPECT_EQ(read.number, 1);
  EXPECT_EQ(read.kind, ConnectionEventKind::kStateChanged);
  EXPECT_EQ(read.connection.id, "acme");
  EXPECT_EQ(read.connection.state, ConnectionState::kDegraded);
  EXPECT_EQ(read.connection.state_reason, "SCOPE_MISSING");
  EXPECT_EQ(read.connection.missing_scopes, event.connection.missing_scopes);
  EXPECT_EQ(read.connection.labels, event.connection.labels);
  EXPECT_EQ(read.previous_state, ConnectionState::kActive);
  EXPECT_EQ(read.time, kTime);
}

TEST_F(EventLog, NumbersWithoutAGapAndReadsInPages) {
  ASSERT_EQ(Append(Event("acme"), 25), absl::OkStatus());
  int64_t after = 0;
  for (const size_t size : {10u, 10u, 5u, 0u}) {
    const auto page = Read("", after, 10);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->last, 25);
    ASSERT_EQ(page->events.size(), size);
    for (const ConnectionEvent& event : page->events) {
      EXPECT_EQ(event.number, ++after);
    }
  }
}

TEST_F(EventLog, KeepsTheLastThousand) {
  ASSERT_EQ(Append(Event("acme"), kKept + 5), absl::OkStatus());
  EXPECT_TRUE(Read("", 0)->gap);
  EXPECT_TRUE(Read("", 4)->gap);
  EXPECT_TRUE(Read("", 4)->events.empty());
  const auto page = Read("", 5, kKept + 1);
  EXPECT_FALSE(page->gap);
  ASSERT_EQ(page->events.size(), static_cast<size_t>(kKept));
  EXPECT_EQ(page->events.front().number, 6);
  EXPECT_EQ(page->events.back().number, kKept + 5);
  EXPECT_EQ(page->last, kKept + 5);
}

TEST_F(EventLog, ForgottenEventsAreGoneFromTheStore) {
  ASSERT_EQ(Append(Event("acme"), kKept + 5), absl::OkStatus());
  size_t kept = 0;
  ASSERT_EQ(store_->Read([&](store::Reader& reader) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto rows,
                        reader.List("connection_event", "", "", 5 * kKept));
    kept = rows.size();
    return absl::OkStatus();
  }),
            absl::OkStatus());
  EXPECT_EQ(kept, static_cast<size_t>(kKept));
}

TEST_F(EventLog, ANumberThatWasNeverGivenIsAGap) {
  ASSERT_EQ(Append(Event("acme"), 3), absl::OkStatus());
  EXPECT_FALSE(Read("", 3)->gap);
  EXPECT_TRUE(Read("", 4)->gap);
  EXPECT_TRUE(Read("", INT64_MAX - 1)->gap);
}

TEST_F(EventLog, TenantsHaveNumbersOfTheirOwn) {
  ASSERT_EQ(Append(Event("a", "one"), 3), absl::OkStatus());
  ASSERT_EQ(Append(Event("b", "two")), absl::OkStatus());
  // One whose name begins like the other's.
  ASSERT_EQ(Append(Event("c", "on")), absl::OkStatus());
  EXPECT_EQ(Read("one", 0)->events.size(), 3u);
  ASSERT_EQ(Read("two", 0)->events.size(), 1u);
  EXPECT_EQ(Read("two", 0)->events[0].number, 1);
  EXPECT_EQ(Read("on", 0)->events.size(), 1u);
  EXPECT_TRUE(Read("", 0)->events.empty());
}

TEST_F(EventLog, WhatIsRolledBackDidNotHappen) {
  ASSERT_EQ(Append(Event("acme")), absl::OkStatus());
  EXPECT_FALSE(store_
                   ->Transact([&](store::Transaction& t) -> absl::Status {
                     HW_RETURN_IF_ERROR(AppendEvent(t, Event("never")));
                     return absl::CancelledError("on second thoughts");
                   })
                   .ok());
  EXPECT_EQ(Read("", 0)->last, 1);
  ASSERT_EQ(Append(Event("acme")), absl::OkStatus());
  EXPECT_EQ(Read("", 1)->events[0].number, 2);
}

TEST_F(EventLog, ADamagedRowIsNoticed) {
  ASSERT_EQ(Append(Event("acme"), 2), absl::OkStatus());
  ASSERT_EQ(store_->Transact([&](store::Transaction& t) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto rows, t.List("connection_event", "", "", 2));
    return t
        .Put("connection_event", rows[0].key, "\xFF\xFF", store::kAnyVersion)
        .status();
  }),
            absl::OkStatus());
  EXPECT_EQ(Read("", 0).status().code(), absl::StatusCode::kDataLoss);
}

}  // namespace
}  // namespace hirewire::auth
