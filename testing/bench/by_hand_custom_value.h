// Custom fields of Greenhouse, by hand.
#ifndef HIREWIRE_TESTING_BENCH_BY_HAND_CUSTOM_VALUE_H_
#define HIREWIRE_TESTING_BENCH_BY_HAND_CUSTOM_VALUE_H_

#include "google/protobuf/repeated_ptr_field.h"
#include "hirewire/v1/custom_field.pb.h"
#include "testing/bench/by_hand_fields.h"

namespace hirewire::bench {

// A record's custom_fields: an object of {name, type, value}, or null.
void CustomFields(const simdjson::simdjson_result<dom::element>& found,
                  google::protobuf::RepeatedPtrField<v1::CustomField>& fields);

// A value whose type is what its JSON says.
void PlainValue(dom::element value, v1::CustomValue& custom);

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_BY_HAND_CUSTOM_VALUE_H_
