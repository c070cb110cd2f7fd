// The customer's browser: keeps cookies and follows redirects, until one leads
// to our address.
//
//   Browser browser(transport);
//   HW_CO_ASSIGN_OR_RETURN(std::string back,
//                          co_await browser.Visit(authorize_url, callback));
#ifndef HIREWIRE_TESTING_OIDC_BROWSER_H_
#define HIREWIRE_TESTING_OIDC_BROWSER_H_

#include <map>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "base/async/async.h"
#include "base/http/transport.h"

namespace hirewire::oidc {

class Browser {
 public:
  explicit Browser(http::Transport& transport) : transport_(transport) {}

  // The address that begins with `goal`, to which `url` led in the end; it is
  // not visited. FAILED_PRECONDITION, with the status, where a page came
  // instead; OUT_OF_RANGE after 20 redirects.
  Async<std::string> Visit(std::string url, std::string goal);

 private:
  std::string CookiesFor(absl::string_view path) const;
  void Keep(const http::Headers& headers);

  http::Transport& transport_;
  // By path and name.
  std::map<std::pair<std::string, std::string>, std::string> cookies_;
};

}  // namespace hirewire::oidc

#endif  // HIREWIRE_TESTING_OIDC_BROWSER_H_
