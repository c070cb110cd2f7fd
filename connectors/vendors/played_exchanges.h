// A traffic channel that answers from exchanges that were written down.
// played_vendor.h says in which form.
#ifndef HIREWIRE_CONNECTORS_VENDORS_PLAYED_EXCHANGES_H_
#define HIREWIRE_CONNECTORS_VENDORS_PLAYED_EXCHANGES_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "connectors/traffic/channel.h"

namespace hirewire::vendors {

class PlayedExchanges : public traffic::Channel {
 public:
  // INVALID_ARGUMENT says what is wrong with the text.
  absl::Status Load(absl::string_view exchanges);
  void AnswerPath(std::string path, std::string response) {
    by_path_[std::move(path)] = std::move(response);
  }

  // Never repeats a call: verdicts that ask for that are final here.
  Async<http::Response> Send(const traffic::Call& call) override;

  std::vector<std::string> Unplayed() const;
  const std::vector<std::string>& Unanswered() const { return unanswered_; }
  int64_t requests() const { return requests_; }

 private:
  struct Exchange {
    // "GET /v3/jobs?ids=1&per_page=100": decoded, parameters in order of name.
    std::string request;
    http::Response response;
    bool played = false;
  };

  http::Response Find(const http::Request& request);

  std::vector<Exchange> exchanges_;
  std::map<std::string, std::string> by_path_;
  std::vector<std::string> unanswered_;
  int64_t requests_ = 0;
};

}  // namespace hirewire::vendors

#endif  // HIREWIRE_CONNECTORS_VENDORS_PLAYED_EXCHANGES_H_
