#include "auth/session/connect_sessions.h"

#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "auth/session/connect_session.h"
#include "auth/session/new_connect_session.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "base/store/sqlite_store.h"
#include "base/store/store.h"
#include "base/time/fake_clock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::auth {
namespace {

constexpr auto kNotFound = v1::ERROR_REASON_CONNECT_SESSION_NOT_FOUND;

class Sessions : public testing::Test {
 protected:
  NewLink Create(absl::Duration ttl = absl::Hours(1),
                 const std::string& caller = "app") {
    NewConnectSession request;
    request.connection = "conn-1";
    request.return_urls = {"https://app.example/a", "https://app.example/b"};
    request.ttl = ttl;
    return sessions_.Create("acme", caller, request).value();
  }

  v1::ErrorReason ReasonOfOpen(const std::string& secret,
                               const std::string& cookie = "") {
    return ReasonOf(sessions_.Open(secret, cookie, "").status());
  }

  // Every key and value of the store, of the kinds that sessions use.
  std::string Dump() {
    std::string all;
    const absl::Status read =
        store_->Read([&](store::Reader& reader) -> absl::Status {
          for (const char* kind :
               {"connect_session", "connect_session_link",
                "connect_session_browser", "connect_session_end",
                "connect_session_open"}) {
            HW_ASSIGN_OR_RETURN(const auto rows,
                                reader.List(kind, "", "", 10000));
            for (const auto& row : rows) {
              absl::StrAppend(&all, row.key, "\n", row.value, "\n");
              ++rows_;
            }
          }
          return absl::OkStatus();
        });
    EXPECT_TRUE(read.ok()) << read;
    return all;
  }

