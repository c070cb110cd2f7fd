#include "auth/inbound/first_admin.h"

#include <unistd.h>

#include <optional>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "auth/inbound/api_key.h"
#include "auth/secret/reveal.h"
#include "auth/secret/secret.h"
#include "base/crypto/key_file.h"
#include "base/crypto/wipe.h"
#include "base/status/macros.h"

namespace hirewire::auth {
namespace {

struct KeyInFile {
  Secret key;
  // Whether it was made just now.
  bool fresh = false;
};

absl::StatusOr<KeyInFile> ReadOrMake(const std::string& path) {
  const Secret fresh = NewApiKey();
  std::string line = absl::StrCat(RevealSecret(fresh), "\n");
  const crypto::WipeOnExit wipe_line(line);
  const absl::Status made = crypto::CreateKeyFile(path, line);
  if (made.ok()) return KeyInFile{fresh, true};
  if (!absl::IsAlreadyExists(made)) return made;
  HW_ASSIGN_OR_RETURN(std::string text, crypto::ReadKeyFile(path));
  const crypto::WipeOnExit wipe(text);
  std::string key(absl::StripAsciiWhitespace(text));
  const crypto::WipeOnExit wipe_key(key);
  if (!IsApiKey(key)) {
    return absl::FailedPreconditionError(absl::StrCat(
        path, " holds no key of an admin: take it away, and start again"));
  }
  return KeyInFile{Secret(key), false};
}

}  // namespace

absl::StatusOr<bool> MakeFirstAdmin(CallerRegistry& callers,
                                    const std::string& path) {
  HW_ASSIGN_OR_RETURN(const bool is_new, callers.IsNew());
  if (!is_new) return false;
  HW_ASSIGN_OR_RETURN(const KeyInFile file, ReadOrMake(path));
  HW_ASSIGN_OR_RETURN(const bool added,
                      callers.AddFirst(RevealSecret(file.key)));
  if (added || !file.fresh) return added;
  // Another process was first. Of this same file? Then its key is good.
  HW_ASSIGN_OR_RETURN(const std::optional<Caller> owner,
                      callers.FindByKey(RevealSecret(file.key)));
  if (!owner) unlink(path.c_str());
  return false;
}

}  // namespace hirewire::auth
