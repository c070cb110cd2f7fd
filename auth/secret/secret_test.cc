#include "auth/secret/secret.h"

#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/strings/string_view.h"
#include "auth/secret/reveal.h"
#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

template <typename T>
concept Streamable = requires(std::ostream& out, const T& t) { out << t; };
template <typename T>
concept Comparable = requires(const T& a, const T& b) { a == b; };
template <typename T>
concept Ordered = requires(const T& a, const T& b) { a < b; };

static_assert(Streamable<std::string> && Comparable<std::string>);
static_assert(!Streamable<Secret>, "a secret cannot be logged by accident");
static_assert(!Comparable<Secret>, "comparing takes time that tells");
static_assert(!Ordered<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string>);
static_assert(!std::is_convertible_v<Secret, absl::string_view>);
static_assert(!std::is_convertible_v<std::string, Secret>);

constexpr char kLong[] = "canary-secret-that-is-too-long-for-the-small-buffer";
constexpr char kShort[] = "canary";

TEST(Secret, RevealsWhatItWasGiven) {
  EXPECT_EQ(RevealSecret(Secret(kLong)), kLong);
  EXPECT_TRUE(Secret().empty());
  EXPECT_FALSE(Secret(kShort).empty());
}

TEST(Secret, CopiesAndMovesKeepTheValue) {
  for (const char* text : {kLong, kShort}) {
    Secret first(text);
    Secret copy(first);
    Secret moved(std::move(first));
    Secret assigned("before");
    assigned = copy;
    Secret move_assigned("before");
    move_assigned = std::move(copy);
    EXPECT_EQ(RevealSecret(moved), text);
    EXPECT_EQ(RevealSecret(assigned), text);
    EXPECT_EQ(RevealSecret(move_assigned), text);
  }
}

TEST(Secret, AssigningItToItselfKeepsIt) {
  Secret secret(kLong);
  Secret& same = secret;
  secret = same;
  EXPECT_EQ(RevealSecret(secret), kLong);
  secret = std::move(same);
  EXPECT_EQ(RevealSecret(secret), kLong);
}

TEST(Secret, TestFailuresPrintAWordOnly) {
  EXPECT_EQ(testing::PrintToString(Secret(kShort)), "[secret]");
}

TEST(Secret, FormattersGetAWordOnly) {
  struct Sink {
    void Append(absl::string_view text) {
      out.append(text.data(), text.size());
    }
    std::string out;
  } sink;
  AbslStringify(sink, Secret(kLong));
  EXPECT_EQ(sink.out, "[secret]");
}

// Short values live inside the object itself, so its storage can be examined
// after its destruction without touching freed memory.
TEST(Secret, DestructionOverwritesTheBytes) {
  alignas(Secret) unsigned char storage[sizeof(Secret)];
  Secret* secret = new (storage) Secret(kShort);
  absl::string_view bytes(reinterpret_cast<char*>(storage), sizeof(storage));
  ASSERT_NE(bytes.find(kShort), absl::string_view::npos);
  secret->~Secret();
  asm volatile("" : : "r"(storage) : "memory");
  EXPECT_EQ(bytes.find(kShort), absl::string_view::npos);
}

TEST(Secret, MovingAwayOverwritesTheBytes) {
  Secret secret(kShort);
  const Secret moved(std::move(secret));
  const absl::string_view bytes(reinterpret_cast<const char*>(&secret),
                                sizeof(secret));
  EXPECT_EQ(bytes.find(kShort), absl::string_view::npos);
}

}  // namespace
}  // namespace hirewire::auth