  FakeClock clock_;
  std::unique_ptr<store::SqliteStore> store_ = store::SqliteStore::InMemory();
  ConnectSessions sessions_{*store_, clock_};
  int rows_ = 0;
};

TEST_F(Sessions, GivesBackEveryField) {
  NewConnectSession request;
  request.vendors = {"lever", "workable"};
  request.connection = "conn-1";
  request.reconnect = true;
  request.display_name = "Acme";
  request.labels = {{"team", "people"}};
  request.return_urls = {"https://app.example/a"};
  request.theme = {"Acme", "https://cdn.example/l.svg", "#aabbcc", "de"};
  request.base_urls = {{"lever", "http://127.0.0.1:1/v1"}};
  const NewLink made = sessions_.Create("acme", "app", request).value();
  const ConnectSession got = sessions_.Get("acme", made.session.id).value();
  EXPECT_EQ(got.vendors, request.vendors);
  EXPECT_EQ(got.connection, "conn-1");
  EXPECT_TRUE(got.reconnect);
  EXPECT_EQ(got.display_name, "Acme");
  EXPECT_EQ(got.labels, request.labels);
  EXPECT_EQ(got.return_urls, request.return_urls);
  EXPECT_EQ(got.theme.company_name, "Acme");
  EXPECT_EQ(got.theme.logo_url, "https://cdn.example/l.svg");
  EXPECT_EQ(got.theme.accent_color, "#aabbcc");
  EXPECT_EQ(got.theme.language, "de");
  EXPECT_EQ(got.base_urls, request.base_urls);
  EXPECT_EQ(got.tenant, "acme");
  EXPECT_EQ(got.caller, "app");
  EXPECT_EQ(got.state, ConnectSessionState::kCreated);
  EXPECT_EQ(got.expire_time, clock_.Now() + absl::Hours(1));
}

TEST_F(Sessions, OfAnotherTenantIsNone) {
  const NewLink made = Create();
  EXPECT_EQ(ReasonOf(sessions_.Get("globex", made.session.id).status()),
            kNotFound);
}

TEST_F(Sessions, LinkOpensOnceAndThenForItsBrowserOnly) {
  const NewLink made = Create();
  const OpenedSession first = sessions_.Open(made.secret, "", "").value();
  EXPECT_FALSE(first.cookie.empty());
  EXPECT_EQ(first.session.state, ConnectSessionState::kOpened);
  // The same browser again: no new cookie.
  const OpenedSession again =
      sessions_.Open(made.secret, first.cookie, "").value();
  EXPECT_EQ(again.cookie, "");
  for (const std::string& other : {std::string(), std::string(43, 'a')}) {
    const absl::Status refused =
        sessions_.Open(made.secret, other, "").status();
    EXPECT_EQ(ReasonOf(refused), kNotFound);
    EXPECT_EQ(DetailsOf(refused)->metadata.at("opened"), "elsewhere");
  }
  EXPECT_TRUE(sessions_.Find(first.cookie).ok());
}

TEST_F(Sessions, TwoBrowsersAtOnceGetOneSession) {
  const NewLink made = Create();
  std::vector<std::string> cookies(8);
  std::vector<std::thread> browsers;
  for (std::string& cookie : cookies) {
    browsers.emplace_back([&] {
      const auto opened = sessions_.Open(made.secret, "", "");
      if (opened.ok()) cookie = opened->cookie;
    });
  }
  for (std::thread& browser : browsers) browser.join();
  int opened = 0;
  for (const std::string& cookie : cookies) opened += cookie.empty() ? 0 : 1;
  EXPECT_EQ(opened, 1);
}

TEST_F(Sessions, UnknownAndHostileSecretsOpenNothing) {
  const NewLink made = Create();
  for (const std::string& secret :
       {std::string(), std::string("x"), std::string(1 << 20, 'x'),
        std::string("a\0b", 3), made.session.id, made.secret + "x",
        made.secret.substr(1)}) {
    EXPECT_EQ(ReasonOfOpen(secret), kNotFound);
  }
  EXPECT_EQ(ReasonOf(sessions_.Find("").status()), kNotFound);
  // A link's secret is no cookie.
  EXPECT_EQ(ReasonOf(sessions_.Find(made.secret).status()), kNotFound);
}

TEST_F(Sessions, ReturnUrlIsOneOfTheList) {
  const NewLink made = Create();
  for (const char* foreign :
       {"https://evil.example/", "https://app.example/a/",
        "https://app.example/A", "https://app.example/a?x=1",
        "https://app.example/a#x", "HTTPS://app.example/a"}) {
    EXPECT_EQ(ReasonOf(sessions_.Open(made.secret, "", foreign).status()),
              v1::ERROR_REASON_ARGUMENT_INVALID)
        << foreign;
  }
  // What was refused did not use the link up.
  const auto opened =
      sessions_.Open(made.secret, "", "https://app.example/b").value();
  EXPECT_EQ(opened.session.return_url, "https://app.example/b");
  EXPECT_EQ(sessions_.Find(opened.cookie)->return_url, "https://app.example/b");
}

TEST_F(Sessions, FirstReturnUrlIsTheDefault) {
  const auto opened = sessions_.Open(Create().secret, "", "").value();
  EXPECT_EQ(opened.session.return_url, "https://app.example/a");
}

TEST_F(Sessions, ExpiredOnesAreNone) {
  const NewLink made = Create(absl::Minutes(1));
  const NewLink unopened = Create(absl::Minutes(1));
  const auto opened = sessions_.Open(made.secret, "", "").value();
  clock_.Advance(absl::Minutes(1));
  EXPECT_EQ(ReasonOf(sessions_.Find(opened.cookie).status()), kNotFound);
  EXPECT_EQ(ReasonOfOpen(made.secret, opened.cookie), kNotFound);
  EXPECT_EQ(ReasonOfOpen(unopened.secret), kNotFound);
  EXPECT_EQ(ReasonOf(sessions_.Get("acme", made.session.id).status()),
            kNotFound);
}

TEST_F(Sessions, CompletedOneIsToldOfForADay) {
  const NewLink made = Create(absl::Minutes(1));
  ASSERT_TRUE(sessions_.Complete(made.session).ok());
  clock_.Advance(absl::Hours(23));
  EXPECT_EQ(sessions_.Get("acme", made.session.id)->state,
            ConnectSessionState::kCompleted);
  // Its link ended all the same.
  EXPECT_EQ(ReasonOfOpen(made.secret), kNotFound);
  clock_.Advance(absl::Hours(1));
  EXPECT_EQ(ReasonOf(sessions_.Get("acme", made.session.id).status()),
            kNotFound);
}

TEST_F(Sessions, ErrorsAreNotedUntilItIsCompleted) {
  const NewLink made = Create();
  ASSERT_TRUE(sessions_.NoteError(made.session, "CREDENTIALS_REJECTED").ok());
  EXPECT_EQ(sessions_.Get("acme", made.session.id)->last_error,
            "CREDENTIALS_REJECTED");
  ASSERT_TRUE(sessions_.Complete(made.session).ok());
  ASSERT_TRUE(sessions_.Complete(made.session).ok());
  ASSERT_TRUE(sessions_.NoteError(made.session, "VENDOR_REFUSED").ok());
  const ConnectSession got = sessions_.Get("acme", made.session.id).value();
  EXPECT_EQ(got.last_error, "");
  EXPECT_EQ(got.state, ConnectSessionState::kCompleted);
}

TEST_F(Sessions, OneCallerHasAtMostAHundredOpen) {
  for (int i = 0; i < 50; ++i) Create(absl::Minutes(10));
  clock_.Advance(absl::Minutes(5));
  for (int i = 0; i < 50; ++i) Create(absl::Minutes(10));
  NewConnectSession request;
  request.connection = "conn-1";
  // 1,000 more of them change nothing.
  absl::Status refused;
  for (int i = 0; i < 900; ++i) {
    refused = sessions_.Create("acme", "app", request).status();
    ASSERT_EQ(ReasonOf(refused), v1::ERROR_REASON_TOO_MANY_OPEN);
  }
  EXPECT_EQ(DetailsOf(refused)->metadata.at("limit"), "100");
  EXPECT_EQ(DetailsOf(refused)->retry_after, absl::Minutes(5));
  // Others are not held up by it.
  EXPECT_TRUE(sessions_.Create("acme", "other", request).ok());
  EXPECT_TRUE(sessions_.Create("globex", "app", request).ok());
  // When the first have ended there is room again.
  clock_.Advance(absl::Minutes(5));
  EXPECT_TRUE(sessions_.Create("acme", "app", request).ok());
}

TEST_F(Sessions, CompletedOnesMakeRoom) {
  std::vector<NewLink> made;
  for (int i = 0; i < 100; ++i) made.push_back(Create());
  ASSERT_TRUE(sessions_.Complete(made[7].session).ok());
  NewConnectSession request;
  request.connection = "conn-1";
  EXPECT_TRUE(sessions_.Create("acme", "app", request).ok());
  EXPECT_FALSE(sessions_.Create("acme", "app", request).ok());
}

TEST_F(Sessions, WhatEndedIsSweptAndLeavesNoRow) {
  for (int i = 0; i < 90; ++i) {
    const NewLink made = Create(absl::Minutes(1));
    if (i % 3 == 0) sessions_.Open(made.secret, "", "").value();
    if (i % 5 == 0) ASSERT_TRUE(sessions_.Complete(made.session).ok());
  }
  clock_.Advance(absl::Hours(25));
  Create();
  Create();
  Dump();
  // Two sessions: their record, link, end and place among the open.
  EXPECT_EQ(rows_, 2 * 4);
}

TEST_F(Sessions, NeitherLinkNorCookieIsInTheStore) {
  const NewLink made = Create();
  const auto opened = sessions_.Open(made.secret, "", "").value();
  const std::string all = Dump();
  EXPECT_FALSE(absl::StrContains(all, made.secret));
  EXPECT_FALSE(absl::StrContains(all, opened.cookie));
  EXPECT_EQ(made.secret.size(), 43u);
  EXPECT_EQ(opened.cookie.size(), 43u);
}

TEST_F(Sessions, SecretsAndIdsNeverRepeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 90; ++i) {
    const NewLink made = Create();
    seen.insert({made.secret, made.session.id});
  }
  EXPECT_EQ(seen.size(), 180u);
}

}  // namespace
}  // namespace hirewire::auth
