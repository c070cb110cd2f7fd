// What an answer may depend on, and what it is an answer to.
#ifndef HIREWIRE_TESTING_SIMULATORS_WORKABLE_VIEW_H_
#define HIREWIRE_TESTING_SIMULATORS_WORKABLE_VIEW_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/data/company.h"
#include "testing/simulators/workable/index.h"

namespace hirewire::sim::workable {

inline constexpr absl::string_view kSubdomain = "acme";
inline constexpr absl::string_view kAccountName = "Acme";
inline constexpr absl::string_view kApiPrefix = "/spi/v3";

struct View {
  const Company& company;
  const Index& index;
  // The simulated clock.
  absl::Time now;
  // Where the simulator was reached, for links: http://HOST:PORT
  std::string origin;
  // The caller has a token of a user, not of the account.
  bool user_token = false;
  int short_page_after = 0;
};

}  // namespace hirewire::sim::workable

#endif  // HIREWIRE_TESTING_SIMULATORS_WORKABLE_VIEW_H_
