#include "testing/soak/token_vendor.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "testing/simulators/http/message.h"

namespace hirewire::soak {
namespace {

sim::Reply Refresh(TokenVendor& vendor, const std::string& token,
                   const std::string& agent = "token-worker/7") {
  sim::Request request;
  request.method = "POST";
  request.path = "/token";
  request.headers = {{"User-Agent", agent}};
  request.body = absl::StrCat("grant_type=refresh_token&refresh_token=", token);
  return vendor.Handle(request);
}

int CallApi(TokenVendor& vendor, const std::string& token) {
  sim::Request request;
  request.method = "GET";
  request.path = "/api/people";
  request.headers = {{"Authorization", "Bearer " + token}};
  return vendor.Handle(request).status;
}

TEST(TokenVendorTest, ARefreshTokenBringsANewPairOnce) {
  std::vector<Commit> heard;
  TokenVendor vendor({},
                     [&](const Commit& commit) { heard.push_back(commit); });
  const GivenPair first = vendor.NewGrant();
  const sim::Reply reply = Refresh(vendor, first.refresh_token);
  EXPECT_EQ(reply.status, 200);
  EXPECT_TRUE(absl::StrContains(*reply.body, "access-0-1"));
  EXPECT_TRUE(absl::StrContains(*reply.body, R"("expires_in":1})"));
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard[0].worker, 7);
  EXPECT_FALSE(heard[0].lapsed_before);
  EXPECT_EQ(CallApi(vendor, "access-0-1"), 200);
}

TEST(TokenVendorTest, ASpentTokenRevokesItsFamilyAndNoOther) {
  TokenVendor vendor({}, nullptr);
  const GivenPair first = vendor.NewGrant();
  ASSERT_EQ(Refresh(vendor, first.refresh_token).status, 200);
  EXPECT_EQ(Refresh(vendor, first.refresh_token).status, 400);
  EXPECT_EQ(Refresh(vendor, "refresh-0-1").status, 400);
  EXPECT_EQ(CallApi(vendor, "access-0-1"), 401);
  EXPECT_EQ(vendor.counts().reuses, 1);
  EXPECT_EQ(vendor.counts().revoked, 1);
  const GivenPair again = vendor.NewGrant();
  EXPECT_EQ(vendor.family(), 1);
  EXPECT_EQ(CallApi(vendor, again.access_token), 200);
  EXPECT_EQ(Refresh(vendor, again.refresh_token).status, 200);
}

TEST(TokenVendorTest, WithALeewayASpentTokenIsTakenAgain) {
  TokenVendor vendor({.leeway = absl::Hours(1)}, nullptr);
  const GivenPair first = vendor.NewGrant();
  ASSERT_EQ(Refresh(vendor, first.refresh_token).status, 200);
  EXPECT_EQ(Refresh(vendor, first.refresh_token).status, 200);
  ASSERT_EQ(vendor.commits().size(), 2u);
  EXPECT_TRUE(vendor.commits()[1].again);
  EXPECT_EQ(vendor.counts().revoked, 0);
}

TEST(TokenVendorTest, AnAccessTokenThatEndedIsRefusedAndThatIsNoted) {
  TokenVendor vendor({.life = absl::ZeroDuration()}, nullptr);
  const GivenPair first = vendor.NewGrant();
  EXPECT_EQ(CallApi(vendor, first.access_token), 401);
  ASSERT_EQ(Refresh(vendor, first.refresh_token).status, 200);
  EXPECT_TRUE(vendor.commits()[0].refused_before);
  EXPECT_TRUE(vendor.commits()[0].lapsed_before);
}

TEST(TokenVendorTest, WithinTheGraceAnAccessTokenThatEndedIsTaken) {
  TokenVendor vendor({.life = absl::ZeroDuration(), .grace = absl::Hours(1)},
                     nullptr);
  EXPECT_EQ(CallApi(vendor, vendor.NewGrant().access_token), 200);
}

TEST(TokenVendorTest, WhatItNeverGaveItDoesNotTake) {
  TokenVendor vendor({}, nullptr);
  vendor.NewGrant();
  for (const char* token : {"", "refresh-0-1", "refresh-1-0", "refresh--1-0",
                            "access-0-0", "refresh-0-0-0", "refresh-0"}) {
    EXPECT_EQ(Refresh(vendor, token).status, 400) << token;
  }
  EXPECT_EQ(CallApi(vendor, "refresh-0-0"), 401);
  EXPECT_EQ(vendor.counts().revoked, 0);
  EXPECT_EQ(Refresh(vendor, "refresh-0-0", "curl").status, 200);
  EXPECT_EQ(vendor.commits()[0].worker, -1);
}

}  // namespace
}  // namespace hirewire::soak
