#include "services/edge/edge.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/http/url.h"
#include "base/status/macros.h"

namespace hirewire::edge {

namespace {

bool IsLoopback(absl::string_view host) {
  return host == "localhost" || absl::StartsWith(host, "127.") ||
         host == "[::1]";
}

absl::Status Wrong(absl::string_view url, absl::string_view rule) {
  return absl::InvalidArgumentError(absl::StrCat("edge_url: ", url, " ", rule));
}

// The origin, as browsers name it.
absl::StatusOr<std::string> ReadUrl(const std::string& text) {
  const absl::StatusOr<http::Url> url = http::Url::Parse(text);
  if (!url.ok() || url->path() != "/" || !url->query().empty()) {
    return Wrong(text, "is not scheme, host and port");
  }
  if (url->scheme() != "https" && !IsLoopback(url->host())) {
    return Wrong(text,
                 "must be https: keys that customers paste must not travel in "
                 "the clear");
  }
  return url->Origin();
}

// Where nothing else is said: as it listens.
absl::StatusOr<std::string> UrlOf(const HttpServerOptions& http, int port) {
  const std::string host = http.listen.substr(0, http.listen.rfind(':'));
  if (!IsLoopback(host)) {
    return Wrong("",
                 "is missing: browsers cannot go to the address that "
                 "edge_listen names");
  }
  return ReadUrl(absl::StrCat(http.tls_cert.empty() ? "http://" : "https://",
                              host, ":", port));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Edge>> Edge::Listen(const EdgeOptions& options,
                                                   Clock& clock,
                                                   log::Logger& logger) {
  std::unique_ptr<Edge> edge(new Edge(clock, logger));
  HW_ASSIGN_OR_RETURN(edge->server_, HttpServer::Listen(options.http, clock));
  edge->port_ = edge->server_->port();
  HW_ASSIGN_OR_RETURN(edge->url_, options.url.empty()
                                      ? UrlOf(options.http, edge->port_)
                                      : ReadUrl(options.url));
  return edge;
}

std::string Edge::callback_url() const {
  return absl::StrCat(url_, kCallbackPath);
}

void Edge::Serve(const Backend& backend) {
  page_.AddTo(router_);
  api_ = std::make_unique<ConnectApi>(backend, url_);
  api_->AddTo(router_);
  server_->Serve(router_.AsHandler());
}

bool Edge::Stop(absl::Duration grace) { return server_->Stop(grace); }

}  // namespace hirewire::edge
