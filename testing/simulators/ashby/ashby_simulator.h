// A server that behaves as Ashby's public API does, strictly: what the vendor
// refuses is refused here too.
//
//   AshbyOptions options;
//   options.candidates = 500;
//   AshbySimulator vendor(options);
//   ASSERT_TRUE(vendor.Start().ok());
//   connect(vendor.login().base_url, vendor.login().api_key);
//   EXPECT_EQ(vendor.Counts().by_path["/candidate.list"], 5);
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_ASHBY_SIMULATOR_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_ASHBY_SIMULATOR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "testing/simulators/ashby/endpoint.h"
#include "testing/simulators/ashby/options.h"
#include "testing/simulators/ashby/walks.h"
#include "testing/simulators/frame/rate_window.h"
#include "testing/simulators/frame/simulator.h"

namespace hirewire::sim {

class AshbySimulator : public Simulator {
 public:
  explicit AshbySimulator(AshbyOptions options = {});
  // With what every vendor's options are, and Ashby's own as they come.
  explicit AshbySimulator(const SimulatorOptions& options);
  ~AshbySimulator() override;

  // The base URL is the bare origin: paths are /candidate.list and so on.
  Login login() const override;

  // The vendor's id of a record; the collection is the vendor's word, as in
  // "candidate", "interviewStage" (see ashby/stages.h for its Ref). Empty for
  // other words.
  static std::string IdOf(absl::string_view collection, Ref record);
  // Names of the endpoints, in order.
  static std::vector<std::string> Endpoints();

 protected:
  Reply Answer(const Request& request) override;
  void Dress(const Request& request, Reply& reply) override;
  void ResetMore() override;

 private:
  ashby::View ViewFor(const Request& request, const AshbyKey& key) const;
  // Who calls, or the refusal.
  const AshbyKey* Authenticate(const Request& request, Reply& refusal) const;
  std::optional<Reply> Meter(const AshbyKey& key);
  std::optional<Reply> Forbid(const AshbyKey& key,
                              const ashby::Endpoint& endpoint);
  Reply Run(const ashby::View& view, const ashby::Endpoint& endpoint,
            const Request& request);
  Reply One(const ashby::View& view, const ashby::Endpoint& endpoint,
            const ashby::Arguments& arguments);
  Reply Everything(const ashby::View& view, const ashby::Endpoint& endpoint,
                   const ashby::Arguments& arguments);
  Reply Page(const ashby::View& view, const ashby::Endpoint& endpoint,
             const ashby::Arguments& arguments);
  // The run that a call goes on with, or begins; else a code.
  std::string Resume(const ashby::Endpoint& endpoint,
                     const ashby::Arguments& arguments, ashby::Walk& walk);
  // The envelope of a failure.
  Reply Failure(absl::string_view code, absl::string_view message,
                int status = 200) const;

  const AshbyOptions options_;
  ashby::Walks walks_;
  RateWindow window_;
  int64_t requests_ = 0;
  // Of the answer in the making; empty between answers.
  std::string request_id_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_ASHBY_SIMULATOR_H_
