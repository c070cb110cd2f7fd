#include "testing/bench/figure.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/json/write.h"

namespace hirewire::bench {

Figure::Figure(absl::string_view name) {
  members_ = "\"name\":";
  json::AppendQuoted(name, members_);
}

Figure& Figure::Add(absl::string_view key, double value) {
  absl::StrAppend(&members_, ",\"", key, "\":", absl::StrFormat("%.3f", value));
  return *this;
}

Figure& Figure::Add(absl::string_view key, absl::string_view value) {
  absl::StrAppend(&members_, ",\"", key, "\":");
  json::AppendQuoted(value, members_);
  return *this;
}

void Figure::Print() const {
  std::printf("{%s}\n", members_.c_str());
  std::fflush(stdout);
}

double Quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto place =
      static_cast<size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), values.begin() + place, values.end());
  return values[place];
}

}  // namespace hirewire::bench
