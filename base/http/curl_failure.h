// What curl's error codes mean to a caller of Transport. Private to base/http.
#ifndef HIREWIRE_BASE_HTTP_CURL_FAILURE_H_
#define HIREWIRE_BASE_HTTP_CURL_FAILURE_H_

#include <curl/curl.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace hirewire::http {

struct CurlFailure {
  CURLcode code = CURLE_OK;
  bool deadline_passed = false;
  // Of the request line and headers. Zero proves that nothing left.
  long request_bytes_sent = 0;
  // "https://api.lever.co": nothing of the path or query, which may hold what
  // must not be logged.
  absl::string_view origin;
  // curl's own words; empty where it has none.
  absl::string_view detail;
};

// A failed status, marked (NeverSent) where nothing of the request left.
absl::Status ToStatus(const CurlFailure& failure);

// curl counts in milliseconds on a clock of its own, so its timeout may be
// early by a little.
bool DeadlinePassed(absl::Time deadline, absl::Time now);

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_CURL_FAILURE_H_
