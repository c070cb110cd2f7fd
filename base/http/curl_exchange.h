// One request and its answer, as one of curl's easy handles. Private to
// base/http.
#ifndef HIREWIRE_BASE_HTTP_CURL_EXCHANGE_H_
#define HIREWIRE_BASE_HTTP_CURL_EXCHANGE_H_

#include <curl/curl.h>

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/http/curl_options.h"
#include "base/http/transport.h"

namespace hirewire::http {

// Does not move: curl holds pointers into it.
class CurlExchange {
 public:
  // `options` outlives the exchange.
  CurlExchange(Request request, const CurlOptions& options);
  ~CurlExchange();

  CurlExchange(const CurlExchange&) = delete;
  CurlExchange& operator=(const CurlExchange&) = delete;

  // Checks the request and sets the handle up. INVALID_ARGUMENT when it must
  // not be sent as it is; DEADLINE_EXCEEDED when it is too late to begin.
  absl::Status Prepare(absl::Time now);

  CURL* easy() const { return easy_.get(); }

  // What came of it, once curl has ended the transfer with `code` at `now`.
  absl::StatusOr<Response> Finish(CURLcode code, absl::Time now);

 private:
  struct FreeEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  template <typename Value>
  void Set(CURLoption option, Value value);
  void SetUp(const std::string& url, absl::Duration time);
  void SetMethod();
  absl::Status SetHeaders();
  void AddHeaderLine(const std::string& line);

  static size_t OnHeader(char* data, size_t size, size_t count, void* self);
  static size_t OnBody(char* data, size_t size, size_t count, void* self);
  static size_t OnRead(char* buffer, size_t size, size_t count, void* self);
  static int OnSeek(void* self, curl_off_t offset, int origin);

  bool TakeHeaderLine(absl::string_view line);
  bool TakeBody(absl::string_view data);

  absl::Status Failure(CURLcode code, absl::Time now) const;
  bool MayRepeat() const;

  Request request_;
  const CurlOptions& options_;
  std::unique_ptr<CURL, FreeEasy> easy_;
  std::unique_ptr<curl_slist, FreeList> header_lines_;
  // "host" or "host:port", for messages.
  std::string origin_;
  CURLcode refused_ = CURLE_OK;
  // How much of the request's body was handed to curl.
  size_t body_read_ = 0;

  Response response_;
  size_t header_bytes_ = 0;
  // Whether the empty line behind the headers was seen.
  bool headers_ended_ = false;
  // Why we stopped curl, where it was us.
  absl::Status stopped_;
  char error_text_[CURL_ERROR_SIZE] = "";
};

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_CURL_EXCHANGE_H_
