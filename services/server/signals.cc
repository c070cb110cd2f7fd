#include "services/server/signals.h"

#include <signal.h>
#include <unistd.h>

#include <thread>

namespace hirewire::server {

namespace {

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

void HoldStopSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

int WaitForStop() {
  const sigset_t signals = StopSignals();
  int number = 0;
  while (sigwait(&signals, &number) != 0) {
  }
  return number;
}

void EndAtNextStop() {
  constexpr int kEndedBySignal = 128;
  std::thread([] { _exit(kEndedBySignal + WaitForStop()); }).detach();
}

}  // namespace hirewire::server
