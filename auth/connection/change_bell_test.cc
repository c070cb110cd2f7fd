#include "auth/connection/change_bell.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

TEST(ChangeBellTest, CallsEveryListenerWithTheTenant) {
  ChangeBell bell;
  std::string heard;
  const auto one = bell.Subscribe(
      [&](absl::string_view tenant) { absl::StrAppend(&heard, tenant); });
  const auto two = bell.Subscribe(
      [&](absl::string_view tenant) { absl::StrAppend(&heard, tenant); });
  bell.Ring("a");
  bell.Ring("b");
  EXPECT_EQ(heard, "aabb");
}

TEST(ChangeBellTest, AListenerWhoseSubscriptionIsGoneIsNotCalled) {
  ChangeBell bell;
  int calls = 0;
  std::optional<ChangeBell::Subscription> subscription(
      bell.Subscribe([&](absl::string_view) { ++calls; }));
  bell.Ring("");
  subscription.reset();
  bell.Ring("");
  EXPECT_EQ(calls, 1);
}

TEST(ChangeBellTest, AMovedSubscriptionStaysTheSame) {
  ChangeBell bell;
  int calls = 0;
  {
    auto first = bell.Subscribe([&](absl::string_view) { ++calls; });
    const ChangeBell::Subscription second = std::move(first);
    bell.Ring("");
  }
  bell.Ring("");
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace hirewire::auth
