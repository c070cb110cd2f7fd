#include "base/store/postgres_address.h"

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace hirewire::store {
namespace {

TEST(PostgresAddress, ReadsUrisAndKeywords) {
  for (const char* text :
       {"postgresql://ada:s%40cret@db.example:5433/hirewire",
        "postgres://ada:s%40cret@db.example:5433/hirewire",
        "host=db.example port=5433 user=ada password=s@cret dbname=hirewire"}) {
    const auto address = ParsePostgresAddress(text);
    ASSERT_TRUE(address.ok()) << address.status();
    EXPECT_EQ(address->name, "database hirewire at db.example");
    EXPECT_EQ(address->hosts, 1);
    EXPECT_EQ(address->parameters.size(), 5u);
  }
}

TEST(PostgresAddress, CountsItsHosts) {
  EXPECT_EQ(ParsePostgresAddress("postgresql://u@a,b:5433,c/d")->hosts, 3);
}

TEST(PostgresAddress, TellsTheTimeoutItNames) {
  EXPECT_EQ(ParsePostgresAddress("host=a connect_timeout=3")->connect_timeout,
            absl::Seconds(3));
  EXPECT_EQ(ParsePostgresAddress("host=a")->connect_timeout, std::nullopt);
}

TEST(PostgresAddress, IsRefusedWithoutRepeatingThePassword) {
  for (const absl::string_view text : {
           "postgres://ada:hush@hush@db.example/hirewire",
           "postgres://ada:hush/hush@db.example/hirewire",
           "postgres://ada:1/hush@db.example/hirewire",
           "postgres://ada:hush%zz@db.example/hirewire",
           "postgres://ada@db.example/hirewire?password=a&hush",
           "postgres://ada@db.example/hirewire?hush=1",
           "host=db.example password=a hush dbname=hirewire",
           "password='hush",
           "hush",
       }) {
    const absl::Status status = ParsePostgresAddress(text).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << text;
    EXPECT_FALSE(absl::StrContains(status.message(), "hush")) << status;
  }
  EXPECT_FALSE(ParsePostgresAddress(absl::string_view("host=a\0b", 8)).ok());
}

}  // namespace
}  // namespace hirewire::store
