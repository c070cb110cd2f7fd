#include "services/edge/http_server.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "base/http/test_certificate.h"
#include "base/time/system_clock.h"
#include "gtest/gtest.h"

namespace hirewire::edge {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

// A client that writes what it is told and reads to the end.
class Client {
 public:
  explicit Client(int port) {
    socket_.connect(
        {asio::ip::address_v4::loopback(), static_cast<unsigned short>(port)});
  }
  Client& Send(const std::string& bytes) {
    boost::system::error_code error;
    asio::write(socket_, asio::buffer(bytes), error);
    return *this;
  }
  // All that comes until the server closes.
  std::string ReadToEnd() {
    std::string all;
    boost::system::error_code error;
    asio::read(socket_, asio::dynamic_buffer(all), error);
    return all;
  }
  // Until this text has come, or the end.
  std::string ReadUntil(const std::string& text) {
    std::string all;
    boost::system::error_code error;
    char byte = 0;
    while (!absl::StrContains(all, text) &&
           socket_.read_some(asio::buffer(&byte, 1), error) == 1) {
      all += byte;
    }
    return all;
  }

 private:
  asio::io_context context_;
  tcp::socket socket_{context_};
};

std::string Get(const std::string& path, const std::string& more = "") {
  return absl::StrCat("GET ", path, " HTTP/1.1\r\nHost: x\r\n", more, "\r\n");
}
constexpr char kClose[] = "Connection: close\r\n";

class HttpServerTest : public testing::Test {
 protected:
  // Answers with what it was asked.
  static Async<Response> Echo(const Request& request) {
    co_return TextResponse(
        200, "text/plain",
        absl::StrCat(request.method, " ", request.path, " ", request.query, " ",
                     request.Header("x-odd"), " ", request.body));
  }

  HttpServer& Start(HttpServerOptions options = {}, Handler handler = Echo) {
    options.listen = "127.0.0.1:0";
    server_ = HttpServer::Listen(options, clock_).value();
    server_->Serve(std::move(handler));
    return *server_;
  }
  std::string Ask(const std::string& bytes) {
    return Client(server_->port()).Send(bytes).ReadToEnd();
  }

  SystemClock clock_;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerTest, GivesTheHandlerWhatCame) {
  Start();
  EXPECT_TRUE(absl::EndsWith(
      Ask(Get("/a/b?c=d", absl::StrCat("X-Odd: yes\r\n", kClose))),
      "\r\n\r\nGET /a/b c=d yes "));
  EXPECT_TRUE(absl::EndsWith(
      Ask(absl::StrCat("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n",
                       kClose, "\r\nhello")),
      "POST /p   hello"));
}

TEST_F(HttpServerTest, OneConnectionCarriesManyRequests) {
  Start();
  Client client(server_->port());
  for (int i = 0; i < 3; ++i) {
    client.Send(Get(absl::StrCat("/", i)));
    EXPECT_TRUE(absl::StrContains(client.ReadUntil(absl::StrCat("GET /", i)),
                                  "200 OK"));
  }
}

TEST_F(HttpServerTest, HeadHasTheLengthAndNoBody) {
  Start();
  const std::string answer =
      Ask("HEAD /abc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(absl::StrContains(answer, "Content-Length: 11")) << answer;
  EXPECT_TRUE(absl::EndsWith(answer, "\r\n\r\n")) << answer;
}

TEST_F(HttpServerTest, TooMuchIsRefused) {
  Start();
  EXPECT_TRUE(absl::StrContains(
      Ask(Get("/",
              absl::StrCat("X-Odd: ", std::string(17 << 10, 'x'), "\r\n"))),
      "431"));
  EXPECT_TRUE(
      absl::StrContains(Ask(absl::StrCat("POST / HTTP/1.1\r\nHost: x\r\n"
                                         "Content-Length: 70000\r\n\r\n",
                                         std::string(70000, 'x'))),
                        "413"));
  // A length is not believed where chunks tell another.
  std::string chunked =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 80; ++i) {
    absl::StrAppend(&chunked, "400\r\n", std::string(1024, 'x'), "\r\n");
  }
  EXPECT_TRUE(absl::StrContains(Ask(chunked), "413"));
}

TEST_F(HttpServerTest, GarbageIsRefused) {
  Start();
  for (const std::string& bytes :
       {std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11),
        std::string("GET\r\n\r\n"), std::string("GET / HTTP/9.9\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nbad header\r\n\r\n"),
        std::string("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"),
        std::string("POST / HTTP/1.1\r\nContent-Length: 1\r\n"
                    "Content-Length: 2\r\n\r\nab"),
        std::string("POST / HTTP/1.1\r\nContent-Length: 3\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")}) {
    EXPECT_TRUE(absl::StrContains(Ask(bytes), "400")) << bytes;
  }
  // And it still serves.
  EXPECT_TRUE(absl::StrContains(Ask(Get("/", kClose)), "200 OK"));
}

