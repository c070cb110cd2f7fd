// Tokens "token-1", "token-2" and so on, for tests.
//
//   FakeCredentialSource source(clock, /*refresh_time=*/absl::Seconds(1));
//   EXPECT_EQ(source.refreshes(), 1);
#ifndef HIREWIRE_CONNECTORS_TRAFFIC_FAKE_CREDENTIAL_SOURCE_H_
#define HIREWIRE_CONNECTORS_TRAFFIC_FAKE_CREDENTIAL_SOURCE_H_

#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "auth/token/credential_source.h"
#include "base/async/async.h"
#include "base/time/clock.h"

namespace hirewire::traffic {

// Callers that come while a token is fetched get the same one when it is there.
class FakeCredentialSource : public auth::CredentialSource {
 public:
  explicit FakeCredentialSource(
      Clock& clock, absl::Duration refresh_time = absl::ZeroDuration())
      : clock_(clock), refresh_time_(refresh_time) {}

  // As an API key: Invalidate finds no other.
  void SetFixed() { fixed_ = true; }
  // Get fails with this until it is OK again.
  void SetFailure(absl::Status failure) { failure_ = std::move(failure); }

  // Tokens obtained, the first one included.
  int refreshes() const { return refreshes_; }

  Async<auth::Credential> Get(absl::Time deadline) override;
  bool Invalidate(uint64_t generation) override;

 private:
  Clock& clock_;
  const absl::Duration refresh_time_;
  bool fixed_ = false;
  absl::Status failure_;
  int refreshes_ = 0;
  // 0: there is none, or the last one was invalidated.
  uint64_t valid_ = 0;
  absl::Time ready_ = absl::InfinitePast();
};

}  // namespace hirewire::traffic

#endif  // HIREWIRE_CONNECTORS_TRAFFIC_FAKE_CREDENTIAL_SOURCE_H_
