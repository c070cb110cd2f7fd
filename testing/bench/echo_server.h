// The least that gRPC can do: a server that answers every call with the same
// bytes, unread and unwritten, and a client that throws them away.
#ifndef HIREWIRE_TESTING_BENCH_ECHO_SERVER_H_
#define HIREWIRE_TESTING_BENCH_ECHO_SERVER_H_

#include <cstddef>
#include <vector>

namespace hirewire::bench {

// Wall-clock milliseconds of each of `calls` calls in a row, over loopback,
// with replies of `reply_bytes`.
std::vector<double> TimeEcho(size_t reply_bytes, int calls);

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_ECHO_SERVER_H_
