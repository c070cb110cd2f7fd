// A paged walk over a vendor that fails in every way a vendor can fail.
#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/greenhouse/greenhouse_simulator.h"

namespace hirewire::e2e {
namespace {

using sim::Fault;

struct Walk {
  std::map<std::string, int> seen;  // id -> how often
  int pages = 0;
  int issues = 0;
};

// Follows next_page_token to the end. A page that fails ends the walk.
grpc::Status WalkCandidates(Stack& stack, int page_size, Walk& walk) {
  v1::ListCandidatesRequest request;
  request.set_connection_id("acme");
  request.set_page_size(page_size);
  do {
    grpc::ClientContext context;
    v1::ListCandidatesResponse page;
    const grpc::Status status =
        stack.catalog().ListCandidates(&context, request, &page);
    if (!status.ok()) return status;
    ++walk.pages;
    walk.issues += page.issues_size();
    for (const auto& candidate : page.candidates()) ++walk.seen[candidate.id()];
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return grpc::Status::OK;
}

int64_t CandidateCalls(Stack& stack) {
  return stack.vendor().Counts().by_path["/v3/candidates"];
}

std::unique_ptr<sim::Simulator> Greenhouse(sim::GreenhouseOptions options) {
  return std::make_unique<sim::GreenhouseSimulator>(std::move(options));
}

sim::GreenhouseOptions FiveThousand() {
  sim::GreenhouseOptions options;
  options.candidates = 5000;
  options.rate_limit = 0;
  return options;
}

void ExpectEachOnce(const Walk& walk, size_t count) {
  EXPECT_EQ(walk.seen.size(), count);
  for (const auto& [id, times] : walk.seen) EXPECT_EQ(times, 1) << id;
}

TEST(Walk, SeesEachOfFiveThousandOnceWithOneCallAPage) {
  Stack stack(Greenhouse(FiveThousand()));
  stack.Connect("acme");
  Walk walk;
  const grpc::Status status = WalkCandidates(stack, 100, walk);
  ASSERT_TRUE(status.ok()) << status.error_message();
  ExpectEachOnce(walk, 5000);
  EXPECT_EQ(walk.pages, 50);
  EXPECT_EQ(CandidateCalls(stack), 50);
  EXPECT_EQ(walk.issues, 0);
}

TEST(Walk, FaultsCostOneCallEachAndNothingElse) {
  Stack stack(Greenhouse(FiveThousand()));
  stack.Connect("acme");
  sim::FaultSettings faults;
  faults.rate = 0.12;
  faults.seed = 7;
  faults.kinds = {
      Fault::kTooManyRequests, Fault::kServerError, Fault::kUnavailable,
      Fault::kResetBefore,     Fault::kResetAfter,  Fault::kTruncatedBody,
      Fault::kMalformedJson,   Fault::kHtmlBody,    Fault::kSlowDrip};
  faults.path_prefix = "/v3/candidates";
  faults.retry_after_seconds = 0;
  faults.drip_interval = absl::Milliseconds(1);
  faults.drip_bytes = 65536;
  stack.vendor().faults().Set(faults);
  Walk walk;
  const grpc::Status status = WalkCandidates(stack, 100, walk);
  ASSERT_TRUE(status.ok()) << status.error_message();
  ExpectEachOnce(walk, 5000);
  const int64_t injected = stack.vendor().faults().InjectedTotal();
  EXPECT_GT(injected, 0);
  EXPECT_LE(CandidateCalls(stack), walk.pages + injected);
}

TEST(Walk, AnEmptyPageInTheMiddleIsNotTheEnd) {
  sim::GreenhouseOptions options;
  options.candidates = 300;
  options.rate_limit = 0;
  options.empty_page_after = 2;
  Stack stack(Greenhouse(options));
  stack.Connect("acme");
  Walk walk;
  ASSERT_TRUE(WalkCandidates(stack, 50, walk).ok());
  ExpectEachOnce(walk, 300);
  EXPECT_EQ(walk.pages, 7);
}

TEST(Walk, NeverExceedsTheVendorsRateLimit) {
  sim::GreenhouseOptions options;
  options.candidates = 200;
  options.rate_limit = 8;
  Stack stack(Greenhouse(options));
  stack.Connect("acme");
  // 8 pages fit into one window; the ninth would have to wait for the next,
  // longer than its caller allows: refused here, not by the vendor.
  v1::ListCandidatesRequest request;
  request.set_connection_id("acme");
  request.set_page_size(10);
  grpc::Status last;
  for (int i = 0; i < 9; ++i) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() +
                         std::chrono::milliseconds(500));
    v1::ListCandidatesResponse page;
    last = stack.catalog().ListCandidates(&context, request, &page);
    request.set_page_token(page.next_page_token());
    if (!last.ok()) break;
  }
  EXPECT_EQ(ReasonOf(last), v1::ERROR_REASON_QUOTA_EXHAUSTED)
      << last.error_message();
  EXPECT_EQ(stack.vendor().Throttled(), 0);
}

}  // namespace
}  // namespace hirewire::e2e
