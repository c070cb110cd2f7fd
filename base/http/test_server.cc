#include "base/http/test_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"

namespace hirewire::http {
namespace {

class PlainPeer : public TestPeer {
 public:
  explicit PlainPeer(int fd) : TestPeer(fd) {}

 protected:
  long ReadSome(char* buffer, size_t size) override {
    return recv(fd_, buffer, size, 0);
  }
  long WriteSome(const char* data, size_t size) override {
    return send(fd_, data, size, MSG_NOSIGNAL);
  }
};

class TlsPeer : public TestPeer {
 public:
  TlsPeer(int fd, SSL_CTX* context) : TestPeer(fd), ssl_(SSL_new(context)) {
    SSL_set_app_data(ssl_, &offered_);
    SSL_set_fd(ssl_, fd);
  }
  ~TlsPeer() override { SSL_free(ssl_); }

  bool Handshake() { return SSL_accept(ssl_) == 1; }

  std::vector<std::string> OfferedProtocols() const override {
    return offered_;
  }

  // Notes what the client offers and chooses HTTP/1.1, which is all we speak.
  static int OnAlpn(SSL* ssl, const unsigned char** chosen,
                    unsigned char* length, const unsigned char* offered,
                    unsigned int size, void*) {
    auto* names = static_cast<std::vector<std::string>*>(SSL_get_app_data(ssl));
    for (unsigned i = 0; i < size; i += 1 + offered[i]) {
      names->emplace_back(reinterpret_cast<const char*>(offered) + i + 1,
                          offered[i]);
      if (names->back() != "http/1.1") continue;
      *chosen = offered + i + 1;
      *length = offered[i];
    }
    return *length == 0 ? SSL_TLSEXT_ERR_NOACK : SSL_TLSEXT_ERR_OK;
  }

 protected:
  long ReadSome(char* buffer, size_t size) override {
    return SSL_read(ssl_, buffer, static_cast<int>(size));
  }
  long WriteSome(const char* data, size_t size) override {
    return SSL_write(ssl_, data, static_cast<int>(size));
  }

 private:
  SSL* ssl_;
  std::vector<std::string> offered_;
};

void Check(bool worked) {
  if (!worked) std::abort();
}

}  // namespace

struct TestServer::Tls {
  explicit Tls(const TestCertificate& files)
      : context(SSL_CTX_new(TLS_server_method())) {
    // OpenSSL writes without MSG_NOSIGNAL.
    std::signal(SIGPIPE, SIG_IGN);
    Check(SSL_CTX_use_certificate_file(context, files.certificate_file.c_str(),
                                       SSL_FILETYPE_PEM) == 1);
    Check(SSL_CTX_use_PrivateKey_file(context, files.key_file.c_str(),
                                      SSL_FILETYPE_PEM) == 1);
    SSL_CTX_set_alpn_select_cb(context, &TlsPeer::OnAlpn, nullptr);
  }
  ~Tls() { SSL_CTX_free(context); }
  SSL_CTX* context;
};

TestServer::TestServer(Handler handler) : handler_(std::move(handler)) {
  Listen();
}

TestServer::TestServer(Handler handler, const TestCertificate& certificate)
    : handler_(std::move(handler)), tls_(std::make_unique<Tls>(certificate)) {
  Listen();
}

TestServer::~TestServer() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    for (const int fd : open_) shutdown(fd, SHUT_RDWR);
  }
  shutdown(listener_, SHUT_RDWR);  // Wakes accept.
  acceptor_.join();
  for (std::thread& thread : threads_) thread.join();
  close(listener_);
}

void TestServer::Listen() {
  listener_ = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  Check(bind(listener_, generic, sizeof(address)) == 0);
  Check(listen(listener_, 1024) == 0);
  socklen_t size = sizeof(address);
  Check(getsockname(listener_, generic, &size) == 0);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { Accept(); });
}

void TestServer::Accept() {
  while (true) {
    const int fd = accept(listener_, nullptr, nullptr);
    if (fd < 0) return;
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    absl::MutexLock lock(&mutex_);
    if (stopping_) {
      close(fd);
      return;
    }
    ++accepted_;
    open_.push_back(fd);
    threads_.emplace_back([this, fd] { Serve(fd); });
  }
}

void TestServer::Serve(int fd) {
  if (tls_ == nullptr) {
    PlainPeer peer(fd);
    handler_(peer);
  } else {
    TlsPeer peer(fd, tls_->context);
    if (peer.Handshake()) handler_(peer);
  }
  absl::MutexLock lock(&mutex_);
  open_.erase(std::find(open_.begin(), open_.end(), fd));
  close(fd);
}

std::string TestServer::Url(absl::string_view path) const {
  return absl::StrCat(tls_ == nullptr ? "http" : "https",
                      "://127.0.0.1:", port_, path);
}

int TestServer::accepted() const {
  absl::MutexLock lock(&mutex_);
  return accepted_;
}

}  // namespace hirewire::http
