// A manifest that changes on a running server, under load: no call fails, and
// every answer is of one manifest or of the other.
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/vendors.h"

namespace hirewire::e2e {
namespace {

constexpr int kPages = 40;

sim::SimulatorOptions Options() {
  sim::SimulatorOptions options;
  options.candidates = 300;
  options.rate_limits = false;
  return options;
}

// Shows the word of an application's status as the name of its stage.
std::string LiftStatus() {
  return R"(entities { message: "Application"
    fields { to: "stage_name" from: "status" } })";
}

class LiveManifestTest : public ::testing::Test {
 protected:
  LiveManifestTest() { stack_.Connect("acme"); }

  grpc::Status Apply(const std::string& text, v1::ApplyManifestResponse* out,
                     const std::string& connection = "") {
    v1::ApplyManifestRequest request;
    if (connection.empty()) {
      request.set_vendor("greenhouse");
    } else {
      request.set_connection_id(connection);
    }
    request.set_text(text);
    grpc::ClientContext context;
    return stack_.connectors().ApplyManifest(&context, request, out);
  }

  grpc::Status List(const std::string& connection,
                    v1::ListApplicationsResponse* page) {
    v1::ListApplicationsRequest request;
    request.set_connection_id(connection);
    request.set_page_size(50);
    grpc::ClientContext context;
    return stack_.catalog().ListApplications(&context, request, page);
  }

  // "old" where no stage_name is the status word, "new" where all are.
  static std::string KindOf(const v1::ListApplicationsResponse& page) {
    int lifted = 0;
    for (const auto& application : page.applications()) {
      lifted += application.stage_name() == application.status_source();
    }
    if (lifted == 0) return "old";
    return lifted == page.applications_size() ? "new" : "mixed";
  }

  Stack stack_{sim::MakeSimulator("greenhouse", Options())};
};

TEST_F(LiveManifestTest, AChangeDropsNoCallUnderLoad) {
  std::atomic<int> failed = 0;
  std::atomic<int> mixed = 0;
  std::atomic<int> old_pages = 0;
  std::atomic<int> new_pages = 0;
  std::vector<std::thread> callers;
  std::atomic<bool> stop = false;
  for (int i = 0; i < 4; ++i) {
    callers.emplace_back([&] {
      while (!stop) {
        v1::ListApplicationsResponse page;
        if (!List("acme", &page).ok()) {
          ++failed;
          continue;
        }
        const std::string kind = KindOf(page);
        mixed += kind == "mixed";
        (kind == "new" ? new_pages : old_pages) += 1;
      }
    });
  }
  v1::ApplyManifestResponse applied;
  while (old_pages < kPages) std::this_thread::yield();
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(Apply(i % 2 == 0 ? LiftStatus() : "", &applied).ok());
  }
  EXPECT_TRUE(Apply(LiftStatus(), &applied).ok());
  const int before = new_pages;
  while (new_pages < before + kPages) std::this_thread::yield();
  stop = true;
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(mixed, 0);
}

TEST_F(LiveManifestTest, TheNextCallUsesTheNewOneAndARestartKeepsIt) {
  v1::ListApplicationsResponse page;
  ASSERT_TRUE(List("acme", &page).ok());
  EXPECT_EQ(KindOf(page), "old");
  v1::ApplyManifestResponse applied;
  ASSERT_TRUE(Apply(LiftStatus(), &applied).ok());
  ASSERT_TRUE(List("acme", &page).ok());
  EXPECT_EQ(KindOf(page), "new");
  stack_.RestartServer();
  ASSERT_TRUE(List("acme", &page).ok());
  EXPECT_EQ(KindOf(page), "new");
}

TEST_F(LiveManifestTest, AnOverlayIsForOneConnectionOnly) {
  stack_.Connect("other");
  v1::ApplyManifestResponse applied;
  ASSERT_TRUE(Apply(LiftStatus(), &applied, "acme").ok());
  v1::ListApplicationsResponse page;
  ASSERT_TRUE(List("acme", &page).ok());
  EXPECT_EQ(KindOf(page), "new");
  ASSERT_TRUE(List("other", &page).ok());
  EXPECT_EQ(KindOf(page), "old");
}

TEST_F(LiveManifestTest, ABrokenOneIsRefusedAndTheOldOneServesOn) {
  v1::ApplyManifestResponse applied;
  const grpc::Status refused = Apply(
      "\nentities { message: \"Application\"\n"
      "  fields { to: \"stage_name\" from: \"status[\" } }",
      &applied);
  EXPECT_EQ(ReasonOf(refused), v1::ERROR_REASON_MANIFEST_INVALID);
  EXPECT_NE(refused.error_message().find("greenhouse (applied):3: entities"),
            std::string::npos)
      << refused.error_message();
  v1::ListApplicationsResponse page;
  ASSERT_TRUE(List("acme", &page).ok());
  EXPECT_EQ(KindOf(page), "old");
}

TEST_F(LiveManifestTest, AnOverrideOfHostsOrCredentialsIsRefused) {
  v1::ApplyManifestResponse applied;
  for (const char* text :
       {"environments { name: \"x\" base_url: \"https://evil.test\" }",
        "auth { api_key { placement: PLACEMENT_BEARER } }",
        "budgets { name: \"b\" concurrency { limit: 1000 } }"}) {
    for (const char* connection : {"", "acme"}) {
      EXPECT_EQ(ReasonOf(Apply(text, &applied, connection)),
                v1::ERROR_REASON_MANIFEST_INVALID)
          << text;
    }
  }
}

}  // namespace
}  // namespace hirewire::e2e
