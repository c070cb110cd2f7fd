#include "base/log/logger.h"

#include "absl/strings/str_cat.h"

namespace hirewire::log {

Field::Field(Word name, absl::string_view value) : name_(name) {
  value_ = value.size() <= kMaxValueBytes
               ? std::string(value)
               : absl::StrCat(value.substr(0, kMaxValueBytes), "...");
}

}  // namespace hirewire::log
