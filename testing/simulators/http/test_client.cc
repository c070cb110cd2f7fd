#include "testing/simulators/http/test_client.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace hirewire::sim {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

struct TestClient::Connection {
  asio::io_context context;
  tcp::socket socket{context};
  boost::beast::flat_buffer buffer;
};

std::string WireReply::Header(absl::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (absl::EqualsIgnoreCase(key, name)) return value;
  }
  return "";
}

TestClient::TestClient(int port) : port_(port) {}
TestClient::~TestClient() = default;

WireReply TestClient::Get(absl::string_view target, const Headers& headers) {
  return Send("GET", target, "", headers);
}

WireReply TestClient::Post(absl::string_view target, absl::string_view body,
                           const Headers& headers) {
  return Send("POST", target, body, headers);
}

WireReply TestClient::Send(absl::string_view method, absl::string_view target,
                           absl::string_view body, const Headers& headers) {
  boost::system::error_code error;
  if (connection_ == nullptr) {
    connection_ = std::make_unique<Connection>();
    connection_->socket.connect({asio::ip::address_v4::loopback(),
                                 static_cast<asio::ip::port_type>(port_)},
                                error);
  }
  std::string text = absl::StrCat(method, " ", target, " HTTP/1.1\r\n",
                                  "Host: 127.0.0.1:", port_, "\r\n");
  for (const auto& [name, value] : headers) {
    absl::StrAppend(&text, name, ": ", value, "\r\n");
  }
  if (!body.empty() || method == "POST") {
    absl::StrAppend(&text, "Content-Length: ", body.size(), "\r\n");
  }
  absl::StrAppend(&text, "\r\n", body);
  if (!error) asio::write(connection_->socket, asio::buffer(text), error);

  http::response_parser<http::string_body> parser;
  parser.body_limit(limit_);
  if (!error) {
    http::read(connection_->socket, connection_->buffer, parser, error);
  }
  WireReply reply;
  reply.cut = static_cast<bool>(error);
  reply.reset = error == asio::error::connection_reset;
  if (parser.is_header_done()) {
    reply.status = parser.get().result_int();
    for (const auto& field : parser.get().base()) {
      reply.headers.emplace_back(
          std::string(field.name_string().data(), field.name_string().size()),
          std::string(field.value().data(), field.value().size()));
    }
    reply.body = parser.get().body();
  }
  if (error || !parser.keep_alive()) connection_.reset();
  return reply;
}

}  // namespace hirewire::sim
