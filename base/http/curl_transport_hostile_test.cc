// Servers that break, stall, flood and lie, and callers who give up.
#include <zlib.h>

#include <atomic>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "base/http/curl_transport.h"
#include "base/http/curl_transport_fixture.h"
#include "base/http/test_server.h"
#include "gtest/gtest.h"

namespace hirewire::http {
namespace {

class CurlTransportHostileTest : public CurlTransportFixture {};

std::string Gzip(absl::string_view plain) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = plain.size();
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = packed.size();
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string GzipAnswer(absl::string_view packed) {
  return absl::StrCat(
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ",
      packed.size(), "\r\n\r\n", packed);
}

TEST_F(CurlTransportHostileTest, GzipIsUndoneAndItsHeadersWithIt) {
  const std::string plain(100000, 'x');
  TestServer server(AlwaysWrite(GzipAnswer(Gzip(plain))));
  const absl::StatusOr<Response> response = Get(server.Url("/"));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->body, plain);
  EXPECT_GE(response->body.capacity(), plain.size() + kBodyPadding);
  EXPECT_TRUE(response->headers.empty());
}

TEST_F(CurlTransportHostileTest, AGzipBombIsStopped) {
  options_.max_body_bytes = 1024 * 1024;
  const std::string bomb = Gzip(std::string(50 * 1024 * 1024, '\0'));
  ASSERT_LT(bomb.size(), 1024u * 1024u);
  TestServer server(AlwaysWrite(GzipAnswer(bomb)));
  const absl::Status status = Get(server.Url("/")).status();
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
  EXPECT_FALSE(NeverSent(status));
}

TEST_F(CurlTransportHostileTest, BrokenGzipIsNoAnswer) {
  std::string packed = Gzip("hello hello hello");
  TestServer cut(WriteAndClose(GzipAnswer(packed.substr(0, 12))));
  TestServer garbage(WriteAndClose(GzipAnswer("not gzip at all")));
  TestServer unknown(WriteAndClose(
      "HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 1\r\n\r\n"
      "x"));
  for (const TestServer* server : {&garbage, &unknown}) {
    const absl::Status status = Get(server->Url("/")).status();
    EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  }
  // Cut inside the compressed data, at the promised length.
  const absl::StatusOr<Response> response = Get(cut.Url("/"));
  if (response.ok()) EXPECT_LT(response->body.size(), 17u);
}

TEST_F(CurlTransportHostileTest, ABodyWithoutEndIsStopped) {
  std::atomic<size_t> written = 0;
  TestServer server([&](TestPeer& peer) {
    peer.ReadRequest();
    peer.Write("HTTP/1.1 200 OK\r\n\r\n");
    const std::string block(64 * 1024, 'x');
    // Two gigabytes, if nobody stops us.
    while (written < size_t{2} << 30 && peer.Write(block)) {
      written += block.size();
    }
  });
  options_.max_body_bytes = 4 * 1024 * 1024;
  const absl::Status status = Get(server.Url("/")).status();
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
  EXPECT_LT(written, size_t{64} << 20);
}

TEST_F(CurlTransportHostileTest, AnAnnouncedGiantIsRefusedAtOnce) {
  TestServer server([](TestPeer& peer) {
    peer.ReadRequest();
    peer.Write("HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n");
    EXPECT_TRUE(peer.WaitForClose());
  });
  EXPECT_TRUE(absl::IsResourceExhausted(Get(server.Url("/")).status()));
}

TEST_F(CurlTransportHostileTest, ABodyOfExactlyTheLimitIsTaken) {
  options_.max_body_bytes = 100000;
  TestServer server([](TestPeer& peer) {
    while (auto request = peer.ReadRequest()) {
      peer.Answer(200,
                  std::string(request->target == "/" ? 100000 : 100001, 'x'));
    }
  });
  EXPECT_EQ(Get(server.Url("/"))->body.size(), 100000u);
  EXPECT_TRUE(absl::IsResourceExhausted(Get(server.Url("/more")).status()));
}

TEST_F(CurlTransportHostileTest, GiantHeadersAreStopped) {
  std::string many = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 10000; ++i) absl::StrAppend(&many, "X-", i, ": aaaa\r\n");
  const std::string one =
      absl::StrCat("HTTP/1.1 200 OK\r\nX: ", std::string(1 << 20, 'a'));
  for (const std::string& head : {many, one}) {
    TestServer server(WriteAndClose(absl::StrCat(head, "\r\n\r\n")));
    const absl::Status status = Get(server.Url("/")).status();
    EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
  }
}

