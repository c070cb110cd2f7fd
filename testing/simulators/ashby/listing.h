// Which records an endpoint lists, in order.
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_LISTING_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_LISTING_H_

#include <vector>

#include "testing/simulators/ashby/walks.h"

namespace hirewire::sim::ashby {

struct Listed {
  std::vector<Ref> refs;
  // Whether there are more after the last.
  bool more = false;
};

// Up to `limit` records after `walk.after`, oldest first.
Listed ListFrom(const View& view, const Walk& walk, size_t limit);

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_LISTING_H_
