#include "testing/simulators/http/server.h"

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/time/system_clock.h"
#include "testing/simulators/http/session.h"

namespace hirewire::sim {

namespace asio = boost::asio;
using asio::ip::tcp;

struct HttpServer::Core {
  Handler handler;
  HttpServerOptions options;
  FaultInjector& faults;
  SystemClock system_clock;
  SessionContext session;
  // A context of its own per life: Stop destroys every coroutine with it.
  std::unique_ptr<asio::io_context> io;
  std::unique_ptr<tcp::acceptor> acceptor;
  std::vector<std::thread> threads;
  std::atomic<int> port{0};
  mutable std::mutex mutex;
  CallCounts counts;

  Core(Handler handle, HttpServerOptions given, FaultInjector& injector)
      : handler(std::move(handle)),
        options(std::move(given)),
        faults(injector) {
    session.handler = &handler;
    session.faults = &faults;
    session.clock = options.clock == nullptr ? &system_clock : options.clock;
    session.max_request_bytes = options.max_request_bytes;
    session.dress_fault = options.dress_fault;
    session.count = [this](absl::string_view path) {
      const std::scoped_lock lock(mutex);
      ++counts.total;
      ++counts.by_path[std::string(path)];
    };
  }

  asio::awaitable<void> Accept() {
    for (;;) {
      boost::system::error_code error;
      // A strand each: with several threads a session still runs on one.
      tcp::socket socket = co_await acceptor->async_accept(
          asio::make_strand(*io),
          asio::redirect_error(asio::use_awaitable, error));
      if (error == asio::error::operation_aborted) co_return;
      if (error) continue;
      {
        const std::scoped_lock lock(mutex);
        ++counts.connections;
      }
      const auto executor = socket.get_executor();
      asio::co_spawn(executor, ServeConnection(std::move(socket), session),
                     asio::detached);
    }
  }
};

HttpServer::HttpServer(Handler handler, HttpServerOptions options)
    : core_(std::make_unique<Core>(std::move(handler), std::move(options),
                                   faults_)) {}

HttpServer::~HttpServer() { Stop(); }

absl::Status HttpServer::Start() {
  Core& core = *core_;
  core.io = std::make_unique<asio::io_context>(core.options.threads);
  core.acceptor = std::make_unique<tcp::acceptor>(*core.io);
  const tcp::endpoint endpoint(
      asio::ip::address_v4::loopback(),
      static_cast<asio::ip::port_type>(core.options.port));
  boost::system::error_code error;
  core.acceptor->open(endpoint.protocol(), error);
  if (!error) {
    core.acceptor->set_option(asio::socket_base::reuse_address(true), error);
  }
  if (!error) core.acceptor->bind(endpoint, error);
  if (!error) {
    core.acceptor->listen(asio::socket_base::max_listen_connections, error);
  }
  if (error) {
    Stop();
    return absl::UnavailableError(absl::StrCat(
        "cannot listen on port ", core.options.port, ": ", error.message()));
  }
  core.port = core.acceptor->local_endpoint().port();
  asio::co_spawn(*core.io, core.Accept(), asio::detached);
  for (int i = 0; i < core.options.threads; ++i) {
    core.threads.emplace_back([io = core.io.get()] { io->run(); });
  }
  return absl::OkStatus();
}

void HttpServer::Stop() {
  Core& core = *core_;
  if (core.io == nullptr) return;
  core.io->stop();
  for (std::thread& thread : core.threads) thread.join();
  core.threads.clear();
  core.acceptor.reset();
  core.io.reset();
}

int HttpServer::port() const { return core_->port; }

std::string HttpServer::BaseUrl() const {
  return absl::StrCat("http://127.0.0.1:", port());
}

CallCounts HttpServer::Counts() const {
  const std::scoped_lock lock(core_->mutex);
  return core_->counts;
}

void HttpServer::ResetCounts() {
  const std::scoped_lock lock(core_->mutex);
  core_->counts = CallCounts();
}

}  // namespace hirewire::sim
