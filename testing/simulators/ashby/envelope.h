// What goes around every answer.
#ifndef HIREWIRE_TESTING_SIMULATORS_ASHBY_ENVELOPE_H_
#define HIREWIRE_TESTING_SIMULATORS_ASHBY_ENVELOPE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/json/json_writer.h"

namespace hirewire::sim::ashby {

// Answers without an envelope: those that never reach an endpoint.
Reply Text(int status, std::string text);

// {"success":false,"errors":[...],"errorInfo":{...}}
Reply Failure(absl::string_view code, absl::string_view message,
              absl::string_view request_id, int status);

// Opens {"success":true,"results": for the caller to go on.
JsonWriter Success(std::string& body);

// A ULID: ten letters of time and sixteen that differ each time.
std::string RequestId(absl::Time now, int64_t number);

// Whether a request says that its body is JSON.
bool IsJson(const Request& request);

}  // namespace hirewire::sim::ashby

#endif  // HIREWIRE_TESTING_SIMULATORS_ASHBY_ENVELOPE_H_
