// Plays recorded exchanges back: a vendor made of files.
//
// A folder holds JSON files, each a list of
//   {"method", "path", "query", "request_body", "status", "response"}
// where path has the version prefix (/v1/opportunities) and query maps names to
// decoded values. The recorded response travels as the file spells it, byte for
// byte.
//
//   ReplayServer vendor;
//   ASSERT_TRUE(vendor.Load("testing/replay/testdata/lever_small").ok());
//   ASSERT_TRUE(vendor.Start().ok());
//   Get(absl::StrCat(vendor.BaseUrl(), "/v1/opportunities?limit=50"));
#ifndef HIREWIRE_TESTING_REPLAY_REPLAY_SERVER_H_
#define HIREWIRE_TESTING_REPLAY_REPLAY_SERVER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "testing/simulators/http/faults.h"
#include "testing/simulators/http/message.h"
#include "testing/simulators/http/server.h"

namespace hirewire::sim {

struct ReplayOptions {
  // 0: any free port.
  int port = 0;
  // What requests carry before the recorded path, such as "/lever". Optional
  // in requests.
  std::string base_prefix = {};
};

struct ReplayStats {
  int64_t exchanges = 0;  // recorded
  int64_t played = 0;
  // Distinct recorded exchanges that were asked for at least once.
  int64_t covered = 0;
  int64_t not_recorded = 0;
  // "GET /v1/opportunities expand": parameters that the recording lacks, and
  // how often they came. Names, never values.
  std::map<std::string, int64_t> unrecorded_parameters;
};

// How a request finds its recording: method and path are equal, and every
// recorded query parameter is there with the recorded value. Page sizes (limit,
// per_page, page_size) may differ or be absent, and parameters that the
// recording lacks may be present; among several the one with the most equal
// parameters plays, and of those the one with the fewest unrecorded ones. A
// request with a page position (offset, cursor, page, since_id, ...) plays only
// a recording that has it. Otherwise: 404
// {"code":"NotRecorded"} naming method, path and parameter names. Credentials
// are not looked at. HEAD and bodies play no part.
class ReplayServer {
 public:
  explicit ReplayServer(ReplayOptions options = {});
  ~ReplayServer();

  // Adds every *.json of the folder, in order of name. NOT_FOUND: no folder or
  // no recording in it; INVALID_ARGUMENT names the file and what is wrong.
  absl::Status Load(const std::string& folder);
  // Adds one file's text; `name` is for messages.
  absl::Status LoadText(absl::string_view name, absl::string_view text);

  absl::Status Start();
  void Stop();
  // http://127.0.0.1:PORT
  std::string BaseUrl() const;
  int port() const;

  // Answers without a socket.
  Reply Handle(const Request& request);

  ReplayStats Stats() const;
  CallCounts Counts() const;
  FaultInjector& faults();
  // The handler of an admin port for this server, which must outlive it.
  Handler Admin();

 private:
  struct Core;
  std::unique_ptr<Core> core_;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_REPLAY_REPLAY_SERVER_H_
