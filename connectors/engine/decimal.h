// Decimal amounts as vendors write them, without passing through a double.
#ifndef HIREWIRE_CONNECTORS_ENGINE_DECIMAL_H_
#define HIREWIRE_CONNECTORS_ENGINE_DECIMAL_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace hirewire::engine {

// In the shape of google.type.Money: both of one sign.
struct Decimal {
  int64_t units = 0;
  int32_t nanos = 0;  // Billionths.
};

// "65000.50", "-3", "1,250,000" (commas between groups of three). nullopt for
// anything else, for more than nine decimals that are not zero, and for units
// beyond 18 digits.
std::optional<Decimal> ParseDecimal(absl::string_view text);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_DECIMAL_H_
