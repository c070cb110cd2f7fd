#include "testing/simulators/http/session.h"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <string>
#include <utility>

#include "testing/simulators/http/wire.h"

namespace hirewire::sim {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::awaitable;
using asio::ip::tcp;

constexpr uint32_t kMaxHeaderBytes = 64 << 10;
constexpr size_t kHugeChunk = 1 << 20;

// Whether the connection may carry another exchange.
enum class After { kKeep, kClose };

std::string Text(beast::string_view view) { return {view.data(), view.size()}; }

Request Translate(beast::http::request<beast::http::string_body> message) {
  Request request;
  request.method = Text(message.method_string());
  const std::string target = Text(message.target());
  const size_t mark = target.find('?');
  request.path =
      PercentDecode(absl::string_view(target).substr(0, mark), false);
  if (mark != std::string::npos) request.raw_query = target.substr(mark + 1);
  request.query = ParseParameters(request.raw_query);
  for (const auto& field : message.base()) {
    request.headers.emplace_back(Text(field.name_string()),
                                 Text(field.value()));
  }
  request.body = std::move(message.body());
  return request;
}

class Session {
 public:
  Session(tcp::socket socket, const SessionContext& context)
      : socket_(std::move(socket)), context_(context) {}

  awaitable<void> Run();

 private:
  awaitable<After> Serve(const Request& request, bool keep_alive);
  awaitable<After> Spoil(Fault fault, const FaultSettings& settings,
                         const Request& request, bool keep_alive);
  // Writes a whole reply, or only the first `part` bytes of its body.
  awaitable<After> Write(const Reply& reply, bool keep_alive,
                         size_t part = SIZE_MAX);
  awaitable<After> Drip(const Reply& reply, const FaultSettings& settings);
  awaitable<After> Flood(uint64_t bytes);
  // False when the client is gone.
  awaitable<bool> Send(absl::string_view bytes);
  // Closes with a TCP reset instead of a polite end.
  void ResetConnection();

  tcp::socket socket_;
  const SessionContext& context_;
};

awaitable<void> Session::Run() {
  beast::flat_buffer buffer;
  boost::system::error_code error;
  socket_.set_option(tcp::no_delay(true), error);
  for (;;) {
    beast::http::request_parser<beast::http::string_body> parser;
    parser.body_limit(context_.max_request_bytes);
    parser.header_limit(kMaxHeaderBytes);
    co_await beast::http::async_read(
        socket_, buffer, parser,
        asio::redirect_error(asio::use_awaitable, error));
    if (error == beast::http::error::body_limit) {
      co_await Write(Reply::Json(413, R"({"message":"Too large"})"), false);
      break;
    }
    if (error) break;
    const bool keep_alive = parser.get().keep_alive();
    const Request request = Translate(parser.release());
    context_.count(request.path);
    if (co_await Serve(request, keep_alive) == After::kClose) break;
  }
  socket_.shutdown(tcp::socket::shutdown_both, error);
}

awaitable<After> Session::Serve(const Request& request, bool keep_alive) {
  const FaultSettings settings = context_.faults->settings();
  const Fault fault = context_.faults->Decide(request.path);
  if (settings.latency > absl::ZeroDuration()) {
    if (!(co_await context_.clock->Sleep(settings.latency)).ok()) {
      co_return After::kClose;
    }
  }
  if (fault == Fault::kNone) {
    co_return co_await Write((*context_.handler)(request), keep_alive);
  }
  co_return co_await Spoil(fault, settings, request, keep_alive);
}

awaitable<After> Session::Spoil(Fault fault, const FaultSettings& settings,
                                const Request& request, bool keep_alive) {
  Reply reply;
  if (HandlerSees(fault)) {
    reply = (*context_.handler)(request);
  } else {
    reply = SpoiledReply(fault, settings);
    if (context_.dress_fault) context_.dress_fault(fault, request, reply);
  }
  switch (fault) {
    case Fault::kResetBefore:
    case Fault::kResetAfter:
      ResetConnection();
      co_return After::kClose;
    case Fault::kTruncatedBody: {
      const size_t whole = reply.body == nullptr ? 0 : reply.body->size();
      co_await Write(reply, false, whole / 2);
      co_return After::kClose;
    }
    case Fault::kForeignLinks:
      LeadElsewhere(request, settings, reply);
      co_return co_await Write(reply, keep_alive);
    case Fault::kHugeBody:
      co_return co_await Flood(settings.huge_bytes);
    case Fault::kSlowDrip:
      co_return co_await Drip(reply, settings);
    default:
      co_return co_await Write(reply, keep_alive);
  }
}

awaitable<After> Session::Write(const Reply& reply, bool keep_alive,
                                size_t part) {
  const absl::string_view body =
      reply.body == nullptr ? absl::string_view() : *reply.body;
  const std::string head = Head(reply, body.size(), keep_alive);
  const absl::string_view sent = body.substr(0, part);
  const std::array<asio::const_buffer, 2> buffers = {
      asio::buffer(head), asio::buffer(sent.data(), sent.size())};
  boost::system::error_code error;
  co_await asio::async_write(socket_, buffers,
                             asio::redirect_error(asio::use_awaitable, error));
  co_return error || !keep_alive ? After::kClose : After::kKeep;
}

awaitable<After> Session::Drip(const Reply& reply,
                               const FaultSettings& settings) {
  const std::string body = reply.body == nullptr ? "" : *reply.body;
  if (!co_await Send(Head(reply, body.size(), true))) co_return After::kClose;
  const size_t step = static_cast<size_t>(std::max(1, settings.drip_bytes));
  for (size_t at = 0; at < body.size(); at += step) {
    if (!(co_await context_.clock->Sleep(settings.drip_interval)).ok()) {
      co_return After::kClose;
    }
    if (!co_await Send(absl::string_view(body).substr(at, step))) {
      co_return After::kClose;
    }
  }
  co_return After::kKeep;
}

awaitable<After> Session::Flood(uint64_t bytes) {
  // An array that never closes, so that no prefix of it is a document.
  if (!co_await Send(ChunkedHead(Reply::Empty(200)))) co_return After::kClose;
  if (!co_await Send(Chunk("[\"\""))) co_return After::kClose;
  std::string block;
  while (block.size() < kHugeChunk) block += ",\"aaaaaaaaaaaaa\"";
  const std::string chunk = Chunk(block);
  for (uint64_t sent = 0; sent < bytes; sent += block.size()) {
    if (!co_await Send(chunk)) break;
  }
  co_return After::kClose;
}

awaitable<bool> Session::Send(absl::string_view bytes) {
  boost::system::error_code error;
  co_await asio::async_write(socket_, asio::buffer(bytes.data(), bytes.size()),
                             asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

void Session::ResetConnection() {
  boost::system::error_code error;
  socket_.set_option(asio::socket_base::linger(true, 0), error);
  socket_.close(error);
}

}  // namespace

awaitable<void> ServeConnection(tcp::socket socket,
                                const SessionContext& context) {
  Session session(std::move(socket), context);
  co_await session.Run();
}

}  // namespace hirewire::sim
