#include "auth/connection/connection_table.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/event_log.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

const absl::Time kStart = absl::FromUnixSeconds(1'800'000'000);
const absl::Time kLater = kStart + absl::Hours(1);

class ConnectionTable : public testing::Test {
 protected:
  absl::Status Transact(
      const std::function<absl::Status(store::Transaction&)>& body) {
    return store_->Transact(body);
  }

  absl::Status Add(absl::string_view tenant, absl::string_view id) {
    FoundConnection added;
    added.connection.id = std::string(id);
    added.connection.tenant = std::string(tenant);
    added.connection.vendor = "lever";
    added.sealed.data_key = "sealed-key";
    added.sealed.fields = {{"api_key", "sealed-bytes"}};
    return Transact(
        [&](store::Transaction& t) { return AddConnection(t, added, kStart); });
  }

  absl::StatusOr<FoundConnection> Find(absl::string_view tenant,
                                       absl::string_view id) {
    absl::StatusOr<FoundConnection> found = FoundConnection();
    HW_RETURN_IF_ERROR(store_->Read([&](store::Reader& reader) {
      found = FindConnection(reader, tenant, id);
      return found.status();
    }));
    return found;
  }

  std::vector<ConnectionEvent> Events(absl::string_view tenant) {
    std::vector<ConnectionEvent> events;
    EXPECT_EQ(store_->Read([&](store::Reader& reader) -> absl::Status {
      HW_ASSIGN_OR_RETURN(ConnectionEventPage page,
                          ReadEvents(reader, tenant, 0, 100));
      events = std::move(page.events);
      return absl::OkStatus();
    }),
              absl::OkStatus());
    return events;
  }

  const std::unique_ptr<store::Store> store_ = store::SqliteStore::InMemory();
};

TEST_F(ConnectionTable, AnAddedConnectionIsFoundAndLogged) {
  ASSERT_EQ(Add("one", "acme"), absl::OkStatus());
  const auto found = Find("one", "acme");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->connection.vendor, "lever");
  EXPECT_EQ(found->connection.create_time, kStart);
  EXPECT_EQ(found->connection.update_time, kStart);
  EXPECT_GT(found->connection.generation, 0);
  EXPECT_EQ(found->sealed.fields.at("api_key"), "sealed-bytes");
  ASSERT_EQ(Events("one").size(), 1u);
  EXPECT_EQ(Events("one")[0].kind, ConnectionEventKind::kCreated);
}

TEST_F(ConnectionTable, TheLogHoldsNoCredential) {
  ASSERT_EQ(Add("one", "acme"), absl::OkStatus());
  std::string log;
  ASSERT_EQ(store_->Read([&](store::Reader& reader) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto rows,
                        reader.List("connection_event", "", "", 10));
    for (const store::Record& row : rows) log += row.value;
    return absl::OkStatus();
  }),
            absl::OkStatus());
  EXPECT_NE(log.find("acme"), std::string::npos);
  EXPECT_EQ(log.find("sealed"), std::string::npos);
}

TEST_F(ConnectionTable, AnIdIsTakenOnceAndARefusedOneIsNotLogged) {
  ASSERT_EQ(Add("one", "acme"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(Add("one", "acme")), v1::ERROR_REASON_CONNECTION_EXISTS);
  EXPECT_EQ(Events("one").size(), 1u);
  EXPECT_EQ(Add("two", "acme"), absl::OkStatus());
}

TEST_F(ConnectionTable, AChangeIsLoggedWithTheStateBefore) {
  ASSERT_EQ(Add("one", "acme"), absl::OkStatus());
  ASSERT_EQ(Transact([&](store::Transaction& t) -> absl::Status {
              HW_ASSIGN_OR_RETURN(FoundConnection found,
                                  FindConnection(t, "one", "acme"));
              found.connection.state = ConnectionState::kActive;
              return ChangeConnection(
                  t, found, ConnectionEventKind::kStateChanged, kLater);
            }),
            absl::OkStatus());
  EXPECT_EQ(Find("one", "acme")->connection.state, ConnectionState::kActive);
  EXPECT_EQ(Find("one", "acme")->connection.update_time, kLater);
  EXPECT_EQ(Find("one", "acme")->connection.create_time, kStart);
  const std::vector<ConnectionEvent> events = Events("one");
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[1].kind, ConnectionEventKind::kStateChanged);
  EXPECT_EQ(events[1].previous_state, ConnectionState::kPending);
  EXPECT_EQ(events[1].connection.state, ConnectionState::kActive);
  EXPECT_EQ(events[1].time, kLater);
}