TEST_F(CurlTransportHostileTest, EndlessContinuesAreStopped) {
  TestServer server([](TestPeer& peer) {
    peer.ReadRequest();
    while (peer.Write("HTTP/1.1 100 Continue\r\nX: y\r\n\r\n")) {
    }
  });
  EXPECT_FALSE(Get(server.Url("/")).ok());
}

TEST_F(CurlTransportHostileTest, ATruncatedBodyIsNoAnswer) {
  for (const char* bytes :
       {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Len", "HTTP/1.1 200 OK\r\n", ""}) {
    TestServer server(WriteAndClose(bytes));
    const absl::Status status = Get(server.Url("/")).status();
    EXPECT_TRUE(absl::IsUnavailable(status)) << bytes << status;
    EXPECT_FALSE(NeverSent(status)) << bytes;
  }
}

TEST_F(CurlTransportHostileTest, WhatIsNotHttpIsNoAnswer) {
  for (const char* bytes :
       {"HELLO\r\n\r\n", "HTTP/1.1 banana\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n",
        "<html>It works!</html>", "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"}) {
    TestServer server(WriteAndClose(bytes));
    const absl::Status status = Get(server.Url("/")).status();
    EXPECT_FALSE(status.ok()) << bytes;
    EXPECT_FALSE(NeverSent(status)) << bytes;
  }
}

TEST_F(CurlTransportHostileTest, AResetIsUnavailableAndMayHaveActed) {
  TestServer server([](TestPeer& peer) {
    peer.ReadRequest();
    peer.Reset();
  });
  const absl::Status status = Get(server.Url("/")).status();
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_FALSE(NeverSent(status));
}

TEST_F(CurlTransportHostileTest, ARefusedConnectionProvesThatNothingWasSent) {
  const absl::Status status = Get("http://127.0.0.1:1/?token=secret").status();
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_TRUE(NeverSent(status));
  EXPECT_EQ(status.ToString().find("secret"), std::string::npos);
}

TEST_F(CurlTransportHostileTest, AnUnknownHostProvesThatNothingWasSent) {
  const absl::Status status = Get("http://nobody.invalid/").status();
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_TRUE(NeverSent(status));
}

TEST_F(CurlTransportHostileTest, TlsWithSomebodyWhoSpeaksPlainIsNeverSent) {
  TestServer server(
      [](TestPeer& peer) { peer.Write("HTTP/1.1 400 Plain\r\n\r\n"); });
  const absl::Status status =
      Get(absl::StrCat("https://127.0.0.1:", server.port(), "/")).status();
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_TRUE(NeverSent(status));
}

TEST_F(CurlTransportHostileTest, ASlowBodyEndsAtTheDeadline) {
  absl::Notification closed;
  TestServer server([&](TestPeer& peer) {
    peer.ReadRequest();
    peer.Write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    if (peer.WaitForClose()) closed.Notify();
  });
  Request request;
  request.url = server.Url("/");
  request.deadline = clock_.Now() + absl::Milliseconds(100);
  const absl::Status status = Send(request).status();
  EXPECT_TRUE(absl::IsDeadlineExceeded(status)) << status;
  EXPECT_FALSE(NeverSent(status));
  closed.WaitForNotification();
}

TEST_F(CurlTransportHostileTest, ADeadlineInThePastSendsNothing) {
  TestServer server(WriteAndClose(""));
  Request request;
  request.url = server.Url("/");
  request.deadline = clock_.Now();
  const absl::Status status = Send(request).status();
  EXPECT_TRUE(absl::IsDeadlineExceeded(status));
  EXPECT_TRUE(NeverSent(status));
  EXPECT_EQ(server.accepted(), 0);
}

TEST_F(CurlTransportHostileTest, TheTransportsOwnLimitIsTheServersFault) {
  options_.max_time = absl::Milliseconds(100);
  TestServer server([](TestPeer& peer) {
    peer.ReadRequest();
    peer.WaitForClose();
  });
  const absl::Status status = Get(server.Url("/")).status();
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_FALSE(NeverSent(status));
}

TEST_F(CurlTransportHostileTest, AStalledServerIsGivenUp) {
  options_.stall_timeout = absl::Seconds(1);
  TestServer server([](TestPeer& peer) {
    peer.ReadRequest();
    peer.Write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    peer.WaitForClose();
  });
  EXPECT_TRUE(absl::IsUnavailable(Get(server.Url("/")).status()));
}

TEST_F(CurlTransportHostileTest, CancellingInTheMiddleFreesTheSocket) {
  absl::Notification spawned;
  absl::Notification closed;
  CancelHandle handle;
  TestServer server([&](TestPeer& peer) {
    peer.ReadRequest();
    peer.Write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    spawned.WaitForNotification();
    handle.Cancel();
    if (peer.WaitForClose()) closed.Notify();
  });
  Request request;
  request.url = server.Url("/");
  absl::Status result;
  handle = Spawn(context_.get_executor(), transport().Send(request),
                 [&](absl::StatusOr<Response> r) { result = r.status(); });
  spawned.Notify();
  context_.run();
  EXPECT_TRUE(absl::IsCancelled(result)) << result;
  // With the transport alive: the socket did not wait for its end.
  closed.WaitForNotification();
}

TEST_F(CurlTransportHostileTest, ADestroyedTransportEndsWhatIsUnderWay) {
  absl::Notification received;
  TestServer server([&](TestPeer& peer) {
    peer.ReadRequest();
    received.Notify();
    peer.WaitForClose();
  });
  Request request;
  request.url = server.Url("/");
  absl::Status result;
  Spawn(context_.get_executor(), transport().Send(request),
        [&](absl::StatusOr<Response> r) { result = r.status(); });
  while (!received.HasBeenNotified())
    context_.run_one_for(std::chrono::milliseconds(1));
  transport_.reset();
  context_.run();
  EXPECT_TRUE(absl::IsUnavailable(result)) << result;
}

TEST_F(CurlTransportHostileTest, AnEventLoopMayGoInTheMiddle) {
  TestServer server([](TestPeer& peer) { peer.WaitForClose(); });
  auto context = std::make_unique<boost::asio::io_context>();
  auto transport = std::make_unique<CurlTransport>(context->get_executor(),
                                                   clock_, options_);
  for (int i = 0; i < 3; ++i) {
    Request request;
    request.url = server.Url("/");
    Spawn(context->get_executor(), transport->Send(request),
          [](absl::StatusOr<Response>) { FAIL() << "never called"; });
  }
  for (int i = 0; i < 20; ++i) context->poll_one();
  transport.reset();
  context.reset();
}

TEST_F(CurlTransportHostileTest, UnsafeRequestsAreRefusedUnsent) {
  TestServer server(WriteAndClose(""));
  const auto refused = [&](Request request) {
    if (request.url.empty()) request.url = server.Url("/");
    const absl::Status status = Send(request).status();
    return absl::IsInvalidArgument(status) && NeverSent(status) &&
           status.ToString().find("secret") == std::string::npos;
  };
  for (const Headers& headers :
       {Headers{{"X", "a\r\nY: secret"}}, Headers{{"X", "secret\n"}},
        Headers{{"X\r\nY", "secret"}}, Headers{{"", "secret"}},
        Headers{{"X:", "secret"}}, Headers{{"X Y", "secret"}},
        Headers{{"X", std::string("secret\0", 7)}},
        Headers{{"content-LENGTH", "0"}}, Headers{{"Host", "b.example"}},
        Headers{{"Transfer-Encoding", "chunked"}},
        Headers{{"Connection", "close"}}}) {
    Request request;
    request.headers = headers;
    EXPECT_TRUE(refused(request)) << headers[0].first;
  }
  for (const char* method : {"", "GET /x", "GET\r\nX: y", "CONNECT"}) {
    Request request;
    request.method = method;
    EXPECT_TRUE(refused(request)) << method;
  }
  for (const char* url : {"/relative", "http://me:secret@127.0.0.1/",
                          "file:///etc/passwd", "http://127.0.0.1/\r\nX: y"}) {
    Request request;
    request.url = url;
    EXPECT_TRUE(refused(request)) << url;
  }
  EXPECT_EQ(server.accepted(), 0);
}

TEST_F(CurlTransportHostileTest, PlainHttpIsForDevelopmentOnly) {
  options_.allow_plain_http = false;
  const absl::Status status = Get("http://127.0.0.1:1/").status();
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
}

}  // namespace
}  // namespace hirewire::http
