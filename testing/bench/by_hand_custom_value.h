// Custom fields, by hand: Greenhouse's, and what other vendors' share with
// them.
#ifndef HIREWIRE_TESTING_BENCH_BY_HAND_CUSTOM_VALUE_H_
#define HIREWIRE_TESTING_BENCH_BY_HAND_CUSTOM_VALUE_H_

#include <string_view>

#include "google/protobuf/repeated_ptr_field.h"
#include "hirewire/v1/custom_field.pb.h"
#include "hirewire/v1/money.pb.h"
#include "testing/bench/by_hand_fields.h"

namespace hirewire::bench {

// A record's custom_fields: an object of {name, type, value}, or null.
void CustomFields(const simdjson::simdjson_result<dom::element>& found,
                  google::protobuf::RepeatedPtrField<v1::CustomField>& fields);

// A value whose type is what its JSON says.
void PlainValue(dom::element value, v1::CustomValue& custom);

// An amount in a number or its digits, and its currency. False: it is none.
bool Amount(dom::element value, std::string_view currency, v1::Money& money);

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_BY_HAND_CUSTOM_VALUE_H_
