#include <gtest/gtest.h>

#include <string>

#include "testing/simulators/ashby/ashby_fixture.h"

namespace hirewire::sim {
namespace {

class AshbyAuthTest : public AshbyFixture {
 protected:
  Reply CallAs(const std::string& authorization) {
    Request request = To("user.list", "{}");
    request.headers[2].second = authorization;
    return Send(request);
  }
};

TEST_F(AshbyAuthTest, TakesTheKeyAsUserWithoutAPassword) {
  EXPECT_EQ(CallAs(Basic(AshbyKey().key)).status, 200);
  EXPECT_EQ(CallAs(Basic(AshbyKey().key, "password")).status, 403);
  EXPECT_EQ(CallAs(Basic("", AshbyKey().key)).status, 403);
  EXPECT_EQ(CallAs(Basic("another-key")).status, 403);
}

TEST_F(AshbyAuthTest, SaysUnauthorizedInPlainTextWithoutAKey) {
  for (const char* given : {"", "Bearer ashby-simulated-key", "Basic ?"}) {
    const Reply reply = CallAs(given);
    EXPECT_EQ(reply.status, 401) << given;
    EXPECT_EQ(*reply.body, "Unauthorized");
    EXPECT_EQ(reply.content_type.find("text/plain"), 0u);
  }
}

TEST_F(AshbyAuthTest, ForbidsWhatTheKeyMayNotByStatus) {
  AshbyOptions options = Unmetered(10);
  options.keys[0].permissions = {"jobs:read", "apiKeys:read"};
  Restart(options);
  EXPECT_EQ(CodeOf(Call("job.list")), "");
  const Reply reply = Call("candidate.list");
  EXPECT_EQ(reply.status, 403);
  EXPECT_EQ(CodeOf(reply), "missing_endpoint_permission");
}

TEST_F(AshbyAuthTest, ForbidsInTheEnvelopeWhereSetUpSo) {
  AshbyOptions options = Unmetered(10);
  options.keys[0].permissions = {"jobs:read"};
  options.forbids = AshbyRefusal::kEnvelope;
  Restart(options);
  const Reply reply = Call("candidate.list");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(CodeOf(reply), "missing_endpoint_permission");
}

TEST_F(AshbyAuthTest, TellsAKeyWhatItMay) {
  AshbyOptions options = Unmetered(10);
  options.keys[0].permissions = {"jobs:read", "apiKeys:read"};
  Restart(options);
  const json::Document some = Parse(Call("apiKey.info"));
  EXPECT_EQ(some.root().Find("results")->Find("scopes")->size(), 2u);
  Restart(Unmetered(10));
  const json::Document all = Parse(Call("apiKey.info"));
  EXPECT_EQ(all.root().Find("results")->Find("scopes")->size(), 8u);
}

TEST_F(AshbyAuthTest, HidesConfidentialJobsAndWhatHangsOffThem) {
  AshbyOptions options = Unmetered(300);
  Restart(options);
  const auto hide_one = [](Company& company) {
    for (Job& job : company.jobs) job.confidential = false;
    company.jobs[0].confidential = true;
  };
  vendor_->Mutate(hide_one);
  const std::string job = AshbySimulator::IdOf("job", 0);
  const size_t all = Walk("application.list").ids.size();
  const size_t hidden =
      Walk("application.list", With("", "jobId", job)).ids.size();
  const size_t candidates = Walk("candidate.list").ids.size();
  ASSERT_GT(hidden, 0u);
  options.keys[0].confidential = false;
  Restart(options);
  vendor_->Mutate(hide_one);
  EXPECT_EQ(CodeOf(Call("job.info", With("", "id", job))), "job_not_found");
  EXPECT_EQ(Walk("application.list").ids.size(), all - hidden);
  EXPECT_LT(Walk("candidate.list").ids.size(), candidates);
}

TEST_F(AshbyAuthTest, HidesPrivateFields) {
  AshbyOptions options = Unmetered(100);
  Restart(options);
  const size_t all = Walk("customField.list").ids.size();
  EXPECT_NE(Call("candidate.list").body->find("\"isPrivate\":true"),
            std::string::npos);
  options.keys[0].private_fields = false;
  Restart(options);
  EXPECT_LT(Walk("customField.list").ids.size(), all);
  EXPECT_EQ(Call("candidate.list").body->find("\"isPrivate\":true"),
            std::string::npos);
}

}  // namespace
}  // namespace hirewire::sim
