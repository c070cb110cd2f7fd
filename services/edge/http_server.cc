#include "services/edge/http_server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <list>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/async/shards.h"
#include "base/async/spawn.h"
#include "base/status/macros.h"
#include "services/edge/http_session.h"

namespace hirewire::edge {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

absl::StatusOr<tcp::endpoint> ReadAddress(absl::string_view text) {
  const size_t colon = text.rfind(':');
  uint32_t port = 0;
  if (colon == absl::string_view::npos ||
      !absl::SimpleAtoi(text.substr(colon + 1), &port) || port > 65535) {
    return absl::InvalidArgumentError(
        absl::StrCat("edge_listen: ", text, " is not address:port"));
  }
  absl::string_view host = text.substr(0, colon);
  const bool bracketed = absl::ConsumePrefix(&host, "[");
  if (bracketed != absl::ConsumeSuffix(&host, "]")) host = "";
  if (host == "localhost") host = "127.0.0.1";
  error_code error;
  const auto address = asio::ip::make_address(std::string(host), error);
  if (error) {
    return absl::InvalidArgumentError(
        absl::StrCat("edge_listen: ", text,
                     " is not address:port; names are not looked up"));
  }
  return tcp::endpoint(address, static_cast<uint16_t>(port));
}

absl::Status LoadTls(const HttpServerOptions& options,
                     std::optional<asio::ssl::context>& tls) {
  tls.emplace(asio::ssl::context::tls_server);
  error_code error;
  tls->set_options(
      asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
          asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
          asio::ssl::context::no_tlsv1_1,
      error);
  if (!error) tls->use_certificate_chain_file(options.tls_cert, error);
  if (error) {
    return absl::InvalidArgumentError(
        absl::StrCat("tls_cert: ", options.tls_cert, ": ", error.message()));
  }
  tls->use_private_key_file(options.tls_key, asio::ssl::context::pem, error);
  if (error) {
    return absl::InvalidArgumentError(
        absl::StrCat("tls_key: ", options.tls_key, ": ", error.message()));
  }
  return absl::OkStatus();
}

}  // namespace

// After Serve, touched on the loop's thread only.
struct HttpServer::Core {
  Core(const HttpServerOptions& given, Clock& time)
      : options(given), clock(time), acceptor(loop.At(0)) {}

  absl::Status Listen();
  AsyncStatus Accept();
  void Take(tcp::socket socket);
  void Drain();

  const HttpServerOptions options;
  Handler handler;
  Clock& clock;
  bool draining = false;
  const SessionContext context{options, handler, draining};
  std::optional<asio::ssl::context> tls;
  std::list<OpenConnection> open;
  int port = 0;
  CancelHandle accepting;
  // The last: its thread ends before what it uses.
  Shards loop{1};
  tcp::acceptor acceptor;
};

absl::Status HttpServer::Core::Listen() {
  HW_ASSIGN_OR_RETURN(const tcp::endpoint endpoint,
                      ReadAddress(options.listen));
  if (options.tls_cert.empty() != options.tls_key.empty()) {
    return absl::InvalidArgumentError(
        "tls_cert and tls_key: one needs the other");
  }
  if (!options.tls_cert.empty()) {
    HW_RETURN_IF_ERROR(LoadTls(options, tls));
  } else if (!endpoint.address().is_loopback()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "edge_listen: ", options.listen,
        " is no loopback address, and needs tls_cert and tls_key: keys that "
        "customers paste must not travel in the clear"));
  }
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return absl::FailedPreconditionError(absl::StrCat(
        "cannot listen on ", options.listen, ": ", error.message()));
  }
  port = acceptor.local_endpoint(error).port();
  return absl::OkStatus();
}

AsyncStatus HttpServer::Core::Accept() {
  while (!draining) {
    error_code error;
    tcp::socket socket = co_await acceptor.async_accept(
        asio::redirect_error(asio::use_awaitable, error));
    if (error == asio::error::operation_aborted || draining) break;
    if (!error) {
      Take(std::move(socket));
      continue;
    }
    // Such as no file descriptors left: trying at once would only spin.
    HW_CO_RETURN_IF_ERROR(co_await clock.Sleep(absl::Milliseconds(100)));
  }
  co_return absl::OkStatus();
}

void HttpServer::Core::Take(tcp::socket socket) {
  // A socket that goes is closed.
  if (open.size() >= options.max_connections) return;
  const auto place = open.emplace(open.end());
  Spawn(loop.At(0),
        ServeConnection(std::move(socket), tls ? &*tls : nullptr, context,
                        *place),
        [this, place](const absl::Status&) { open.erase(place); });
}

void HttpServer::Core::Drain() {
  draining = true;
  error_code error;
  acceptor.close(error);
  accepting.Cancel();
  for (const OpenConnection& connection : open) {
    if (!connection.busy && connection.close) connection.close();
  }
}

HttpServer::HttpServer(std::unique_ptr<Core> core) : core_(std::move(core)) {}

absl::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Listen(
    const HttpServerOptions& options, Clock& clock) {
  auto core = std::make_unique<Core>(options, clock);
  HW_RETURN_IF_ERROR(core->Listen());
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(core)));
}

void HttpServer::Serve(Handler handler) {
  core_->handler = std::move(handler);
  asio::post(core_->loop.At(0), [core = core_.get()] {
    core->accepting =
        Spawn(core->loop.At(0), core->Accept(), [](const absl::Status&) {});
  });
}

HttpServer::~HttpServer() { Stop(absl::ZeroDuration()); }

int HttpServer::port() const { return core_->port; }

bool HttpServer::Stop(absl::Duration grace) {
  asio::post(core_->loop.At(0), [core = core_.get()] { core->Drain(); });
  return core_->loop.Stop(grace);
}

}  // namespace hirewire::edge
