// Lever on recorded answers: what was recorded is what callers get.
#include <grpcpp/grpcpp.h>

#include <filesystem>
#include <set>
#include <string>

#include "gtest/gtest.h"
#include "testing/e2e/runfiles.h"
#include "testing/e2e/stack.h"
#include "testing/replay/replay_server.h"

namespace hirewire::e2e {
namespace {

struct Seen {
  std::set<std::string> ids;
  int issues = 0;
  grpc::Status end;
};

sim::Login LoginAt(const sim::ReplayServer& replay) {
  return {.vendor = "lever",
          .base_url = replay.BaseUrl() + "/v1",
          .api_key = "replayed"};
}

// Walks all applications; a recording that stops in the middle ends the walk
// with an error.
Seen WalkApplications(Stack& stack) {
  Seen seen;
  v1::ListApplicationsRequest request;
  request.set_connection_id("acme");
  do {
    grpc::ClientContext context;
    v1::ListApplicationsResponse page;
    seen.end = stack.catalog().ListApplications(&context, request, &page);
    if (!seen.end.ok()) return seen;
    seen.issues += page.issues_size();
    for (const auto& record : page.applications()) seen.ids.insert(record.id());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return seen;
}

TEST(LeverReplay, OurOwnRecordingIsWalkedToItsEnd) {
  sim::ReplayServer replay;
  ASSERT_TRUE(replay.Load(Runfile("testing/replay/testdata/lever_small")).ok());
  ASSERT_TRUE(replay.Start().ok());
  Stack stack;
  stack.Connect("acme", LoginAt(replay));
  const Seen seen = WalkApplications(stack);
  EXPECT_TRUE(seen.end.ok()) << seen.end.error_message();
  EXPECT_EQ(seen.ids.size(), 8);
  EXPECT_EQ(seen.issues, 0);
}

TEST(LeverReplay, TheRecordedAccountGivesThreeHundredApplications) {
  const std::string folder = Runfile("../samples/lever");
  if (!std::filesystem::exists(folder)) {
    GTEST_SKIP() << "no recorded answers lie beside the workspace";
  }
  sim::ReplayServer replay;
  ASSERT_TRUE(replay.Load(folder).ok());
  ASSERT_TRUE(replay.Start().ok());
  Stack stack;
  stack.Connect("acme", LoginAt(replay));
  const Seen seen = WalkApplications(stack);
  EXPECT_EQ(seen.ids.size(), 300);
  EXPECT_EQ(seen.issues, 0);
  // The recording stops after three pages, though there is more.
  EXPECT_FALSE(seen.end.ok());
}

}  // namespace
}  // namespace hirewire::e2e
