#include "auth/connection/change_bell.h"

#include <utility>

namespace hirewire::auth {

ChangeBell::Subscription::Subscription(ChangeBell& bell, int64_t number)
    : bell_(&bell), number_(number) {}

ChangeBell::Subscription::Subscription(Subscription&& other) noexcept
    : bell_(std::exchange(other.bell_, nullptr)), number_(other.number_) {}

ChangeBell::Subscription::~Subscription() {
  if (bell_ == nullptr) return;
  absl::MutexLock lock(&bell_->mutex_);
  bell_->listeners_.erase(number_);
}

ChangeBell::Subscription ChangeBell::Subscribe(Listener listener) {
  absl::MutexLock lock(&mutex_);
  listeners_.emplace(++last_number_, std::move(listener));
  return Subscription(*this, last_number_);
}

void ChangeBell::Ring(absl::string_view tenant) const {
  absl::MutexLock lock(&mutex_);
  for (const auto& [number, listener] : listeners_) listener(tenant);
}

}  // namespace hirewire::auth