TEST_F(HttpServerTest, IdleConnectionsAreClosed) {
  Start({.idle = absl::Milliseconds(20)});
  EXPECT_EQ(Ask(""), "");
  EXPECT_EQ(Ask("GET / HT"), "");
  EXPECT_EQ(Ask("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc"), "");
}

TEST_F(HttpServerTest, OneConnectionTooManyIsClosed) {
  Start({.max_connections = 2});
  Client first(server_->port());
  Client second(server_->port());
  first.Send(Get("/1")).ReadUntil("/1");
  second.Send(Get("/2")).ReadUntil("/2");
  EXPECT_EQ(Ask(""), "");
  // Those that were there go on.
  EXPECT_TRUE(
      absl::StrContains(first.Send(Get("/3")).ReadUntil("/3"), "200 OK"));
}

TEST_F(HttpServerTest, FailedHandlerIsAnEmptyAnswer) {
  Start({}, [](const Request&) -> Async<Response> {
    co_return absl::InternalError("secret");
  });
  const std::string answer = Ask(Get("/", kClose));
  EXPECT_TRUE(absl::StrContains(answer, "500"));
  EXPECT_FALSE(absl::StrContains(answer, "secret"));
}

TEST_F(HttpServerTest, EndsWhatIsUnderWayAndTakesNoMore) {
  absl::Notification begun;
  absl::Notification go_on;
  // The handler's thread is the server's, so that the end has to wait for it.
  Start({}, [&](const Request&) -> Async<Response> {
    begun.Notify();
    go_on.WaitForNotification();
    co_return TextResponse(200, "text/plain", "whole");
  });
  Client idle(server_->port());
  Client busy(server_->port());
  busy.Send(Get("/"));
  begun.WaitForNotification();
  std::thread stop([&] { EXPECT_TRUE(server_->Stop(absl::Seconds(30))); });
  go_on.Notify();
  const std::string answer = busy.ReadToEnd();
  EXPECT_TRUE(absl::EndsWith(answer, "whole")) << answer;
  EXPECT_EQ(idle.ReadToEnd(), "");
  stop.join();
}

TEST_F(HttpServerTest, SpeaksTls) {
  const http::TestCertificate certificate = http::MakeTestCertificate();
  Start({.tls_cert = certificate.certificate_file,
         .tls_key = certificate.key_file});
  asio::io_context context;
  asio::ssl::context tls(asio::ssl::context::tls_client);
  asio::ssl::stream<tcp::socket> stream(context, tls);
  stream.lowest_layer().connect({asio::ip::address_v4::loopback(),
                                 static_cast<unsigned short>(server_->port())});
  stream.handshake(asio::ssl::stream_base::client);
  asio::write(stream, asio::buffer(Get("/tls", kClose)));
  std::string answer;
  boost::system::error_code error;
  asio::read(stream, asio::dynamic_buffer(answer), error);
  EXPECT_TRUE(absl::StrContains(answer, "GET /tls")) << answer;
  // Who speaks plain http is not answered.
  EXPECT_FALSE(absl::StrContains(Ask(Get("/")), "200"));
}

TEST_F(HttpServerTest, AddressesThatCannotBeAreNamed) {
  const auto code = [this](const HttpServerOptions& options) {
    return HttpServer::Listen(options, clock_).status().code();
  };
  for (const char* bad : {"", "8471", "127.0.0.1", "127.0.0.1:", "host:1",
                          "127.0.0.1:70000", "127.0.0.1:-1", "[::1:0"}) {
    EXPECT_EQ(code({.listen = bad}), absl::StatusCode::kInvalidArgument) << bad;
  }
  // Not in the clear beyond this host.
  EXPECT_EQ(code({.listen = "0.0.0.0:0"}), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({.listen = "127.0.0.1:0", .tls_cert = "a.pem"}),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code({.listen = "127.0.0.1:0",
                  .tls_cert = "/no/such.pem",
                  .tls_key = "/no/such.pem"}),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(HttpServerTest, TakenAddressIsNamed) {
  const int port = Start().port();
  EXPECT_EQ(
      HttpServer::Listen({.listen = absl::StrCat("127.0.0.1:", port)}, clock_)
          .status()
          .code(),
      absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace hirewire::edge
