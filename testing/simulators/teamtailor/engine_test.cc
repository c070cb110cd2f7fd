// The engine reads the simulated account whole, through the manifest.
#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/secret/secret.h"
#include "auth/token/make_source.h"
#include "base/async/async.h"
#include "base/async/run.h"
#include "base/crypto/keyring.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "base/random/seeded_random.h"
#include "base/time/fake_clock.h"
#include "connectors/api/cost.h"
#include "connectors/api/query.h"
#include "connectors/engine/compile.h"
#include "connectors/engine/grant_recipe.h"
#include "connectors/engine/page_tokens.h"
#include "connectors/engine/vendor_account.h"
#include "connectors/engine/vendor_session.h"
#include "connectors/traffic/build_channel.h"
#include "connectors/traffic/make_limiter.h"
#include "connectors/traffic/observer.h"
#include "connectors/vendors/teamtailor/manifest.h"
#include "gtest/gtest.h"
#include "hirewire/v1/application.pb.h"
#include "hirewire/v1/candidate.pb.h"
#include "hirewire/v1/job.pb.h"
#include "hirewire/v1/job_stage.pb.h"
#include "hirewire/v1/offer.pb.h"
#include "hirewire/v1/screening_question.pb.h"
#include "testing/data/company.h"
#include "testing/simulators/frame/simulator.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/teamtailor/teamtailor_simulator.h"

namespace hirewire::sim {
namespace {

using connectors::ListQuery;

constexpr char kBase[] = "http://127.0.0.1:1/v1";

struct Silent : traffic::Observer {
  void OnAttempt(const traffic::Observation&) override {}
};

// Hands requests to the simulator without a socket.
class Wire : public http::Transport {
 public:
  explicit Wire(Simulator& vendor) : vendor_(vendor) {}

  Async<http::Response> Send(http::Request request) override {
    const auto url = http::Url::Parse(request.url);
    Request asked;
    asked.method = request.method;
    asked.path = PercentDecode(url->path(), false);
    asked.raw_query = std::string(url->query());
    asked.query = ParseParameters(asked.raw_query);
    asked.headers = request.headers;
    asked.headers.emplace_back("Host", "127.0.0.1:1");
    const Reply reply = vendor_.Handle(asked);
    http::Response response;
    response.status = reply.status;
    response.headers = reply.headers;
    response.body = std::string(*reply.body);
    co_return response;
  }

 private:
  Simulator& vendor_;
};

class EngineTest : public testing::Test {
 protected:
  EngineTest() { Restart({.candidates = 150}); }

  void Restart(SimulatorOptions options) {
    options.clock = &clock_;
    account_.reset();
    vendor_ = std::make_unique<TeamtailorSimulator>(options);
    wire_ = std::make_unique<Wire>(*vendor_);
    manifest_ = *engine::CompileManifest(vendors::teamtailor::ManifestText(),
                                         "manifest.textproto");
    Connect();
  }

  void Connect() {
    auth::Connection connection;
    connection.id = "acme";
    connection.vendor = "teamtailor";
    auto source = auth::MakeSource(
        auth::ApiKeyCredentials{auth::Secret(vendor_->login().api_key)},
        *engine::MakeRecipe(manifest_->spec(), connection, {}),
        context_.get_executor(), *wire_, clock_, random_);
    auto channel = traffic::BuildChannel(
        {.vendor = connection.vendor,
         .connection = connection.id,
         .base_url = kBase,
         .credentials = *std::move(source),
         .limiter = *traffic::MakeLimiter(clock_, manifest_->spec().budgets()),
         .transport = wire_.get(),
         .clock = &clock_,
         .random = &random_,
         .observer = &observer_});
    account_ = std::make_unique<engine::VendorAccount>(
        std::make_shared<engine::VendorSession>(
            manifest_, connection.id, *http::Url::Parse(kBase),
            *std::move(channel), context_.get_executor(), clock_, tokens_));
  }

  // All pages together.
  template <typename Response>
  Response ReadAll(ListQuery query) {
    Response all;
    query.page_size = 100;
    query.deadline = clock_.Now() + absl::Hours(1);
    do {
      connectors::Cost cost;
      const auto bytes = RunSync(context_, account_->List(query, cost),
                                 [this](const std::function<bool()>& done) {
                                   clock_.RunUntil(context_, done);
                                 });
      if (!bytes.ok()) {
        ADD_FAILURE() << query.entity << ": " << bytes.status();
        return all;
      }
      Response page;
      EXPECT_TRUE(page.ParseFromString(*bytes));
      all.MergeFrom(page);
      query.page_token = page.next_page_token();
    } while (!query.page_token.empty());
    return all;
  }

