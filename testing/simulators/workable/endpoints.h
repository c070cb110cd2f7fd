// Which paths exist, what each takes, and who may ask.
//
//   const std::optional<Route> route = FindRoute("/spi/v3/jobs/AB12/stages");
//   Reply reply = route->endpoint->answer(view, {route->names, query});
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_ENDPOINTS_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_ENDPOINTS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/workable/query.h"
#include "testing/simulators/workable/view.h"

namespace hirewire::sim::workable {

struct Call {
  // What stands for each colon of the pattern.
  std::vector<std::string> names;
  Query query;
};

struct Endpoint {
  // Below /spi/v3; a colon stands for any one word: "/jobs/:/stages".
  absl::string_view pattern;
  absl::string_view scope;
  // The parameters it takes, between spaces.
  absl::string_view parameters;
  Reply (*answer)(const View&, const Call&);
};

struct Route {
  const Endpoint* endpoint = nullptr;
  std::vector<std::string> names;
};

// --- The endpoints, by group; only GET.
void AddCandidateEndpoints(std::vector<Endpoint>& all);
void AddJobEndpoints(std::vector<Endpoint>& all);
void AddHiringEndpoints(std::vector<Endpoint>& all);
void AddAccountEndpoints(std::vector<Endpoint>& all);

// nullopt where there is no such path.
std::optional<Route> FindRoute(absl::string_view path);

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_ENDPOINTS_H_
