#include "auth/inbound/live_jwks.h"

#include <fstream>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "base/async/spawn.h"
#include "base/status/macros.h"

namespace hirewire::auth {
namespace {

constexpr absl::Duration kFetchTime = absl::Seconds(10);
constexpr int kOk = 200;

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(Jwks::kMostBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad() || file.gcount() == 0) {
    return absl::UnavailableError(absl::StrCat("cannot read ", path));
  }
  text.resize(static_cast<size_t>(file.gcount()));
  return text;
}

Async<std::string> FileText(std::string path) { co_return ReadFile(path); }

Async<std::string> UrlText(http::Transport& transport, const Clock& clock,
                           std::string url) {
  http::Request request;
  request.url = std::move(url);
  request.headers = {{"Accept", "application/jwk-set+json, application/json"}};
  request.deadline = clock.Now() + kFetchTime;
  HW_CO_ASSIGN_OR_RETURN(http::Response response,
                         co_await transport.Send(std::move(request)));
  if (response.status != kOk) {
    co_return absl::UnavailableError(
        absl::StrCat("the issuer answered with status ", response.status));
  }
  co_return std::move(response.body);
}

}  // namespace

LiveJwks::LiveJwks(Fetch fetch, Clock& clock, const Executor& executor,
                   log::Logger& logger)
    : fetch_(std::move(fetch)),
      clock_(clock),
      executor_(executor),
      logger_(logger) {}

std::shared_ptr<const Jwks> LiveJwks::Now() const {
  const absl::MutexLock lock(&mutex_);
  return now_;
}

void LiveJwks::Miss() {
  {
    const absl::MutexLock lock(&mutex_);
    if (clock_.Now() < last_try_ + kAtMostEvery) return;
    last_try_ = clock_.Now();
  }
  Spawn(executor_, Load(), [](absl::Status) {});
}

AsyncStatus LiveJwks::Load() {
  {
    const absl::MutexLock lock(&mutex_);
    last_try_ = clock_.Now();
  }
  absl::StatusOr<std::string> text = co_await fetch_();
  absl::StatusOr<Jwks> keys = text.ok() ? Jwks::Parse(*std::move(text))
                                        : absl::StatusOr<Jwks>(text.status());
  if (!keys.ok()) {
    if (!absl::IsCancelled(keys.status())) {
      logger_.Warning("jwks.refused", {{"why", keys.status().message()}});
    }
    co_return keys.status();
  }
  auto made = std::make_shared<const Jwks>(*std::move(keys));
  const absl::MutexLock lock(&mutex_);
  now_ = std::move(made);
  co_return absl::OkStatus();
}

AsyncStatus LiveJwks::Watch() {
  while (true) {
    HW_CO_RETURN_IF_ERROR(co_await clock_.Sleep(kEvery));
    const absl::Status loaded = co_await Load();
    if (absl::IsCancelled(loaded)) co_return loaded;
  }
}

LiveJwks::Fetch JwksFromFile(std::string path) {
  return [path = std::move(path)] { return FileText(path); };
}

LiveJwks::Fetch JwksFromUrl(http::Transport& transport, const Clock& clock,
                            std::string url) {
  return [&transport, &clock, url = std::move(url)] {
    return UrlText(transport, clock, url);
  };
}

}  // namespace hirewire::auth
