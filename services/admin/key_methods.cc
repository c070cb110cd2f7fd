#include "services/admin/key_methods.h"

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "auth/vault/key_check.h"
#include "auth/vault/reseal.h"
#include "base/crypto/keyring.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "services/rpc/admission.h"

namespace hirewire::admin_service {

namespace {

// Records between two breaths, in which other calls of this shard go on.
constexpr int kRecordsAtOnce = 20;
constexpr int kRecordsCountedAtOnce = 200;
constexpr absl::Duration kBreath = absl::Microseconds(100);
constexpr absl::Duration kRenewalWait = absl::Seconds(1);

// What fails below knows no reasons.
absl::Status WithReason(const absl::Status& status) {
  if (status.ok() || ReasonOf(status) != v1::ERROR_REASON_UNSPECIFIED) {
    return status;
  }
  return Error(v1::ERROR_REASON_INTERNAL).Message(status.message());
}

absl::Status CannotRotate(const absl::Status& status,
                          const crypto::MasterKeys& keys) {
  if (!absl::IsUnimplemented(status) && !absl::IsPermissionDenied(status)) {
    return WithReason(status);
  }
  return Error(v1::ERROR_REASON_KEY_SOURCE_READ_ONLY)
      .With("source", keys.source_kind())
      .Message(absl::StrCat(status.message(),
                            ", then rotate with keep_primary, which only "
                            "seals again"));
}

}  // namespace

void KeyMethods::AddTo(rpc::TypedService& service) {
  service.On<v1::ListMasterKeysRequest, v1::ListMasterKeysResponse>(
      [this](auto& call, const auto& request) { return List(call, request); });
  service.On<v1::RotateMasterKeyRequest, v1::RotateMasterKeyResponse>(
      [this](auto& call, const auto& request) {
        return Rotate(call, request);
      });
}

Async<v1::ListMasterKeysResponse> KeyMethods::List(
    rpc::Call& call, const v1::ListMasterKeysRequest& request) {
  HW_CO_RETURN_IF_ERROR(rpc::CheckOperator(call));
  // Where they cannot be read now, those that are known are told.
  keys_.Reload().IgnoreError();
  auth::SealCensus census(store_);
  while (!census.done()) {
    HW_CO_RETURN_IF_ERROR(WithReason(census.Step(kRecordsCountedAtOnce)));
    HW_CO_RETURN_IF_ERROR(co_await clock_.Sleep(kBreath));
  }
  v1::ListMasterKeysResponse response;
  response.set_source(keys_.source_kind());
  for (const std::string& id : keys_.ring()->ids()) {
    v1::MasterKey& key = *response.add_keys();
    key.set_id(id);
    key.set_primary(response.keys_size() == 1);
    const auto count = census.counts().find(id);
    if (count != census.counts().end()) key.set_sealed_records(count->second);
  }
  co_return response;
}

Async<v1::RotateMasterKeyResponse> KeyMethods::Rotate(
    rpc::Call& call, const v1::RotateMasterKeyRequest& request) {
  HW_CO_RETURN_IF_ERROR(rpc::CheckOperator(call));
  if (request.keep_primary()) {
    HW_CO_RETURN_IF_ERROR(WithReason(keys_.Reload()));
  } else {
    const absl::Status rotated = keys_.Rotate().status();
    if (!rotated.ok()) co_return CannotRotate(rotated, keys_);
  }
  HW_CO_RETURN_IF_ERROR(WithReason(auth::WriteKeyChecks(store_, keys_)));
  v1::RotateMasterKeyResponse response;
  HW_CO_ASSIGN_OR_RETURN(const int64_t resealed, co_await Reseal());
  response.set_resealed_records(resealed);
  response.set_primary_key_id(keys_.ring()->primary_id());
  co_return response;
}

Async<int64_t> KeyMethods::Reseal() {
  auth::Resealer resealer(store_, keys_, clock_);
  while (true) {
    while (!resealer.done()) {
      HW_CO_RETURN_IF_ERROR(WithReason(resealer.Step(kRecordsAtOnce)));
      HW_CO_RETURN_IF_ERROR(co_await clock_.Sleep(kBreath));
    }
    HW_CO_RETURN_IF_ERROR(WithReason(resealer.failure()));
    if (resealer.busy() == 0) co_return resealer.resealed();
    // Tokens that are being renewed: mostly for a second, at most for as long
    // as a lease lasts whose holder died.
    HW_CO_RETURN_IF_ERROR(co_await clock_.Sleep(kRenewalWait));
    resealer.Restart();
  }
}

}  // namespace hirewire::admin_service
