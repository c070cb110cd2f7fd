// What the disk itself takes for a durable write, to tell its share from ours.
//
//   DiskProbe probe(folder + "/probe");
//   probe.Write();
//   probe.milliseconds();
#ifndef HIREWIRE_TESTING_SOAK_DISK_PROBE_H_
#define HIREWIRE_TESTING_SOAK_DISK_PROBE_H_

#include <string>
#include <vector>

namespace hirewire::soak {

class DiskProbe {
 public:
  explicit DiskProbe(const std::string& path);
  ~DiskProbe();
  DiskProbe(const DiskProbe&) = delete;
  DiskProbe& operator=(const DiskProbe&) = delete;

  // Appends 4 KiB and waits for the disk, as a database does for its log.
  void Write();

  // Of each write so far.
  const std::vector<double>& milliseconds() const { return milliseconds_; }

 private:
  const int file_;
  std::vector<double> milliseconds_;
};

}  // namespace hirewire::soak

#endif  // HIREWIRE_TESTING_SOAK_DISK_PROBE_H_
