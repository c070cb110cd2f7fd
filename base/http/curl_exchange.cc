#include "base/http/curl_exchange.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/http/curl_failure.h"
#include "base/http/curl_options.h"
#include "base/http/request_check.h"
#include "base/http/url.h"
#include "base/status/macros.h"

namespace hirewire::http {
namespace {

// A server's promise of a long body alone does not make us reserve for it.
constexpr size_t kMostToReserve = 1024 * 1024;

long ToMilliseconds(absl::Duration time) {
  // Rounded up: a timeout that is early would be a lie about the deadline.
  return static_cast<long>(
      absl::ToInt64Milliseconds(absl::Ceil(time, absl::Milliseconds(1))));
}

}  // namespace

CurlExchange::CurlExchange(Request request, const CurlOptions& options)
    : request_(std::move(request)),
      options_(options),
      easy_(curl_easy_init()) {}

CurlExchange::~CurlExchange() = default;

absl::Status CurlExchange::Prepare(absl::Time now) {
  if (easy_ == nullptr) return absl::InternalError("curl: no handle");
  HW_RETURN_IF_ERROR(CheckMethod(request_.method));
  HW_RETURN_IF_ERROR(CheckHeaders(request_.headers));
  HW_ASSIGN_OR_RETURN(const Url url, Url::Parse(request_.url));
  if (url.scheme() != "https" && !options_.allow_plain_http) {
    return absl::InvalidArgumentError("plain http is not allowed");
  }
  if (request_.deadline <= now) {
    return absl::DeadlineExceededError("the deadline had passed");
  }
  origin_ = url.Origin();
  SetUp(url.ToString(), std::min(options_.max_time, request_.deadline - now));
  SetMethod();
  HW_RETURN_IF_ERROR(SetHeaders());
  // Each option was needed: one that this curl does not know is a broken build.
  if (refused_ != CURLE_OK) {
    return absl::InternalError(
        absl::StrCat("curl: ", curl_easy_strerror(refused_)));
  }
  return absl::OkStatus();
}

template <typename Value>
void CurlExchange::Set(CURLoption option, Value value) {
  const CURLcode code = curl_easy_setopt(easy_.get(), option, value);
  if (code != CURLE_OK) refused_ = code;
}

void CurlExchange::SetUp(const std::string& url, absl::Duration time) {
  Set(CURLOPT_URL, url.c_str());
  Set(CURLOPT_PROTOCOLS_STR,
      options_.allow_plain_http ? "https,http" : "https");
  Set(CURLOPT_FOLLOWLOCATION, 0L);
  Set(CURLOPT_PATH_AS_IS, 1L);
  Set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
  // Rather share a connection being set up than open another one.
  Set(CURLOPT_PIPEWAIT, 1L);
  Set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
  Set(CURLOPT_SSL_VERIFYPEER, 1L);
  Set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options_.extra_ca_file.empty()) {
    // In place of the bundle; the system's folder of certificates stays.
    Set(CURLOPT_CAINFO, options_.extra_ca_file.c_str());
  }
  // Nothing from the environment: no proxy, no .netrc; no signals either.
  Set(CURLOPT_PROXY, "");
  Set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  Set(CURLOPT_NOSIGNAL, 1L);
  Set(CURLOPT_USERAGENT, options_.user_agent.c_str());
  Set(CURLOPT_ACCEPT_ENCODING, "");  // All that this curl can undo.
  Set(CURLOPT_TCP_KEEPALIVE, 1L);
  Set(CURLOPT_MAXAGE_CONN,
      static_cast<long>(absl::ToInt64Seconds(options_.max_idle)));
  Set(CURLOPT_CONNECTTIMEOUT_MS, ToMilliseconds(options_.connect_timeout));
  Set(CURLOPT_TIMEOUT_MS, ToMilliseconds(time));
  Set(CURLOPT_LOW_SPEED_LIMIT, 1L);
  Set(CURLOPT_LOW_SPEED_TIME,
      static_cast<long>(absl::ToInt64Seconds(options_.stall_timeout)));
  Set(CURLOPT_MAXFILESIZE_LARGE,
      static_cast<curl_off_t>(options_.max_body_bytes));
  Set(CURLOPT_ERRORBUFFER, error_text_);
  Set(CURLOPT_HEADERFUNCTION, &CurlExchange::OnHeader);
  Set(CURLOPT_HEADERDATA, this);
  Set(CURLOPT_WRITEFUNCTION, &CurlExchange::OnBody);
  Set(CURLOPT_WRITEDATA, this);
}

