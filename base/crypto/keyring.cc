#include "base/crypto/keyring.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "base/crypto/digest.h"
#include "base/crypto/key.h"
#include "base/crypto/key_file.h"
#include "base/crypto/wipe.h"
#include "base/crypto/xchacha20_poly1305.h"
#include "base/status/macros.h"

namespace hirewire::crypto {
namespace {

// A sealed value: this byte, the length of the key id in one byte, the key id,
// then what XChaCha20Poly1305 makes. The header is authenticated as well.
constexpr char kVersion = 1;
constexpr size_t kMaxIdBytes = 64;
constexpr absl::string_view kIdAlphabet =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

bool IsKeyId(absl::string_view id) {
  return !id.empty() && id.size() <= kMaxIdBytes &&
         id.find_first_not_of(kIdAlphabet) == absl::string_view::npos;
}

std::string Header(absl::string_view id) {
  std::string header(1, kVersion);
  header.push_back(static_cast<char>(id.size()));
  return absl::StrCat(header, id);
}

struct Parts {
  absl::string_view header, id, body;
};

absl::StatusOr<Parts> Split(absl::string_view sealed) {
  const absl::Status malformed = absl::InvalidArgumentError(
      "not a sealed value, or of a version that this one does not know");
  if (sealed.size() < 2 || sealed[0] != kVersion) return malformed;
  const size_t id_size = static_cast<unsigned char>(sealed[1]);
  if (sealed.size() < 2 + id_size + kNonceBytes + kTagBytes) return malformed;
  const absl::string_view id = sealed.substr(2, id_size);
  if (!IsKeyId(id)) return malformed;
  return Parts{sealed.substr(0, 2 + id_size), id, sealed.substr(2 + id_size)};
}

std::string FreshKeyId() {
  static constexpr absl::string_view kDigits =
      "abcdefghijklmnopqrstuvwxyz234567";
  const Key random = Key::Generate();
  std::string id = "key-";
  for (size_t i = 0; i < 8; ++i) id += kDigits[random.data()[i] % 32];
  return id;
}

}  // namespace

std::unique_ptr<Keyring> Keyring::Ephemeral() {
  std::vector<Entry> entries;
  entries.push_back({FreshKeyId(), Key::Generate()});
  return std::unique_ptr<Keyring>(new Keyring(std::move(entries)));
}

Keyring::KeyLine Keyring::FreshLine() {
  const Key key = Key::Generate();
  std::string encoded = absl::Base64Escape(key.bytes());
  const WipeOnExit wipe(encoded);
  KeyLine fresh;
  fresh.id = FreshKeyId();
  fresh.line = absl::StrCat(fresh.id, ":", encoded, "\n");
  return fresh;
}

absl::StatusOr<std::unique_ptr<Keyring>> Keyring::Join(const Keyring& newer,
                                                       const Keyring& older) {
  std::vector<Entry> entries = newer.entries_;
  for (const Entry& old : older.entries_) {
    const Entry* const same = newer.Find(old.id);
    if (same == nullptr) {
      entries.push_back(old);
    } else if (!ConstantTimeEqual(same->key.bytes(), old.key.bytes())) {
      return absl::FailedPreconditionError(
          absl::StrCat("key ", old.id, " is another one than before"));
    }
  }
  return std::unique_ptr<Keyring>(new Keyring(std::move(entries)));
}

absl::StatusOr<std::unique_ptr<Keyring>> Keyring::Parse(
    absl::string_view text) {
  std::vector<Entry> entries;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line[0] == '#') continue;
    const size_t colon = line.find(':');
    const absl::string_view id = line.substr(0, colon);
    if (colon == absl::string_view::npos || !IsKeyId(id)) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", number, " of the keys is not id:base64"));
    }
    std::string bytes;
    const WipeOnExit wipe(bytes);
    if (!absl::Base64Unescape(line.substr(colon + 1), &bytes) ||
        bytes.size() != Key::kBytes) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", number, " of the keys: key ", id,
                       " is not the base64 of ", Key::kBytes, " bytes"));
    }
    if (std::any_of(entries.begin(), entries.end(),
                    [id](const Entry& e) { return e.id == id; })) {
      return absl::InvalidArgumentError(absl::StrCat(
          "line ", number, " of the keys repeats the key id ", id));
    }
    HW_ASSIGN_OR_RETURN(Key key, Key::FromBytes(bytes));
    entries.push_back({std::string(id), key});
  }
  if (entries.empty()) return absl::InvalidArgumentError("there is no key");
  return std::unique_ptr<Keyring>(new Keyring(std::move(entries)));
}

absl::StatusOr<std::unique_ptr<Keyring>> Keyring::Load(
    const std::string& path) {
  HW_ASSIGN_OR_RETURN(std::string text, ReadKeyFile(path));
  const WipeOnExit wipe(text);
  auto keyring = Parse(text);
  if (!keyring.ok()) {
    return absl::Status(
        keyring.status().code(),
        absl::StrCat("key file ", path, ": ", keyring.status().message()));
  }
  return keyring;
}

absl::StatusOr<std::unique_ptr<Keyring>> Keyring::LoadOrCreate(
    const std::string& path) {
  auto keyring = Load(path);
  if (!absl::IsNotFound(keyring.status())) return keyring;
  KeyLine fresh = FreshLine();
  const WipeOnExit wipe(fresh.line);
  const absl::Status created = CreateKeyFile(path, fresh.line);
  // Another process was faster: its key is the one to use.
  if (!created.ok() && !absl::IsAlreadyExists(created)) return created;
  return Load(path);
}

std::vector<std::string> Keyring::ids() const {
  std::vector<std::string> ids;
  for (const Entry& entry : entries_) ids.push_back(entry.id);
  return ids;
}

const Keyring::Entry* Keyring::Find(absl::string_view id) const {
  for (const Entry& entry : entries_) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

std::string Keyring::Seal(absl::string_view plaintext,
                          absl::string_view associated_data) const {
  return SealBy(primary_id(), plaintext, associated_data);
}

std::string Keyring::SealBy(absl::string_view id, absl::string_view plaintext,
                            absl::string_view associated_data) const {
  const std::string header = Header(id);
  return absl::StrCat(
      header, XChaCha20Poly1305(Find(id)->key)
                  .Seal(plaintext, absl::StrCat(header, associated_data)));
}

absl::StatusOr<std::string> Keyring::Open(
    absl::string_view sealed, absl::string_view associated_data) const {
  HW_ASSIGN_OR_RETURN(const Parts parts, Split(sealed));
  const Entry* const entry = Find(parts.id);
  if (entry == nullptr) {
    return absl::FailedPreconditionError(absl::StrCat(
        "sealed by key ", parts.id, ", which is not among the keys given"));
  }
  auto plain =
      XChaCha20Poly1305(entry->key)
          .Open(parts.body, absl::StrCat(parts.header, associated_data));
  if (plain.ok()) return plain;
  return absl::FailedPreconditionError(
      absl::StrCat("key ", parts.id,
                   " does not open this value: ", plain.status().message()));
}

absl::StatusOr<std::string> SealedKeyId(absl::string_view sealed) {
  HW_ASSIGN_OR_RETURN(const Parts parts, Split(sealed));
  return std::string(parts.id);
}

}  // namespace hirewire::crypto
