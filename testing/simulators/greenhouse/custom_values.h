// Custom fields as Greenhouse spells them in rows: a map of name_key to
// {name, type, value}.
#ifndef HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_CUSTOM_VALUES_H_
#define HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_CUSTOM_VALUES_H_

#include "absl/strings/string_view.h"
#include "testing/data/record.h"
#include "testing/simulators/greenhouse/collection.h"
#include "testing/simulators/greenhouse/row.h"

namespace hirewire::sim {

// Writes `entries` under `name`; null instead of an empty map for a few
// records, as the vendor does. Filters find the ids of chosen options under
// custom_field_option_id.
void WriteCustom(const View& view, absl::string_view name,
                 const CustomEntries& entries, Row& row);

// "short_text": the type's word in rows.
const char* CustomTypeWord(CustomType type);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_GREENHOUSE_CUSTOM_VALUES_H_
