#include "testing/soak/disk_probe.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <string>

#include "testing/soak/monotonic.h"

namespace hirewire::soak {

DiskProbe::DiskProbe(const std::string& path)
    : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                 0600)) {}

DiskProbe::~DiskProbe() {
  if (file_ >= 0) close(file_);
}

void DiskProbe::Write() {
  static constexpr std::array<char, 4096> kBlock = {};
  const int64_t start = MonotonicNanos();
  if (write(file_, kBlock.data(), kBlock.size()) < 0 || fdatasync(file_) != 0) {
    return;
  }
  milliseconds_.push_back(static_cast<double>(MonotonicNanos() - start) / 1e6);
}

}  // namespace hirewire::soak
