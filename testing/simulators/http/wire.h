// A reply as bytes: the parts of HTTP/1.1 that a spoiled answer needs to get
// wrong on purpose, which a library would not let it.
#ifndef HIREWIRE_TESTING_SIMULATORS_HTTP_WIRE_H_
#define HIREWIRE_TESTING_SIMULATORS_HTTP_WIRE_H_

#include <cstddef>
#include <string>

#include "testing/simulators/http/faults.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim {

// Status line and headers, with Content-Length: `body_bytes`. A 204 and a 304
// have neither length nor type.
std::string Head(const Reply& reply, size_t body_bytes, bool keep_alive);

// The same for a body of unknown length.
std::string ChunkedHead(const Reply& reply);

// One chunk of such a body.
std::string Chunk(absl::string_view data);

// What is sent instead of the handler's answer, for the faults that replace
// it: 429, 500, 503, malformed, HTML, deep JSON, redirect.
Reply SpoiledReply(Fault fault, const FaultSettings& settings);

// Whether the handler is called at all under this fault.
bool HandlerSees(Fault fault);

// What kForeignLinks does to a right answer.
void LeadElsewhere(const Request& request, const FaultSettings& settings,
                   Reply& reply);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_HTTP_WIRE_H_
