// A Teamtailor account on this machine: JSON:API, read only.
//
//   TeamtailorSimulator vendor({.candidates = 100});
//   ASSERT_TRUE(vendor.Start().ok());
//   const Login login = vendor.login();   // a key, and where to use it
#ifndef HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_TEAMTAILOR_SIMULATOR_H_
#define HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_TEAMTAILOR_SIMULATOR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "testing/simulators/frame/rate_window.h"
#include "testing/simulators/frame/simulator.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/teamtailor/collection.h"
#include "testing/simulators/teamtailor/query.h"

namespace hirewire::sim {

class TeamtailorSimulator : public Simulator {
 public:
  explicit TeamtailorSimulator(SimulatorOptions options);
  ~TeamtailorSimulator() override;

  Login login() const override;

 protected:
  Reply Answer(const Request& request) override;
  void Dress(const Request& request, Reply& reply) override;

 private:
  using Collection = teamtailor::Collection;

  std::optional<Reply> Refusal(const Request& request);
  // A page of `ids`, all of which the query may still leave out.
  Reply List(const Request& request, const Collection& collection,
             const std::vector<int64_t>& ids);
  Reply Get(const Request& request, const Collection& collection, int64_t id);
  // /jobs/1/questions: the records that a relation points at.
  Reply Below(const Request& request, const Collection& parent, int64_t id,
              absl::string_view relation);

  RateWindow window_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_TEAMTAILOR_TEAMTAILOR_SIMULATOR_H_
