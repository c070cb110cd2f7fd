// Sample records made from a JSON Schema, as far as Greenhouse's go.
#ifndef HIREWIRE_CONNECTORS_VENDORS_GREENHOUSE_SCHEMA_SAMPLE_H_
#define HIREWIRE_CONNECTORS_VENDORS_GREENHOUSE_SCHEMA_SAMPLE_H_

#include <cstdint>
#include <string>

#include "base/json/value.h"

namespace hirewire::vendors::greenhouse {

enum class Nullables { kSet, kNull };

// JSON with every property that the schema names. Every integer is `number`,
// so that whatever refers to another record finds one made with the same.
// Objects with free keys get one key per value that their schema allows.
std::string SampleOf(const json::Value& schema, Nullables nullables,
                     int64_t number);

}  // namespace hirewire::vendors::greenhouse

#endif  // HIREWIRE_CONNECTORS_VENDORS_GREENHOUSE_SCHEMA_SAMPLE_H_
