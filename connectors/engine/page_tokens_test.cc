#include "connectors/engine/page_tokens.h"

#include <memory>
#include <string>

#include "base/crypto/keyring.h"
#include "base/status/error.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

class PageTokensTest : public testing::Test {
 protected:
  internal::v1::PageToken State() {
    internal::v1::PageToken state;
    state.set_cursor("/candidates?cursor=abc");
    state.set_fingerprint(7);
    state.mutable_trail()->set_pages(3);
    return state;
  }

  FakeClock clock_;
  std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  PageTokens tokens_{*keys_, clock_};
};

TEST_F(PageTokensTest, RoundTripsItsState) {
  const auto state = tokens_.Open(tokens_.Seal(State(), "t"), "t", 7);
  ASSERT_TRUE(state.ok()) << state.status();
  EXPECT_EQ(state->cursor(), "/candidates?cursor=abc");
  EXPECT_EQ(state->trail().pages(), 3);
}

TEST_F(PageTokensTest, HidesTheVendorsCursor) {
  EXPECT_EQ(tokens_.Seal(State(), "t").find("cursor"), std::string::npos);
}

TEST_F(PageTokensTest, ForgedOrDamagedTokensAreInvalid) {
  std::string token = tokens_.Seal(State(), "t");
  token[token.size() / 2] = token[token.size() / 2] == 'A' ? 'B' : 'A';
  for (const std::string& bad :
       {token, std::string("garbage"), std::string("%%"),
        PageTokens(*crypto::Keyring::Ephemeral(), clock_).Seal(State(), "t")}) {
    EXPECT_EQ(ReasonOf(tokens_.Open(bad, "t", 7).status()),
              v1::ERROR_REASON_PAGE_TOKEN_INVALID);
  }
}

TEST_F(PageTokensTest, ATokenOfAnotherRequestIsAMismatch) {
  EXPECT_EQ(ReasonOf(tokens_.Open(tokens_.Seal(State(), "t"), "t", 8).status()),
            v1::ERROR_REASON_PAGE_TOKEN_MISMATCH);
}

TEST_F(PageTokensTest, ATokenOfAnotherTenantIsInvalid) {
  const std::string token = tokens_.Seal(State(), "t");
  for (const char* tenant : {"", "u", "t/"}) {
    EXPECT_EQ(ReasonOf(tokens_.Open(token, tenant, 7).status()),
              v1::ERROR_REASON_PAGE_TOKEN_INVALID);
  }
}

TEST_F(PageTokensTest, LapsesAfterADay) {
  const std::string token = tokens_.Seal(State(), "t");
  clock_.Advance(absl::Hours(23));
  EXPECT_TRUE(tokens_.Open(token, "t", 7).ok());
  clock_.Advance(absl::Hours(2));
  EXPECT_EQ(ReasonOf(tokens_.Open(token, "t", 7).status()),
            v1::ERROR_REASON_PAGE_TOKEN_EXPIRED);
}

}  // namespace
}  // namespace hirewire::engine
