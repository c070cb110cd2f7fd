#include "services/edge/http_session.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream_base.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <chrono>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"

namespace hirewire::edge {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

using Message = http::request<http::string_body>;

std::string Text(beast::string_view view) { return {view.data(), view.size()}; }

Request Translate(Message message) {
  Request request;
  request.method = Text(message.method_string());
  // The server leaves the body out.
  if (request.method == "HEAD") request.method = "GET";
  const std::string target = Text(message.target());
  const size_t mark = target.find('?');
  request.path = target.substr(0, mark);
  if (mark != std::string::npos) request.query = target.substr(mark + 1);
  for (const auto& field : message.base()) {
    request.headers.emplace(absl::AsciiStrToLower(Text(field.name_string())),
                            Text(field.value()));
  }
  request.body = std::move(message.body());
  return request;
}

// What is wrong with the request, as a status of HTTP; 0: the peer is gone, and
// nobody reads an answer.
int Refusal(const error_code& error) {
  if (error == http::error::body_limit) return 413;
  if (error == http::error::header_limit) return 431;
  if (error == http::error::end_of_stream ||
      error == http::error::partial_message ||
      error.category() != make_error_code(http::error::bad_target).category()) {
    return 0;
  }
  return 400;
}

constexpr size_t kMostDropped = 1 << 20;

void EndPolitely(beast::tcp_stream& stream) {
  error_code error;
  stream.socket().shutdown(tcp::socket::shutdown_send, error);
}

// Everything but how bytes get in and out, which `Stream` says.
template <typename Stream>
class Session {
 public:
  Session(Stream& stream, const SessionContext& context,
          OpenConnection& connection)
      : stream_(stream), context_(context), connection_(connection) {}

  asio::awaitable<void> Run() {
    while (!context_.draining && co_await ServeOne()) {
    }
  }

 private:
  void Expect(absl::Duration within) {
    beast::get_lowest_layer(stream_).expires_after(
        absl::ToChronoMilliseconds(within));
  }

  // False where the connection is over.
  asio::awaitable<bool> ServeOne() {
    http::request_parser<http::string_body> parser;
    parser.header_limit(context_.options.max_header_bytes);
    parser.body_limit(context_.options.max_body_bytes);
    error_code error;
    Expect(context_.options.idle);
    co_await http::async_read(stream_, buffer_, parser,
                              asio::redirect_error(asio::use_awaitable, error));
    if (error) {
      const int status = Refusal(error);
      if (status != 0) co_await Refuse(status);
      co_return false;
    }
    // A handler takes its time: it has deadlines of its own.
    beast::get_lowest_layer(stream_).expires_never();
    const bool keep_alive = parser.get().keep_alive();
    const bool head = parser.get().method() == http::verb::head;
    const unsigned version = parser.get().version();
    connection_.busy = true;
    const Request request = Translate(parser.release());
    absl::StatusOr<Response> answer = co_await context_.handler(request);
    if (!answer.ok()) answer = TextResponse(500, "text/plain", "");
    const bool kept = co_await Write(
        *std::move(answer), {.head = head,
                             .keep_alive = keep_alive && !context_.draining,
                             .version = version});
    connection_.busy = false;
    co_return kept;
  }

  // A peer that is still sending when its connection is closed gets a reset,
  // and may never read why: what it sends is read for a while, and dropped.
  asio::awaitable<void> Refuse(int status) {
    co_await Write(TextResponse(status, "text/plain", ""), {});
    error_code error;
    EndPolitely(beast::get_lowest_layer(stream_));
    Expect(absl::Seconds(2));
    for (size_t dropped = 0; !error && dropped < kMostDropped;) {
      buffer_.clear();
      dropped += co_await stream_.async_read_some(
          buffer_.prepare(16 << 10),
          asio::redirect_error(asio::use_awaitable, error));
    }
  }

  struct How {
    bool head = false;
    bool keep_alive = false;
    unsigned version = 11;
  };

  // False where the connection is over.
  asio::awaitable<bool> Write(Response response, How how) {
    http::response<http::string_body> message;
    message.version(how.version);
    message.result(static_cast<unsigned>(response.status));
    for (const auto& [name, value] : response.headers) {
      message.insert(name, value);
    }
    message.keep_alive(how.keep_alive);
    const size_t size = response.body.size();
    if (!how.head) message.body() = std::move(response.body);
    message.content_length(size);
    http::response_serializer<http::string_body> serializer(message);
    error_code error;
    Expect(context_.options.idle);
    if (how.head) {
      co_await http::async_write_header(
          stream_, serializer,
          asio::redirect_error(asio::use_awaitable, error));
    } else {
      co_await http::async_write(
          stream_, serializer,
          asio::redirect_error(asio::use_awaitable, error));
    }
    co_return !error && how.keep_alive;
  }

  Stream& stream_;
  const SessionContext& context_;
  OpenConnection& connection_;
  beast::flat_buffer buffer_{128 << 10};
};

AsyncStatus ServePlain(tcp::socket socket, const SessionContext& context,
                       OpenConnection& connection) {
  beast::tcp_stream stream(std::move(socket));
  connection.close = [&stream] { stream.close(); };
  co_await Session<beast::tcp_stream>(stream, context, connection).Run();
  EndPolitely(stream);
  connection.close = nullptr;
  co_return absl::OkStatus();
}

AsyncStatus ServeTls(tcp::socket socket, asio::ssl::context& tls,
                     const SessionContext& context,
                     OpenConnection& connection) {
  using Stream = beast::ssl_stream<beast::tcp_stream>;
  Stream stream(std::move(socket), tls);
  beast::tcp_stream& below = beast::get_lowest_layer(stream);
  connection.close = [&below] { below.close(); };
  error_code error;
  below.expires_after(absl::ToChronoMilliseconds(context.options.idle));
  co_await stream.async_handshake(
      asio::ssl::stream_base::server,
      asio::redirect_error(asio::use_awaitable, error));
  if (!error) {
    co_await Session<Stream>(stream, context, connection).Run();
    below.expires_after(absl::ToChronoMilliseconds(context.options.idle));
    co_await stream.async_shutdown(
        asio::redirect_error(asio::use_awaitable, error));
  }
  EndPolitely(below);
  connection.close = nullptr;
  co_return absl::OkStatus();
}

}  // namespace

AsyncStatus ServeConnection(tcp::socket socket, asio::ssl::context* tls,
                            const SessionContext& context,
                            OpenConnection& connection) {
  error_code error;
  socket.set_option(tcp::no_delay(true), error);
  if (tls == nullptr) return ServePlain(std::move(socket), context, connection);
  return ServeTls(std::move(socket), *tls, context, connection);
}

}  // namespace hirewire::edge
