// A server that behaves as Lever's Data API v1 and its OAuth do, strictly: what
// the vendor refuses is refused here too.
//
//   LeverSimulator vendor({.common = {.candidates = 200}});
//   ASSERT_TRUE(vendor.Start().ok());
//   connect(vendor.login());
//   EXPECT_EQ(vendor.Counts().by_path["/v1/opportunities"], 3);
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_LEVER_SIMULATOR_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_LEVER_SIMULATOR_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "testing/simulators/frame/simulator.h"
#include "testing/simulators/lever/account.h"
#include "testing/simulators/lever/endpoint.h"
#include "testing/simulators/lever/oauth.h"
#include "testing/simulators/lever/offsets.h"
#include "testing/simulators/lever/options.h"
#include "testing/simulators/lever/scopes.h"
#include "testing/simulators/lever/token_bucket.h"

namespace hirewire::sim {

class LeverSimulator : public Simulator {
 public:
  explicit LeverSimulator(LeverOptions options = {});
  explicit LeverSimulator(const SimulatorOptions& common);
  ~LeverSimulator() override;

  // With the first API key.
  Login login() const override;
  // Of the OAuth server.
  std::string AuthorizeUrl() const;
  std::string TokenUrl() const;

  // The id of a record of the data: "opportunities" by application, "leads" by
  // candidate without one, "contacts" by candidate, "postings" and
  // "requisitions" by job, "interviews" and "panels" by interview, "feedback"
  // by scorecard, "feedback_templates" by kit, "archive_reasons" by rejection
  // reason, "resumes" and "files" by attachment; others by their own name.
  static std::string IdOf(absl::string_view collection, Ref record);
  // The id of the stage that stands for one of the company's.
  std::string StageIdOf(Ref stage) const;
  // The account as the company stands now.
  lever::Account AccountNow() const;

  // Whether the user agrees when asked to authorize. At first: yes.
  void SetConsent(bool agrees);
  // The customer takes every authorization back.
  void RevokeAuthorizations();
  // Offsets given out so far go bad.
  void ForgetOffsets();
  int64_t TokenCalls() const;

 protected:
  Reply Answer(const Request& request) override;
  void Dress(const Request& request, Reply& reply) override;
  void Changed() override;
  std::map<std::string, int64_t> MoreStats() const override;
  void ResetMore() override;

 private:
  // Whom the request's credential stands for; nullopt: nobody.
  std::optional<lever::Grant> GrantOf(const Request& request) const;
  Reply Api(const Request& request);
  Reply Answer(const Request& request, const lever::Route& route,
               const lever::Grant& grant, const lever::Query& query);
  Reply Page(const Request& request, const lever::Listing& listing,
             const lever::Scene& scene);
  const lever::Account& account();

  const LeverOptions options_;
  lever::OAuthServer oauth_;
  lever::TokenBucket bucket_;
  lever::Offsets offsets_;
  // As the company stands; nullopt: to be made.
  std::optional<lever::Account> account_;
  int64_t token_calls_ = 0;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_LEVER_SIMULATOR_H_
