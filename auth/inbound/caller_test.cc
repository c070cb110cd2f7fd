#include "auth/inbound/caller.h"

#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

Caller With(std::set<v1::CallerRole> roles) { return {"c", "acme", roles}; }

TEST(Caller, ARoleStandsAlone) {
  const Caller reader = With({v1::CALLER_ROLE_READ});
  EXPECT_TRUE(MayPlay(reader, v1::CALLER_ROLE_READ));
  EXPECT_FALSE(MayPlay(reader, v1::CALLER_ROLE_WRITE));
  EXPECT_FALSE(MayPlay(With({v1::CALLER_ROLE_WRITE}), v1::CALLER_ROLE_READ));
}

TEST(Caller, AnAdminMayDoAllButAskForTokens) {
  for (const v1::CallerRole role :
       {v1::CALLER_ROLE_READ, v1::CALLER_ROLE_WRITE, v1::CALLER_ROLE_PROXY,
        v1::CALLER_ROLE_ADMIN}) {
    EXPECT_TRUE(MayPlay(Operator(), role));
  }
  EXPECT_FALSE(MayPlay(Operator(), v1::CALLER_ROLE_TOKENS));
  EXPECT_TRUE(MayPlay(With({v1::CALLER_ROLE_TOKENS}), v1::CALLER_ROLE_TOKENS));
}

TEST(Caller, NobodyMayDoWhatNoRoleStandsFor) {
  EXPECT_FALSE(MayPlay(Operator(), v1::CALLER_ROLE_UNSPECIFIED));
  EXPECT_FALSE(MayPlay(With({v1::CALLER_ROLE_UNSPECIFIED}),
                       v1::CALLER_ROLE_UNSPECIFIED));
}

}  // namespace
}  // namespace hirewire::auth
