// An issuer's keys, kept up to date while the server runs. The last good ones
// stay in use when they cannot be had anew.
//
//   LiveJwks keys(JwksFromUrl(transport, clock, url), clock, executor, logger);
//   Spawn(executor, keys.Watch(), ...);
//   keys.Now()->Find(kid, algorithm);
#ifndef HIREWIRE_AUTH_INBOUND_LIVE_JWKS_H_
#define HIREWIRE_AUTH_INBOUND_LIVE_JWKS_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "auth/inbound/jwks.h"
#include "base/async/async.h"
#include "base/http/transport.h"
#include "base/log/logger.h"
#include "base/time/clock.h"

namespace hirewire::auth {

// What a token is checked with.
class KeySource {
 public:
  virtual ~KeySource() = default;

  // Never null. Thread-safe, does not wait.
  virtual std::shared_ptr<const Jwks> Now() const = 0;

  // A token names a key that is not among them: have them looked up anew, in
  // the background. Thread-safe, does not wait.
  virtual void Miss() = 0;
};

class LiveJwks : public KeySource {
 public:
  // Gets the text of the key set.
  using Fetch = std::function<Async<std::string>()>;

  // A key that is taken back is refused after so long.
  static constexpr absl::Duration kEvery = absl::Minutes(5);
  // However many tokens name unknown keys.
  static constexpr absl::Duration kAtMostEvery = absl::Minutes(1);

  // `fetch` runs on `executor`. All outlive it, and it outlives what runs on
  // the executor.
  LiveJwks(Fetch fetch, Clock& clock, const Executor& executor,
           log::Logger& logger);

  std::shared_ptr<const Jwks> Now() const override;
  void Miss() override;

  // Gets them once. On the executor. What fails is in the log.
  AsyncStatus Load();

  // Gets them again and again, the first time after kEvery. Ends when it is
  // cancelled.
  AsyncStatus Watch();

 private:
  const Fetch fetch_;
  Clock& clock_;
  const Executor executor_;
  log::Logger& logger_;
  mutable absl::Mutex mutex_;
  std::shared_ptr<const Jwks> now_ ABSL_GUARDED_BY(mutex_) =
      std::make_shared<const Jwks>();
  absl::Time last_try_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

// From a file.
LiveJwks::Fetch JwksFromFile(std::string path);

// By HTTP GET. `transport` and `clock` outlive it.
LiveJwks::Fetch JwksFromUrl(http::Transport& transport, const Clock& clock,
                            std::string url);

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_LIVE_JWKS_H_
