// A server that behaves as Greenhouse's Harvest v3 does, strictly: what the
// vendor refuses is refused here too.
//
//   GreenhouseSimulator vendor({.candidates = 500});
//   ASSERT_TRUE(vendor.Start().ok());
//   connect(vendor.BaseUrl(), vendor.TokenUrl(), "acme-harvest-v3", "secret");
//   EXPECT_EQ(vendor.Counts().by_path["/v3/candidates"], 5);
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_GREENHOUSE_SIMULATOR_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_GREENHOUSE_SIMULATOR_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "testing/simulators/frame/rate_window.h"
#include "testing/simulators/frame/simulator.h"
#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/greenhouse/ids.h"
#include "testing/simulators/greenhouse/listing.h"
#include "testing/simulators/greenhouse/options.h"
#include "testing/simulators/greenhouse/query.h"
#include "testing/simulators/greenhouse/tokens.h"

namespace hirewire::sim {

class GreenhouseSimulator : public Simulator {
 public:
  explicit GreenhouseSimulator(GreenhouseOptions options = {});
  ~GreenhouseSimulator() override;

  // http://127.0.0.1:PORT; paths begin with /v3/.
  std::string BaseUrl() const;
  // http://127.0.0.1:PORT/token
  std::string TokenUrl() const;
  Login login() const override;

  int64_t TokenCalls() const;
  // Every token given out so far stops working.
  void RevokeTokens();
  // The vendor's id of a record of the data.
  int64_t IdOf(absl::string_view collection, Ref record) const;
  // Names of the collections under /v3/.
  static std::vector<std::string> Collections();

 protected:
  Reply Answer(const Request& request) override;
  void Dress(const Request& request, Reply& reply) override;
  void Changed() override;
  std::map<std::string, int64_t> MoreStats() const override;
  void ResetMore() override;

 private:
  Ids RecordIds() const;
  View ViewFor(const Request& request) const;
  Reply Throttle(const RateWindow& of);
  Reply Token(const Request& request);
  Reply Api(const Request& request);
  Reply List(const Request& request, const Collection& collection);
  Reply Download(const Request& request);
  std::optional<Reply> Refusal(const Grant& grant, const Collection& of) const;
  Reply Page(const View& view, const Collection& collection,
             const ListQuery& query, Ref before, int page);

  const GreenhouseOptions options_;
  Listing listing_;
  Tokens tokens_;
  RateWindow window_;
  RateWindow token_window_;
  int64_t requests_ = 0;
  int64_t token_calls_ = 0;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_GREENHOUSE_SIMULATOR_H_
