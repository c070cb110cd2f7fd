// A server that behaves as Workable's API (SPI v3) does, strictly, with the
// OAuth server beside it.
//
//   WorkableSimulator vendor({.candidates = 500});
//   ASSERT_TRUE(vendor.Start().ok());
//   connect(vendor.login().base_url, vendor.login().api_key);
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_WORKABLE_SIMULATOR_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_WORKABLE_SIMULATOR_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "testing/simulators/frame/rate_window.h"
#include "testing/simulators/frame/simulator.h"
#include "testing/simulators/workable/index.h"
#include "testing/simulators/workable/oauth.h"
#include "testing/simulators/workable/view.h"

namespace hirewire::sim {

class WorkableSimulator : public Simulator {
 public:
  // `empty_page_after` gives a page of one row: a page here leads on by the id
  // of what comes next, so it cannot be empty.
  explicit WorkableSimulator(SimulatorOptions options = {});
  ~WorkableSimulator() override;

  // The account's own token. Partners sign in at /oauth/ with
  // workable::kClientId and workable::kClientSecret.
  Login login() const override;

  // Every token but the account's stops working.
  void RevokeTokens();
  // The vendor's id of a record of the data: "candidates" by application,
  // "jobs" (a shortcode), "members", "departments", "events" by interview,
  // "requisitions" by opening, "stages", "disqualification_reasons",
  // "custom_attributes", "legal_entities", "recruiters". Empty: no such
  // collection.
  std::string IdOf(absl::string_view collection, Ref record) const;

 protected:
  Reply Answer(const Request& request) override;
  void Dress(const Request& request, Reply& reply) override;
  void Changed() override;
  std::map<std::string, int64_t> MoreStats() const override;
  void ResetMore() override;

 private:
  workable::View ViewFor(const Request& request, bool user_token);
  Reply Api(const Request& request);
  RateWindow& WindowOf(const workable::Grant& grant);

  workable::Oauth oauth_;
  RateWindow account_window_;
  RateWindow partner_window_;
  std::optional<workable::Index> index_;
  int64_t dressed_ = 0;
  int64_t token_calls_ = 0;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_WORKABLE_SIMULATOR_H_
