// What every Store promises, as tests that run on each implementation.
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract,
//                            testing::Values(StoreFactory{"memory", &Make}),
//                            FactoryName());
//
// Those that need threads are in store_concurrency_contract_test.h, which each
// includes too.
#ifndef HIREWIRE_BASE_STORE_STORE_CONTRACT_TEST_H_
#define HIREWIRE_BASE_STORE_STORE_CONTRACT_TEST_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/status/macros.h"
#include "base/store/store.h"
#include "gtest/gtest.h"

namespace hirewire::store {

using Strings = std::vector<std::string>;

struct StoreFactory {
  std::string name;
  // A new, empty store.
  std::function<std::unique_ptr<Store>()> make;
};

struct FactoryName {
  std::string operator()(
      const testing::TestParamInfo<StoreFactory>& info) const {
    return info.param.name;
  }
};

// Adds one to a number kept in a record, as a read and a write.
inline absl::Status Increment(Store& store, absl::string_view key) {
  return store.Transact([&](Transaction& t) -> absl::Status {
    HW_ASSIGN_OR_RETURN(const auto record, t.Get("counter", key));
    int64_t count = 0;
    if (record && !absl::SimpleAtoi(record->value, &count)) {
      return absl::DataLossError("not a number");
    }
    return t
        .Put("counter", key, absl::StrCat(count + 1),
             record ? record->version : kAbsent)
        .status();
  });
}

class StoreContract : public testing::TestWithParam<StoreFactory> {
 protected:
  void SetUp() override { store_ = GetParam().make(); }