  boost::asio::io_context context_;
  FakeClock clock_;
  SeededRandom random_{7};
  Silent observer_;
  std::unique_ptr<crypto::Keyring> keys_ = crypto::Keyring::Ephemeral();
  engine::PageTokens tokens_{*keys_, clock_};
  std::unique_ptr<TeamtailorSimulator> vendor_;
  std::unique_ptr<Wire> wire_;
  std::shared_ptr<const engine::CompiledManifest> manifest_;
  std::unique_ptr<engine::VendorAccount> account_;
};

ListQuery Of(const std::string& entity, std::vector<std::string> mask = {"*"}) {
  ListQuery query;
  query.entity = entity;
  query.read_mask = std::move(mask);
  return query;
}

TEST_F(EngineTest, ReadsEveryCandidateOnceWithItsApplications) {
  const auto listed = ReadAll<v1::ListCandidatesResponse>(Of("Candidate"));
  const auto applications =
      ReadAll<v1::ListApplicationsResponse>(Of("Application"));
  std::map<std::string, std::set<std::string>> of_candidate;
  for (const auto& application : applications.applications()) {
    of_candidate[application.candidate_id()].insert(application.id());
  }
  const Company company = vendor_->Data();
  size_t there = 0;
  for (const Candidate& candidate : company.candidates) {
    there += candidate.deleted ? 0 : 1;
  }
  std::set<std::string> seen;
  int custom = 0;
  for (const auto& candidate : listed.candidates()) {
    EXPECT_TRUE(seen.insert(candidate.id()).second) << candidate.id();
    const std::set<std::string> ids(candidate.application_ids().begin(),
                                    candidate.application_ids().end());
    EXPECT_EQ(ids, of_candidate[candidate.id()]) << candidate.id();
    for (const auto& field : candidate.custom_fields()) {
      EXPECT_NE(field.label(), "") << candidate.id();
      ++custom;
    }
  }
  EXPECT_EQ(seen.size(), there);
  EXPECT_GT(custom, 0);
  EXPECT_EQ(listed.issues_size(), 0) << listed.issues(0).DebugString();
  EXPECT_EQ(applications.issues_size(), 0);
}

TEST_F(EngineTest, TellsWhereEachApplicationStands) {
  std::map<v1::ApplicationStatus, int> expected, actual;
  const Company company = vendor_->Data();
  for (const Application& application : company.applications) {
    if (application.deleted || application.job == kNone ||
        application.status == ApplicationStatus::kConverted ||
        company.jobs[application.job].deleted ||
        company.candidates[application.candidate].deleted) {
      continue;
    }
    const bool theirs =
        application.rejection_reason != kNone &&
        company.rejection_reasons[application.rejection_reason].by ==
            RejectedBy::kCandidate;
    if (application.status == ApplicationStatus::kHired) {
      ++expected[v1::APPLICATION_STATUS_HIRED];
    } else if (application.status != ApplicationStatus::kRejected) {
      ++expected[v1::APPLICATION_STATUS_ACTIVE];
    } else {
      ++expected[theirs ? v1::APPLICATION_STATUS_WITHDRAWN
                        : v1::APPLICATION_STATUS_REJECTED];
    }
  }
  const auto listed = ReadAll<v1::ListApplicationsResponse>(Of("Application"));
  for (const auto& application : listed.applications()) {
    ++actual[application.status()];
    EXPECT_NE(application.stage_name(), "") << application.id();
  }
  EXPECT_EQ(actual, expected);
}

TEST_F(EngineTest, SeesHiddenJobsAndTheirStagesAndQuestions) {
  const auto jobs = ReadAll<v1::ListJobsResponse>(Of("Job"));
  const Company company = vendor_->Data();
  size_t there = 0;
  for (const Job& job : company.jobs) there += job.deleted ? 0 : 1;
  EXPECT_EQ(jobs.jobs_size(), static_cast<int>(there));
  std::map<std::string, int> stages;
  const auto listed = ReadAll<v1::ListJobStagesResponse>(Of("JobStage"));
  for (const auto& stage : listed.job_stages()) ++stages[stage.job_id()];
  int questions = 0;
  for (const auto& job : jobs.jobs()) {
    EXPECT_GE(stages[job.id()], 2) << job.id();
    ListQuery query = Of("ScreeningQuestion");
    query.filters = {{"job_id", job.id()}};
    questions += ReadAll<v1::ListScreeningQuestionsResponse>(query)
                     .screening_questions_size();
  }
  EXPECT_GT(questions, 0);
}

TEST_F(EngineTest, FindsWhomAnOfferIsFor) {
  const auto offers = ReadAll<v1::ListOffersResponse>(Of("Offer"));
  ASSERT_GT(offers.offers_size(), 0);
  for (const auto& offer : offers.offers()) {
    EXPECT_NE(offer.candidate_id(), "") << offer.id();
    EXPECT_NE(offer.job_id(), "") << offer.id();
  }
}

TEST_F(EngineTest, AnEmptyPageInTheMiddleIsNotTheEnd) {
  const int all = ReadAll<v1::ListCandidatesResponse>(Of("Candidate", {"id"}))
                      .candidates_size();
  Restart({.candidates = 150, .empty_page_after = 2});
  EXPECT_EQ(ReadAll<v1::ListCandidatesResponse>(Of("Candidate", {"id"}))
                .candidates_size(),
            all);
}

TEST_F(EngineTest, NeverAsksMoreThanTheVendorAllows) {
  Restart({.candidates = 2000});
  ReadAll<v1::ListCandidatesResponse>(Of("Candidate", {"id"}));
  ReadAll<v1::ListApplicationsResponse>(Of("Application", {"id"}));
  EXPECT_EQ(vendor_->Throttled(), 0);
}

}  // namespace
}  // namespace hirewire::sim
