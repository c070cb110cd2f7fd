// An absolute http or https URL that is safe to send a request to, and the
// escaping that goes with it.
//
//   HW_ASSIGN_OR_RETURN(Url base, Url::Parse("https://api.lever.co/v1/"));
//   HW_ASSIGN_OR_RETURN(Url next, base.Resolve(link));
//   if (!next.SameOrigin(base)) return ...;   // never send our token there
//   request.url = next.ToString();
//
// Parsing is curl's own, so that what was checked is what is connected to;
// before it, everything is refused that parsers are known to disagree about.
#ifndef HIREWIRE_BASE_HTTP_URL_H_
#define HIREWIRE_BASE_HTTP_URL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hirewire::http {

// Names and values in order, neither of them escaped.
using QueryParams = std::vector<std::pair<std::string, std::string>>;

class Url {
 public:
  // INVALID_ARGUMENT for anything but an absolute http or https URL with a
  // host. Refused, too: a user or password, control characters, spaces,
  // backslashes and bytes above 0x7f (escape them first), an escaped host, port
  // 0. A fragment is dropped; "." and ".." segments are resolved. The message
  // never quotes the text, which may hold a secret.
  static absl::StatusOr<Url> Parse(absl::string_view text);

  // What `reference`, absolute or relative, means on a page at this URL (RFC
  // 3986, section 5). Refuses what Parse refuses.
  absl::StatusOr<Url> Resolve(absl::string_view reference) const;

  // "http" or "https".
  const std::string& scheme() const { return scheme_; }
  // In small letters; an IPv6 address keeps its brackets.
  const std::string& host() const { return host_; }
  // Also when the text named none: 80 or 443.
  uint16_t port() const { return port_; }
  // Begins with a slash; still escaped.
  const std::string& path() const { return path_; }
  // Without the question mark, still escaped; empty when there is none.
  const std::string& query() const { return query_; }

  // The same place with another query, already escaped.
  Url WithQuery(std::string query) const;

  // "https://host" or "https://host:8443": a default port is left out.
  std::string Origin() const;
  bool SameOrigin(const Url& other) const;

  // Whether its host is this machine by its very name: "localhost",
  // "127.0.0.1" or "[::1]".
  bool IsLoopback() const;

  // The whole, as a Request wants it.
  std::string ToString() const;

  friend bool operator==(const Url&, const Url&) = default;

 private:
  Url() = default;

  std::string scheme_;
  std::string host_;
  uint16_t port_ = 0;
  std::string path_;
  std::string query_;
};

// Escapes all but RFC 3986's unreserved characters: right for one path segment,
// one query name or one query value.
std::string PercentEncode(absl::string_view text);

// Undoes it. nullopt where a percent sign is not followed by two hex digits.
// "+" stays a plus.
std::optional<std::string> PercentDecode(absl::string_view text);

// "a=1&b=x%20y", without a question mark.
std::string BuildQuery(const QueryParams& params);

// The inverse, as web forms read it: "+" is a space, a name without "=" has an
// empty value, an escape that is none stays as it is.
QueryParams ParseQuery(absl::string_view query);

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_URL_H_
