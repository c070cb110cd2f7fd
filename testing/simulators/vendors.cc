#include "testing/simulators/vendors.h"

#include <functional>
#include <map>

#include "testing/simulators/ashby/ashby_simulator.h"
#include "testing/simulators/greenhouse/greenhouse_simulator.h"
#include "testing/simulators/lever/lever_simulator.h"
#include "testing/simulators/teamtailor/teamtailor_simulator.h"
#include "testing/simulators/workable/workable_simulator.h"

namespace hirewire::sim {
namespace {

using Make =
    std::function<std::unique_ptr<Simulator>(const SimulatorOptions& options)>;

std::unique_ptr<Simulator> MakeGreenhouse(const SimulatorOptions& options) {
  GreenhouseOptions own;
  own.seed = options.seed;
  own.candidates = options.candidates;
  own.awkward = options.awkward;
  own.huge_ids = options.odd_ids;
  if (!options.rate_limits) own.rate_limit = own.token_rate_limit = 0;
  own.empty_page_after = options.empty_page_after;
  own.grow_between_pages = options.grow_between_pages;
  own.clock = options.clock;
  own.port = options.port;
  own.threads = options.threads;
  return std::make_unique<GreenhouseSimulator>(std::move(own));
}

// For vendors whose simulators need no options of their own.
template <typename Vendor>
std::unique_ptr<Simulator> MakePlain(const SimulatorOptions& options) {
  return std::make_unique<Vendor>(options);
}

const std::map<std::string, Make, std::less<>>& Makers() {
  static const auto* const makers =
      new std::map<std::string, Make, std::less<>>{
          {"ashby", MakePlain<AshbySimulator>},
          {"greenhouse", MakeGreenhouse},
          {"lever", MakePlain<LeverSimulator>},
          {"teamtailor", MakePlain<TeamtailorSimulator>},
          {"workable", MakePlain<WorkableSimulator>},
      };
  return *makers;
}

}  // namespace

std::vector<std::string> SimulatedVendors() {
  std::vector<std::string> names;
  for (const auto& [name, make] : Makers()) names.push_back(name);
  return names;
}

std::unique_ptr<Simulator> MakeSimulator(absl::string_view vendor,
                                         const SimulatorOptions& options) {
  const auto found = Makers().find(vendor);
  return found == Makers().end() ? nullptr : found->second(options);
}

}  // namespace hirewire::sim