  absl::StatusOr<int64_t> Put(absl::string_view key, absl::string_view value,
                              int64_t expected = kAnyVersion) {
    int64_t version = 0;
    const absl::Status status =
        store_->Transact([&](Transaction& t) -> absl::Status {
          HW_ASSIGN_OR_RETURN(version, t.Put("kind", key, value, expected));
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    return version;
  }

  absl::Status Delete(absl::string_view key, int64_t expected = kAnyVersion) {
    return store_->Transact(
        [&](Transaction& t) { return t.Delete("kind", key, expected); });
  }

  std::optional<Record> Get(absl::string_view key,
                            absl::string_view kind = "kind") {
    std::optional<Record> record;
    EXPECT_EQ(store_->Read([&](Reader& r) -> absl::Status {
      HW_ASSIGN_OR_RETURN(record, r.Get(kind, key));
      return absl::OkStatus();
    }),
              absl::OkStatus());
    return record;
  }

  Strings Keys(absl::string_view prefix, absl::string_view after, int limit) {
    Strings keys;
    EXPECT_EQ(store_->Read([&](Reader& r) -> absl::Status {
      HW_ASSIGN_OR_RETURN(const auto records,
                          r.List("kind", prefix, after, limit));
      for (const Record& record : records) keys.push_back(record.key);
      return absl::OkStatus();
    }),
              absl::OkStatus());
    return keys;
  }

  std::unique_ptr<Store> store_;
};

TEST_P(StoreContract, KeepsBytesAsTheyAre) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  for (const std::string& value : {bytes, std::string(), std::string("é")}) {
    ASSERT_TRUE(Put(bytes, value).ok());
    ASSERT_TRUE(Get(bytes).has_value());
    EXPECT_EQ(Get(bytes)->key, bytes);
    EXPECT_EQ(Get(bytes)->value, value);
  }
}

TEST_P(StoreContract, KeepsLargeValues) {
  const std::string large(5 << 20, 'x');
  ASSERT_TRUE(Put("large", large).ok());
  EXPECT_EQ(Get("large")->value, large);
}

TEST_P(StoreContract, MissingRecordsAreNoError) {
  EXPECT_FALSE(Get("nothing").has_value());
  EXPECT_EQ(Keys("", "", 10), Strings());
}

TEST_P(StoreContract, KindsAreApart) {
  ASSERT_TRUE(Put("a", "1").ok());
  EXPECT_FALSE(Get("a", "other").has_value());
}

TEST_P(StoreContract, AnEmptyKeyIsRefused) {
  EXPECT_EQ(Put("", "1").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_P(StoreContract, KeysAndValuesMayBeSoLongAndNoLonger) {
  // Nothing that compresses: an index may store what does in less.
  std::string longest;
  for (uint32_t i = 0, x = 1; i < kMaxKeyBytes; ++i) {
    x = x * 1664525 + 1013904223;
    longest.push_back(static_cast<char>(x >> 24));
  }
  ASSERT_TRUE(Put(longest, "1").ok());
  EXPECT_EQ(Get(longest)->value, "1");
  EXPECT_EQ(Put(longest + "x", "1").status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(Get(longest + "x").has_value());
  EXPECT_EQ(Delete(longest + "x").code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Keys("", longest, 10), Strings());
  EXPECT_EQ(Put("a", std::string(kMaxValueBytes + 1, 'x')).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_P(StoreContract, VersionsGrowAndNeverComeBack) {
  const int64_t first = Put("a", "1").value();
  const int64_t second = Put("a", "2").value();
  EXPECT_GT(first, 0);
  EXPECT_GT(second, first);
  EXPECT_EQ(Get("a")->version, second);
  ASSERT_EQ(Delete("a"), absl::OkStatus());
  const int64_t third = Put("a", "3").value();
  EXPECT_GT(third, second);
  EXPECT_FALSE(Put("a", "4", kAbsent).ok());
  // Nor does one that another record has.
  const int64_t other = Put("b", "1").value();
  EXPECT_NE(other, third);
  EXPECT_GT(Put("a", "5").value(), third);
  EXPECT_NE(Get("a")->version, other);
}

TEST_P(StoreContract, AWriteThatExpectsNothingFindsSomething) {
  ASSERT_TRUE(Put("a", "1", kAbsent).ok());
  EXPECT_EQ(Put("a", "2", kAbsent).status().code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(Get("a")->value, "1");
}

TEST_P(StoreContract, AWriteThatExpectsAnOldVersionIsAborted) {
  const int64_t old = Put("a", "1").value();
  const int64_t now = Put("a", "2", old).value();
  EXPECT_EQ(Put("a", "3", old).status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(Delete("a", old).code(), absl::StatusCode::kAborted);
  EXPECT_EQ(Get("a")->value, "2");
  EXPECT_EQ(Delete("a", now), absl::OkStatus());
  EXPECT_EQ(Put("a", "4", now).status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(Delete("a").code(), absl::StatusCode::kNotFound);
}

TEST_P(StoreContract, ListsByPrefixInOrderOfBytes) {
  for (const char* key : {"b", "a/2", "a/10", "a", "a/", "a0", "a/\xff"}) {
    ASSERT_TRUE(Put(key, "").ok());
  }
  EXPECT_EQ(Keys("a/", "", 10), (Strings{"a/", "a/10", "a/2", "a/\xff"}));
  EXPECT_EQ(Keys("a/", "a/10", 10), (Strings{"a/2", "a/\xff"}));
  EXPECT_EQ(Keys("a/", "a/", 2), (Strings{"a/10", "a/2"}));
  EXPECT_EQ(Keys("a/", "a/nothing of this name", 1), Strings{"a/\xff"});
  EXPECT_EQ(Keys("", "a0", 10), Strings{"b"});
  EXPECT_EQ(Keys("a/", "b", 10), Strings());
  EXPECT_EQ(Keys("zz", "", 10), Strings());
}

TEST_P(StoreContract, ListsByPrefixesThatEndInTheLastByte) {
  for (const char* key : {"a", "a\xff", "a\xff\xff", "a\xffz", "b", "\xff",
                          "\xff\xff", "\xff\xff\xff"}) {
    ASSERT_TRUE(Put(key, "").ok());
  }
  EXPECT_EQ(Keys("a\xff", "", 10), (Strings{"a\xff", "a\xffz", "a\xff\xff"}));
  EXPECT_EQ(Keys("\xff\xff", "", 10), (Strings{"\xff\xff", "\xff\xff\xff"}));
  EXPECT_EQ(Keys("\xff", "\xff\xff", 10), Strings{"\xff\xff\xff"});
}

TEST_P(StoreContract, AListWithoutALimitIsRefused) {
  EXPECT_EQ(
      store_->Read([](Reader& r) { return r.List("kind", "", "", 0).status(); })
          .code(),
      absl::StatusCode::kInvalidArgument);
}

TEST_P(StoreContract, AFailedBodyLeavesNothing) {
  ASSERT_TRUE(Put("a", "1").ok());
  const absl::Status status =
      store_->Transact([](Transaction& t) -> absl::Status {
        HW_RETURN_IF_ERROR(t.Put("kind", "a", "2", kAnyVersion).status());
        HW_RETURN_IF_ERROR(t.Put("kind", "b", "2", kAbsent).status());
        return absl::CancelledError("changed my mind");
      });
  EXPECT_EQ(status, absl::CancelledError("changed my mind"));
  EXPECT_EQ(Get("a")->value, "1");
  EXPECT_FALSE(Get("b").has_value());
}

TEST_P(StoreContract, ATransactionSeesItsOwnWritesAndGoesOnAfterAConflict) {
  const absl::Status status =
      store_->Transact([](Transaction& t) -> absl::Status {
        HW_RETURN_IF_ERROR(t.Put("kind", "a", "1", kAbsent).status());
        EXPECT_EQ(t.Put("kind", "a", "2", kAbsent).status().code(),
                  absl::StatusCode::kAlreadyExists);
        HW_ASSIGN_OR_RETURN(const auto record, t.Get("kind", "a"));
        EXPECT_EQ(record->value, "1");
        return t.Put("kind", "a", "3", record->version).status();
      });
  EXPECT_EQ(status, absl::OkStatus());
  EXPECT_EQ(Get("a")->value, "3");
}

TEST_P(StoreContract, ATransactionListsWhatItWroteAndNotWhatItDeleted) {
  ASSERT_TRUE(Put("a", "1").ok());
  EXPECT_EQ(store_->Transact([](Transaction& t) -> absl::Status {
    HW_RETURN_IF_ERROR(t.Put("kind", "b", "2", kAbsent).status());
    HW_RETURN_IF_ERROR(t.Delete("kind", "a", kAnyVersion));
    HW_ASSIGN_OR_RETURN(const auto listed, t.List("kind", "", "", 10));
    EXPECT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed.at(0).key, "b");
    return absl::OkStatus();
  }),
            absl::OkStatus());
  EXPECT_EQ(Keys("", "", 10), Strings{"b"});
}

}  // namespace hirewire::store

#endif  // HIREWIRE_BASE_STORE_STORE_CONTRACT_TEST_H_
