// Names for calls, so that a caller and the log can speak of the same one.
#ifndef HIREWIRE_SERVICES_RPC_REQUEST_ID_H_
#define HIREWIRE_SERVICES_RPC_REQUEST_ID_H_

#include <string>

#include "base/random/random.h"

namespace hirewire::rpc {

// 26 lower-case letters and digits that hold 128 random bits.
std::string MakeRequestId(Random& random);

}  // namespace hirewire::rpc

#endif  // HIREWIRE_SERVICES_RPC_REQUEST_ID_H_
