#include "connectors/traffic/fake_credential_source.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace hirewire::traffic {

Async<auth::Credential> FakeCredentialSource::Get(absl::Time deadline) {
  if (!failure_.ok()) co_return failure_;
  if (valid_ == 0) {
    valid_ = static_cast<uint64_t>(++refreshes_);
    ready_ = clock_.Now() + refresh_time_;
  }
  const uint64_t generation = valid_;
  const absl::Status slept = co_await clock_.Sleep(ready_ - clock_.Now());
  if (!slept.ok()) co_return slept;
  co_return auth::Credential{
      .header_name = "Authorization",
      .header_value = auth::Secret(absl::StrCat("Bearer token-", generation)),
      .generation = generation};
}

bool FakeCredentialSource::Invalidate(uint64_t generation) {
  if (fixed_) return false;
  if (generation == valid_) valid_ = 0;
  return true;
}

}  // namespace hirewire::traffic
