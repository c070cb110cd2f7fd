#include "base/http/curl_loop.h"

#include <boost/system/error_code.hpp>
#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"

namespace hirewire::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// Once per process; thread-safe.
CURLcode InitializeCurl() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  return code;
}

}  // namespace

// One of curl's sockets, on loan: curl opened it and closes it, but always says
// CURL_POLL_REMOVE before that, and then it is released here.
struct CurlLoop::Socket {
  explicit Socket(const Executor& executor) : descriptor(executor) {}
  asio::posix::stream_descriptor descriptor;
  curl_socket_t fd = CURL_SOCKET_BAD;
  int wanted = CURL_POLL_NONE;
  // Whether an asynchronous wait is under way.
  bool reading = false;
  bool writing = false;
  // False once curl took it back: a wait that ended late is then ignored.
  bool watched = true;
};

CurlLoop::CurlLoop(const Executor& executor, CurlLoopLimits limits)
    : executor_(executor), timer_(executor) {
  InitializeCurl();
  multi_ = curl_multi_init();
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &CurlLoop::OnSocket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &CurlLoop::OnTimer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
  curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS,
                    limits.max_connections_per_host);
  curl_multi_setopt(multi_, CURLMOPT_MAX_TOTAL_CONNECTIONS,
                    limits.max_connections);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, limits.max_connections);
}

CurlLoop::~CurlLoop() { Close(); }

absl::Status CurlLoop::Add(CURL* easy, Ended ended) {
  if (multi_ == nullptr) return absl::UnavailableError("transport closed");
  transfers_.emplace(easy, std::move(ended));
  const CURLMcode code = curl_multi_add_handle(multi_, easy);
  if (code == CURLM_OK) return absl::OkStatus();
  transfers_.erase(easy);
  return absl::InternalError(absl::StrCat("curl: ", curl_multi_strerror(code)));
}

void CurlLoop::Remove(CURL* easy) {
  if (multi_ == nullptr || transfers_.erase(easy) == 0) return;
  curl_multi_remove_handle(multi_, easy);
}

void CurlLoop::Close() {
  if (multi_ == nullptr) return;
  auto transfers = std::exchange(transfers_, {});
  for (const auto& [easy, ended] : transfers) {
    curl_multi_remove_handle(multi_, easy);
  }
  // Closes the idle connections, and takes their sockets back from us.
  curl_multi_cleanup(std::exchange(multi_, nullptr));
  timer_.cancel();
  while (!sockets_.empty()) Unwatch(sockets_.begin()->first);
  for (const auto& [easy, ended] : transfers) ended(CURLE_ABORTED_BY_CALLBACK);
}

// Never an error: it would make curl give up all transfers, where a socket that
// cannot be watched only lets its own transfers run into their timeout.
int CurlLoop::OnSocket(CURL*, curl_socket_t fd, int what, void* self, void*) {
  auto* loop = static_cast<CurlLoop*>(self);
  if (what == CURL_POLL_REMOVE) {
    loop->Unwatch(fd);
  } else {
    loop->Watch(fd, what);
  }
  return 0;
}

int CurlLoop::OnTimer(CURLM*, long timeout_ms, void* self) {
  static_cast<CurlLoop*>(self)->SetTimer(timeout_ms);
  return 0;
}

void CurlLoop::Watch(curl_socket_t fd, int what) {
  std::shared_ptr<Socket>& socket = sockets_[fd];
  if (socket == nullptr) {
    socket = std::make_shared<Socket>(executor_);
    socket->fd = fd;
    error_code error;
    socket->descriptor.assign(fd, error);
    if (error) {
      sockets_.erase(fd);
      return;
    }
  }
  socket->wanted = what;
  Arm(socket);
}

void CurlLoop::Unwatch(curl_socket_t fd) {
  const auto found = sockets_.find(fd);
  if (found == sockets_.end()) return;
  const std::shared_ptr<Socket> socket = std::move(found->second);
  sockets_.erase(found);
  socket->watched = false;
  socket->descriptor.release();
}

// A wait that curl no longer wants is not cancelled: it ends in nothing, and is
// there already should curl want it again.
void CurlLoop::Arm(const std::shared_ptr<Socket>& socket) {
  const auto wait = [&](bool& waiting, auto type, int event) {
    if (waiting || (socket->wanted & event) == 0) return;
    waiting = true;
    socket->descriptor.async_wait(
        type, [weak = weak_from_this(), socket, &waiting,
               event](const error_code& error) {
          waiting = false;
          const std::shared_ptr<CurlLoop> loop = weak.lock();
          if (loop == nullptr || !socket->watched || error) return;
          if ((socket->wanted & event) == 0) return;
          loop->Act(socket->fd,
                    event == CURL_POLL_IN ? CURL_CSELECT_IN : CURL_CSELECT_OUT);
          if (socket->watched) loop->Arm(socket);
        });
  };
  wait(socket->reading, asio::posix::stream_descriptor::wait_read,
       CURL_POLL_IN);
  wait(socket->writing, asio::posix::stream_descriptor::wait_write,
       CURL_POLL_OUT);
}

// Never acts by itself, also when the timeout is zero: curl may be in the
// middle of something else.
void CurlLoop::SetTimer(long timeout_ms) {
  if (timeout_ms < 0) {
    timer_.cancel();
    return;
  }
  timer_.expires_after(std::chrono::milliseconds(timeout_ms));
  timer_.async_wait([weak = weak_from_this()](const error_code& error) {
    const std::shared_ptr<CurlLoop> loop = weak.lock();
    if (loop != nullptr && !error) loop->Act(CURL_SOCKET_TIMEOUT, 0);
  });
}

void CurlLoop::Act(curl_socket_t fd, int events) {
  if (multi_ == nullptr) return;
  int running = 0;
  curl_multi_socket_action(multi_, fd, events, &running);
  Finish();
}

void CurlLoop::Finish() {
  int left = 0;
  while (multi_ != nullptr) {
    const CURLMsg* message = curl_multi_info_read(multi_, &left);
    if (message == nullptr) return;
    if (message->msg != CURLMSG_DONE) continue;
    // Removing the handle frees the message.
    CURL* const easy = message->easy_handle;
    const CURLcode code = message->data.result;
    const auto found = transfers_.find(easy);
    if (found == transfers_.end()) continue;
    const Ended ended = std::move(found->second);
    transfers_.erase(found);
    curl_multi_remove_handle(multi_, easy);
    ended(code);
  }
}

}  // namespace hirewire::http
