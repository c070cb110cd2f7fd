// One recorded exchange, and how well a request fits it.
#ifndef HIREWIRE_TESTING_REPLAY_RECORDING_H_
#define HIREWIRE_TESTING_REPLAY_RECORDING_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "testing/simulators/http/message.h"

namespace hirewire::sim {

struct Recording {
  std::string method;
  std::string path;
  // Of the query; members of a JSON body are here too, as "body.NAME" with
  // their value as JSON.
  Parameters parameters;
  int status = 200;
  // The recorded response exactly as the file spells it.
  std::shared_ptr<const std::string> response;
};

// A file's text as recordings. INVALID_ARGUMENT says what is wrong and where.
absl::StatusOr<std::vector<Recording>> ParseRecordings(absl::string_view name,
                                                       absl::string_view text);

// The parameters of a request, spelled as in Recording.
Parameters ParametersOf(const Request& request);

struct Fit {
  // Parameters that are equal.
  int equal = 0;
  // Parameters of the request that the recording lacks, page sizes aside.
  std::vector<std::string> unrecorded;
};

// nullopt where the recording does not answer a request with these parameters
// (method and path are the caller's business).
std::optional<Fit> FitOf(const Recording& recording,
                         const Parameters& parameters);

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_REPLAY_RECORDING_H_
