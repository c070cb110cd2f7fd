#include "testing/simulators/ashby/listing.h"

#include <cstddef>
#include <vector>

namespace hirewire::sim::ashby {
namespace {

bool Lists(const View& view, const Walk& walk, Ref ref) {
  const Endpoint& endpoint = *walk.endpoint;
  const Resource& resource = *endpoint.resource;
  if (!resource.exists(view, ref)) return false;
  if (resource.record != nullptr) {
    const Record& record = resource.record(view.company, ref);
    const OptionalTime after = walk.arguments.Time("createdAfter");
    if (after.has_value() && record.created <= *after) return false;
    if (walk.since.has_value() && record.updated < *walk.since) return false;
  }
  return endpoint.lists == nullptr || endpoint.lists(view, walk.arguments, ref);
}

std::vector<Ref> PlacesOf(const View& view, const Walk& walk) {
  if (walk.endpoint->places != nullptr) {
    return walk.endpoint->places(view, walk.arguments);
  }
  const auto count =
      static_cast<Ref>(walk.endpoint->resource->count(view.company));
  std::vector<Ref> places;
  for (Ref ref = walk.after + 1; ref < count; ++ref) places.push_back(ref);
  return places;
}

}  // namespace

Listed ListFrom(const View& view, const Walk& walk, size_t limit) {
  Listed listed;
  for (const Ref ref : PlacesOf(view, walk)) {
    if (ref <= walk.after || !Lists(view, walk, ref)) continue;
    if (listed.refs.size() == limit) {
      listed.more = true;
      break;
    }
    listed.refs.push_back(ref);
  }
  return listed;
}

}  // namespace hirewire::sim::ashby
