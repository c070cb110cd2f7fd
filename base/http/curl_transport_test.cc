#include "base/http/curl_transport.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "base/http/curl_transport_fixture.h"
#include "base/http/test_certificate.h"
#include "base/http/test_server.h"
#include "gtest/gtest.h"

namespace hirewire::http {
namespace {

constexpr char kOk[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

class CurlTransportTest : public CurlTransportFixture {};

// Records what arrives, and says 200.
class Recorder {
 public:
  TestServer::Handler Handler() {
    return [this](TestPeer& peer) {
      while (auto request = peer.ReadRequest()) {
        {
          absl::MutexLock lock(&mutex_);
          requests_.push_back(*std::move(request));
        }
        peer.Answer(200, "ok");
      }
    };
  }
  std::vector<ReceivedRequest> requests() {
    absl::MutexLock lock(&mutex_);
    return requests_;
  }

 private:
  absl::Mutex mutex_;
  std::vector<ReceivedRequest> requests_;
};

TEST_F(CurlTransportTest, ReportsStatusHeadersAndBody) {
  TestServer server(AlwaysWrite(absl::StrCat(
      "HTTP/1.1 201 Made\r\nX-One: 1 \r\nx-two:2\r\nX-ONE: 3\r\n",
      "Content-Length: 4\r\n\r\n", absl::string_view("\x01\0\xff!", 4))));
  const absl::StatusOr<Response> response = Get(server.Url("/"));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->status, 201);
  EXPECT_EQ(response->headers, (Headers{{"X-One", "1"},
                                        {"x-two", "2"},
                                        {"X-ONE", "3"},
                                        {"Content-Length", "4"}}));
  EXPECT_EQ(response->body, std::string("\x01\0\xff!", 4));
  EXPECT_GE(response->body.capacity(), 4 + kBodyPadding);
}

TEST_F(CurlTransportTest, SendsExactlyWhatTheRequestSays) {
  Recorder recorder;
  TestServer server(recorder.Handler());
  Request request;
  request.method = "POST";
  request.url = server.Url("/v1/notes?a=%20b&c");
  request.headers = {{"Authorization", "Basic abc"},
                     {"Content-Type", "application/json"},
                     {"X-Empty", ""}};
  request.body = R"({"note":1})";
  ASSERT_TRUE(Send(request).ok());
  const ReceivedRequest received = recorder.requests().at(0);
  EXPECT_EQ(received.method, "POST");
  EXPECT_EQ(received.target, "/v1/notes?a=%20b&c");
  EXPECT_EQ(received.body, request.body);
  std::vector<std::string> names;
  for (const auto& [name, value] : received.headers) names.push_back(name);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(names,
            (std::vector<std::string>{
                "Accept", "Accept-Encoding", "Authorization", "Content-Length",
                "Content-Type", "Host", "User-Agent", "X-Empty"}));
  EXPECT_EQ(FindHeader(received.headers, "User-Agent"), "hirewire/0.1");
}

TEST_F(CurlTransportTest, EveryMethodArrivesWithItsBody) {
  Recorder recorder;
  TestServer server(recorder.Handler());
  const std::string large(300000, 'x');
  for (const char* method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
    for (const std::string& body : {std::string(), large}) {
      Request request;
      request.method = method;
      request.url = server.Url("/");
      request.body = body;
      ASSERT_TRUE(Send(request).ok()) << method;
      EXPECT_EQ(recorder.requests().back().method, method);
      EXPECT_EQ(recorder.requests().back().body, body) << method;
      EXPECT_EQ(FindHeader(recorder.requests().back().headers, "Content-Type"),
                std::nullopt);
    }
  }
}

TEST_F(CurlTransportTest, AHeadHasNoBody) {
  TestServer server(
      AlwaysWrite("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"));
  Request request;
  request.method = "HEAD";
  request.url = server.Url("/");
  const absl::StatusOr<Response> response = Send(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->body, "");
  EXPECT_EQ(FindHeader(response->headers, "Content-Length"), "100");
}

TEST_F(CurlTransportTest, ErrorsOfTheVendorAreAnswers) {
  for (const int status : {204, 304, 400, 401, 404, 429, 500, 503}) {
    TestServer server(WriteAndClose(
        absl::StrCat("HTTP/1.1 ", status, " X\r\nContent-Length: 0\r\n\r\n")));
    const absl::StatusOr<Response> response = Get(server.Url("/"));
    ASSERT_TRUE(response.ok()) << status << response.status();
    EXPECT_EQ(response->status, status);
  }
}

TEST_F(CurlTransportTest, JoinsChunks) {
  TestServer server(
      AlwaysWrite("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"));
  EXPECT_EQ(Get(server.Url("/"))->body, "abcdefg");
  EXPECT_EQ(Get(server.Url("/"))->body, "abcdefg");
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(CurlTransportTest, AContinueIsNotTheAnswer) {
  TestServer server(AlwaysWrite(
      absl::StrCat("HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n", kOk)));
  const absl::StatusOr<Response> response = Get(server.Url("/"));
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(FindHeader(response->headers, "X-Early"), std::nullopt);
}

TEST_F(CurlTransportTest, AFoldedHeaderIsOneHeader) {
  TestServer server(AlwaysWrite(
      "HTTP/1.1 200 OK\r\nX-Long: a\r\n  b\r\nContent-Length: 0\r\n\r\n"));
  EXPECT_EQ(FindHeader(Get(server.Url("/"))->headers, "X-Long"), "a b");
}

TEST_F(CurlTransportTest, ARedirectIsReportedNotFollowed) {
  Recorder elsewhere;
  TestServer other(elsewhere.Handler());
  TestServer server(AlwaysWrite(
      absl::StrCat("HTTP/1.1 302 Found\r\nLocation: ", other.Url("/steal"),
                   "\r\nContent-Length: 0\r\n\r\n")));
  Request request;
  request.url = server.Url("/");
  request.headers = {{"Authorization", "Bearer secret"}};
  const absl::StatusOr<Response> response = Send(request);
  EXPECT_EQ(response->status, 302);
  EXPECT_EQ(FindHeader(response->headers, "location"), other.Url("/steal"));
  EXPECT_EQ(other.accepted(), 0);
}

TEST_F(CurlTransportTest, ACredentialStaysWithItsRequest) {
  Recorder one;
  Recorder two;
  TestServer first(one.Handler());
  TestServer second(two.Handler());
  for (int i = 0; i < 3; ++i) {
    Request request;
    request.url = first.Url("/");
    request.headers = {{"Authorization", "Bearer secret"},
                       {"Cookie", "session=1"}};
    ASSERT_TRUE(Send(request).ok());
    ASSERT_TRUE(Get(second.Url("/")).ok());
    ASSERT_TRUE(Get(first.Url("/plain")).ok());
  }
  for (const ReceivedRequest& request : two.requests()) {
    EXPECT_EQ(FindHeader(request.headers, "Authorization"), std::nullopt);
    EXPECT_EQ(FindHeader(request.headers, "Cookie"), std::nullopt);
  }
  for (const ReceivedRequest& request : one.requests()) {
    EXPECT_EQ(FindHeader(request.headers, "Authorization").has_value(),
              request.target != "/plain");
  }
}

TEST_F(CurlTransportTest, CookiesAreNotKept) {
  std::atomic<int> cookies = 0;
  TestServer server([&](TestPeer& peer) {
    while (auto request = peer.ReadRequest()) {
      cookies += FindHeader(request->headers, "Cookie").has_value();
      peer.Answer(200, "", "Set-Cookie: a=b\r\n");
    }
  });
  ASSERT_TRUE(Get(server.Url("/")).ok());
  ASSERT_TRUE(Get(server.Url("/")).ok());
  EXPECT_EQ(cookies, 0);
}

TEST_F(CurlTransportTest, TheEnvironmentNamesNoProxy) {
  setenv("http_proxy", "http://127.0.0.1:1/", 1);
  setenv("ALL_PROXY", "http://127.0.0.1:1/", 1);
  TestServer server(AlwaysWrite(kOk));
  EXPECT_TRUE(Get(server.Url("/")).ok());
  unsetenv("http_proxy");
  unsetenv("ALL_PROXY");
}

TEST_F(CurlTransportTest, OneConnectionServesManyRequests) {
  TestServer server(AlwaysWrite(kOk));
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(Get(server.Url("/")).ok());
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(CurlTransportTest, ManyAtOnceShareTheConnectionsAllowed) {
  options_.max_connections_per_host = 16;
  TestServer server(AlwaysWrite(kOk));
  int answered = 0;
  for (int i = 0; i < 200; ++i) {
    Request request;
    request.url = server.Url(absl::StrCat("/", i));
    Spawn(context_.get_executor(), transport().Send(std::move(request)),
          [&](absl::StatusOr<Response> response) {
            EXPECT_TRUE(response.ok()) << response.status();
            ++answered;
          });
  }
  context_.run();
  EXPECT_EQ(answered, 200);
  EXPECT_LE(server.accepted(), 16);
}

TEST_F(CurlTransportTest, ManyAtOnceEachGetTheirOwnAnswer) {
  TestServer server([](TestPeer& peer) {
    while (auto request = peer.ReadRequest()) peer.Answer(200, request->target);
  });
  int answered = 0;
  for (int i = 0; i < 200; ++i) {
    Request request;
    request.url = server.Url(absl::StrCat("/", i));
    Spawn(context_.get_executor(), transport().Send(std::move(request)),
          [&answered, i](absl::StatusOr<Response> response) {
            EXPECT_EQ(response->body, absl::StrCat("/", i));
            ++answered;
          });
  }
  context_.run();
  EXPECT_EQ(answered, 200);
}

TEST_F(CurlTransportTest, AnUnknownCertificateIsRefusedBeforeAnythingIsSent) {
  std::atomic<int> requests = 0;
  TestServer server(
      [&](TestPeer& peer) {
        while (peer.ReadRequest().has_value()) ++requests;
      },
      MakeTestCertificate());
  const absl::Status status = Get(server.Url("/")).status();
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_TRUE(NeverSent(status));
  EXPECT_EQ(requests, 0);
}

TEST_F(CurlTransportTest, AnExtraAuthorityIsTrustedAndHttp2IsOffered) {
  const TestCertificate certificate = MakeTestCertificate();
  options_.extra_ca_file = certificate.certificate_file;
  options_.allow_plain_http = false;
  TestServer server(
      [](TestPeer& peer) {
        while (peer.ReadRequest().has_value()) {
          peer.Answer(200, peer.OfferedProtocols().at(0));
        }
      },
      certificate);
  for (int i = 0; i < 5; ++i) {
    const absl::StatusOr<Response> response = Get(server.Url("/"));
    ASSERT_TRUE(response.ok()) << response.status();
    EXPECT_EQ(response->body, "h2");
  }
  EXPECT_EQ(server.accepted(), 1);
}

TEST_F(CurlTransportTest, AGetIsRepeatedWhenItsConnectionHadDied) {
  std::atomic<int> requests = 0;
  TestServer server([&](TestPeer& peer) {
    for (int i = 0; i < 2 && peer.ReadRequest().has_value(); ++i) {
      ++requests;
      if (i == 0) peer.Answer(200, "ok");
    }
  });
  ASSERT_TRUE(Get(server.Url("/")).ok());
  EXPECT_TRUE(Get(server.Url("/")).ok());
  EXPECT_EQ(requests, 3);
}

TEST_F(CurlTransportTest, APostIsNeverRepeated) {
  std::atomic<int> posts = 0;
  TestServer server([&](TestPeer& peer) {
    for (int i = 0; i < 2; ++i) {
      const auto request = peer.ReadRequest();
      if (!request.has_value()) return;
      posts += request->method != "GET";
      if (i == 0) peer.Answer(200, "ok");
    }
  });
  for (const char* method : {"POST", "PATCH"}) {
    posts = 0;
    ASSERT_TRUE(Get(server.Url("/")).ok());
    Request request;
    request.method = method;
    request.url = server.Url("/");
    request.body = "{}";
    const absl::Status status = Send(request).status();
    EXPECT_TRUE(absl::IsUnavailable(status)) << method << status;
    EXPECT_FALSE(NeverSent(status));
    EXPECT_EQ(posts, 1) << method;
  }
}

TEST_F(CurlTransportTest, APostWithoutABodyIsNeverRepeatedEither) {
  std::atomic<int> posts = 0;
  TestServer server([&](TestPeer& peer) {
    while (auto request = peer.ReadRequest()) {
      if (request->method == "POST") {
        ++posts;
        return;
      }
      peer.Answer(200, "ok");
    }
  });
  ASSERT_TRUE(Get(server.Url("/")).ok());
  Request request;
  request.method = "POST";
  request.url = server.Url("/");
  EXPECT_FALSE(Send(request).ok());
  EXPECT_EQ(posts, 1);
}

}  // namespace
}  // namespace hirewire::http