// The methods that RFC 9110 calls idempotent.
bool CurlExchange::MayRepeat() const {
  for (const char* method :
       {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"}) {
    if (request_.method == method) return true;
  }
  return false;
}

// curl repeats a request by itself when a kept-alive connection ends before any
// byte of an answer, whatever its method. It has to rewind the body for that,
// which OnSeek refuses where a repetition could act twice. Without a body there
// is nothing to rewind, and such a request goes on a connection of its own.
void CurlExchange::SetMethod() {
  const bool has_body = !request_.body.empty();
  if (!MayRepeat() && !has_body) Set(CURLOPT_FRESH_CONNECT, 1L);
  if (request_.method == "HEAD" && !has_body) {
    Set(CURLOPT_NOBODY, 1L);
    return;
  }
  if (has_body || request_.method == "POST" || request_.method == "PUT" ||
      request_.method == "PATCH") {
    Set(CURLOPT_POST, 1L);
    Set(CURLOPT_POSTFIELDSIZE_LARGE,
        static_cast<curl_off_t>(request_.body.size()));
    Set(CURLOPT_READFUNCTION, &CurlExchange::OnRead);
    Set(CURLOPT_READDATA, this);
    Set(CURLOPT_SEEKFUNCTION, &CurlExchange::OnSeek);
    Set(CURLOPT_SEEKDATA, this);
  }
  if (request_.method != "GET" || has_body) {
    Set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
  }
}

absl::Status CurlExchange::SetHeaders() {
  AddHeaderLine("Expect:");
  // curl would call every body a form.
  if (!FindHeader(request_.headers, "Content-Type").has_value()) {
    AddHeaderLine("Content-Type:");
  }
  for (const auto& [name, value] : request_.headers) {
    // An empty value would make curl leave the header out.
    const bool empty = absl::StripAsciiWhitespace(value).empty();
    AddHeaderLine(empty ? absl::StrCat(name, ";")
                        : absl::StrCat(name, ": ", value));
  }
  Set(CURLOPT_HTTPHEADER, header_lines_.get());
  return absl::OkStatus();
}

void CurlExchange::AddHeaderLine(const std::string& line) {
  curl_slist* longer = curl_slist_append(header_lines_.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  header_lines_.release();
  header_lines_.reset(longer);
}

// curl's callbacks are called through C: nothing may be thrown out of them.
size_t CurlExchange::OnHeader(char* data, size_t size, size_t count,
                              void* self) try {
  const absl::string_view line(data, size * count);
  return static_cast<CurlExchange*>(self)->TakeHeaderLine(line) ? line.size()
                                                                : 0;
} catch (const std::bad_alloc&) {
  return 0;
}

size_t CurlExchange::OnBody(char* data, size_t size, size_t count,
                            void* self) try {
  const absl::string_view piece(data, size * count);
  return static_cast<CurlExchange*>(self)->TakeBody(piece) ? piece.size() : 0;
} catch (const std::bad_alloc&) {
  return 0;
}

size_t CurlExchange::OnRead(char* buffer, size_t size, size_t count,
                            void* self) {
  auto* exchange = static_cast<CurlExchange*>(self);
  const std::string& body = exchange->request_.body;
  const size_t length =
      std::min(size * count, body.size() - exchange->body_read_);
  std::memcpy(buffer, body.data() + exchange->body_read_, length);
  exchange->body_read_ += length;
  return length;
}

int CurlExchange::OnSeek(void* self, curl_off_t offset, int origin) {
  auto* exchange = static_cast<CurlExchange*>(self);
  if (!exchange->MayRepeat() || origin != SEEK_SET || offset != 0) {
    return CURL_SEEKFUNC_FAIL;
  }
  exchange->body_read_ = 0;
  return CURL_SEEKFUNC_OK;
}

bool CurlExchange::TakeHeaderLine(absl::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > options_.max_header_bytes) {
    stopped_ = absl::ResourceExhaustedError(absl::StrCat(
        "the answer's headers exceed ", options_.max_header_bytes, " bytes"));
    return false;
  }
  // A status line begins an answer anew: a 100 Continue came before it.
  if (absl::StartsWith(line, "HTTP/")) {
    response_.headers.clear();
    headers_ended_ = false;
    return true;
  }
  if (absl::StripAsciiWhitespace(line).empty()) headers_ended_ = true;
  Headers& headers = response_.headers;
  // A line that begins with a space goes on where the last one ended.
  if (!line.empty() && (line[0] == ' ' || line[0] == '\t')) {
    if (!headers.empty()) {
      absl::StrAppend(&headers.back().second, " ",
                      absl::StripAsciiWhitespace(line));
    }
    return true;
  }
  const auto colon = line.find(':');
  if (colon == absl::string_view::npos) return true;
  headers.emplace_back(line.substr(0, colon),
                       absl::StripAsciiWhitespace(line.substr(colon + 1)));
  return true;
}

bool CurlExchange::TakeBody(absl::string_view data) {
  std::string& body = response_.body;
  if (data.size() > options_.max_body_bytes - body.size()) {
    stopped_ = absl::ResourceExhaustedError(absl::StrCat(
        "the answer's body exceeds ", options_.max_body_bytes, " bytes"));
    return false;
  }
  const size_t needed = body.size() + data.size() + kBodyPadding;
  if (needed > body.capacity()) {
    curl_off_t promised = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T,
                      &promised);
    const size_t hint =
        body.empty() && promised > 0
            ? std::min(static_cast<size_t>(promised), kMostToReserve) +
                  kBodyPadding
            : body.capacity() * 2;
    body.reserve(std::max(needed, hint));
  }
  body.append(data.data(), data.size());
  return true;
}

absl::StatusOr<Response> CurlExchange::Finish(CURLcode code, absl::Time now) {
  if (code != CURLE_OK) return Failure(code, now);
  // curl takes a connection that closes among the headers for an answer.
  if (!headers_ended_) return Failure(CURLE_PARTIAL_FILE, now);
  long status = 0;
  curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
  response_.status = static_cast<int>(status);
  // They describe what was on the wire, not the body as it is now.
  if (FindHeader(response_.headers, "Content-Encoding").has_value()) {
    std::erase_if(response_.headers, [](const auto& header) {
      return absl::EqualsIgnoreCase(header.first, "Content-Encoding") ||
             absl::EqualsIgnoreCase(header.first, "Content-Length");
    });
  }
  response_.body.reserve(response_.body.size() + kBodyPadding);
  return std::move(response_);
}

absl::Status CurlExchange::Failure(CURLcode code, absl::Time now) const {
  if (!stopped_.ok()) return stopped_;
  CurlFailure failure;
  failure.code = code;
  failure.deadline_passed = DeadlinePassed(request_.deadline, now);
  curl_easy_getinfo(easy_.get(), CURLINFO_REQUEST_SIZE,
                    &failure.request_bytes_sent);
  failure.origin = origin_;
  failure.detail = error_text_;
  return ToStatus(failure);
}

}  // namespace hirewire::http
