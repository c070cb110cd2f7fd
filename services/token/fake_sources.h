// Credential sources that obtain nothing, for tests of who asks them.
//
//   FakeSources sources;
//   sources.Fails(Error(...).Message("..."));
//   TokenService service({..., .sources = {&sources}, ...});
//   ...
//   EXPECT_EQ(sources.refused(), std::vector<uint64_t>{1});
#ifndef HIREWIRE_SERVICES_TOKEN_FAKE_SOURCES_H_
#define HIREWIRE_SERVICES_TOKEN_FAKE_SOURCES_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "auth/connection/connection.h"
#include "auth/connection/credentials.h"
#include "auth/secret/secret.h"
#include "auth/token/credential_source.h"
#include "auth/token/credential_sources.h"
#include "auth/token/grant_recipe.h"
#include "base/async/async.h"
#include "base/status/macros.h"

namespace hirewire::token_service {

// Gives "Bearer token-1" until generation 1 is refused, then "Bearer token-2",
// and so on. Thread-safe, unlike real sources, so that a test may look at it at
// any time; outlives its sources.
class FakeSources : public auth::CredentialSources {
 public:
  // Runs before each answer; its failure is the answer.
  using Step = std::function<AsyncStatus()>;

  // Every answer from now on; OK ends that.
  void Fails(const absl::Status& status) {
    absl::MutexLock lock(&mutex_);
    failure_ = status;
  }
  void First(Step step) {
    absl::MutexLock lock(&mutex_);
    first_ = std::move(step);
  }
  // When every token ends.
  void Expires(absl::Time expires) {
    absl::MutexLock lock(&mutex_);
    expires_ = expires;
  }
  // The vendor gives another token from now on.
  void Renews() {
    absl::MutexLock lock(&mutex_);
    ++generation_;
  }

  // How often a credential was asked for.
  int asked() const {
    absl::MutexLock lock(&mutex_);
    return asked_;
  }
  std::vector<uint64_t> refused() const {
    absl::MutexLock lock(&mutex_);
    return refused_;
  }

  absl::StatusOr<std::shared_ptr<auth::CredentialSource>> For(
      const auth::Connection&, const auth::GrantRecipe&) override {
    return std::make_shared<Source>(*this);
  }
  absl::StatusOr<std::shared_ptr<auth::CredentialSource>> Trial(
      const auth::Connection& connection, const auth::Credentials&,
      const auth::GrantRecipe& recipe) override {
    return For(connection, recipe);
  }

 private:
  class Source : public auth::CredentialSource {
   public:
    explicit Source(FakeSources& all) : all_(all) {}
    Async<auth::Credential> Get(absl::Time) override { return all_.Answer(); }
    bool Invalidate(uint64_t generation) override {
      absl::MutexLock lock(&all_.mutex_);
      all_.refused_.push_back(generation);
      if (generation == all_.generation_) ++all_.generation_;
      return true;
    }

   private:
    FakeSources& all_;
  };

  Async<auth::Credential> Answer() {
    Step first;
    {
      absl::MutexLock lock(&mutex_);
      ++asked_;
      first = first_;
    }
    if (first) HW_CO_RETURN_IF_ERROR(co_await first());
    absl::MutexLock lock(&mutex_);
    if (!failure_.ok()) co_return failure_;
    co_return auth::Credential{.header_name = "Authorization",
                               .header_value = auth::Secret(
                                   absl::StrCat("Bearer token-", generation_)),
                               .generation = generation_,
                               .expires = expires_};
  }

  mutable absl::Mutex mutex_;
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
  Step first_ ABSL_GUARDED_BY(mutex_);
  absl::Time expires_ ABSL_GUARDED_BY(mutex_) = absl::InfiniteFuture();
  uint64_t generation_ ABSL_GUARDED_BY(mutex_) = 1;
  int asked_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<uint64_t> refused_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace hirewire::token_service

#endif  // HIREWIRE_SERVICES_TOKEN_FAKE_SOURCES_H_
