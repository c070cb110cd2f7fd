// The signals that tell a server to stop, waited for on a thread of choice
// instead of handled wherever they strike.
#ifndef HIREWIRE_SERVICES_SERVER_SIGNALS_H_
#define HIREWIRE_SERVICES_SERVER_SIGNALS_H_

namespace hirewire::server {

// SIGTERM and SIGINT from here on only reach WaitForStop. Before any other
// thread is made: they inherit it. SIGPIPE is ignored.
void HoldStopSignals();

// Returns the signal that came.
int WaitForStop();

// From here on, the next one ends the process at once, with 128 and its number.
void EndAtNextStop();

}  // namespace hirewire::server

#endif  // HIREWIRE_SERVICES_SERVER_SIGNALS_H_