TEST_F(ConnectionTable, AChangeOfWhatSomebodyElseChangedIsRefused) {
  ASSERT_EQ(Add("one", "acme"), absl::OkStatus());
  FoundConnection stale = *Find("one", "acme");
  const auto change = [](FoundConnection& found, store::Store& store) {
    return store.Transact([&](store::Transaction& t) {
      return ChangeConnection(t, found, ConnectionEventKind::kUpdated, kLater);
    });
  };
  FoundConnection fresh = *Find("one", "acme");
  ASSERT_EQ(change(fresh, *store_), absl::OkStatus());
  EXPECT_TRUE(absl::IsAborted(change(stale, *store_)));
  EXPECT_EQ(Events("one").size(), 2u);
}

TEST_F(ConnectionTable, ARemovedConnectionIsGoneAndTheLogKnowsWhatItWas) {
  ASSERT_EQ(Add("one", "acme"), absl::OkStatus());
  const auto remove = [&] {
    return Transact([&](store::Transaction& t) -> absl::Status {
      return RemoveConnection(t, "one", "acme", kLater);
    });
  };
  ASSERT_EQ(remove(), absl::OkStatus());
  EXPECT_EQ(ReasonOf(Find("one", "acme").status()),
            v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(ReasonOf(remove()), v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  ASSERT_EQ(Events("one").size(), 2u);
  EXPECT_EQ(Events("one")[1].kind, ConnectionEventKind::kDeleted);
  EXPECT_EQ(Events("one")[1].connection.vendor, "lever");
}

TEST_F(ConnectionTable, LastSuccessIsNoChangeAndGoesWithTheConnection) {
  ASSERT_EQ(Add("one", "acme"), absl::OkStatus());
  const int64_t generation = Find("one", "acme")->connection.generation;
  EXPECT_EQ(Find("one", "acme")->connection.last_success_time,
            absl::InfinitePast());
  ASSERT_EQ(Transact([&](store::Transaction& t) {
              return PutLastSuccess(t, "one", "acme", kLater);
            }),
            absl::OkStatus());
  EXPECT_EQ(Find("one", "acme")->connection.last_success_time, kLater);
  EXPECT_EQ(Find("one", "acme")->connection.generation, generation);
  EXPECT_EQ(Events("one").size(), 1u);
  ASSERT_EQ(Transact([&](store::Transaction& t) {
              return RemoveConnection(t, "one", "acme", kLater);
            }),
            absl::OkStatus());
  ASSERT_EQ(Add("one", "acme"), absl::OkStatus());
  EXPECT_EQ(Find("one", "acme")->connection.last_success_time,
            absl::InfinitePast());
}

TEST_F(ConnectionTable, ListsAllTenantsInPieces) {
  for (const char* id : {"a", "b", "c"}) {
    ASSERT_EQ(Add("one", id), absl::OkStatus());
    ASSERT_EQ(Add("two", id), absl::OkStatus());
  }
  ASSERT_EQ(Add("", "z"), absl::OkStatus());
  std::string seen;
  ConnectionName after;
  for (int piece = 0; piece < 10; ++piece) {
    std::vector<ConnectionName> names;
    ASSERT_EQ(store_->Read([&](store::Reader& reader) -> absl::Status {
      HW_ASSIGN_OR_RETURN(names, ListAllConnections(reader, after, 2));
      return absl::OkStatus();
    }),
              absl::OkStatus());
    if (names.empty()) break;
    for (const ConnectionName& name : names) {
      absl::StrAppend(&seen, name.tenant, "/", name.id, " ");
    }
    after = names.back();
  }
  EXPECT_EQ(seen, "/z one/a one/b one/c two/a two/b two/c ");
}

TEST_F(ConnectionTable, OnlyIdsAreIds) {
  EXPECT_TRUE(IsConnectionId("a"));
  EXPECT_TRUE(IsConnectionId(absl::StrCat("a", std::string(62, '-'))));
  for (const std::string& id :
       {std::string(), std::string(64, 'a'), std::string("1a"),
        std::string("-a"), std::string("a/b"), std::string("A"),
        std::string("a b"), std::string("a\0b", 3)}) {
    EXPECT_FALSE(IsConnectionId(id)) << id;
  }
}

TEST_F(ConnectionTable, WhatIsNoIdIsNotRepeated) {
  const absl::Status status = Find("one", "jane@example.com").status();
  EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_CONNECTION_NOT_FOUND);
  EXPECT_EQ(status.message().find("jane"), absl::string_view::npos);
  EXPECT_EQ(DetailsOf(status)->metadata.count("connection"), 0u);
}

}  // namespace
}  // namespace hirewire::auth
