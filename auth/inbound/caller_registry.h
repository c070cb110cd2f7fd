// The callers that are known by an API key or by a client certificate, kept in
// a Store. Of a key only its digest is kept.
//
//   CallerRegistry callers(store, clock);
//   HW_ASSIGN_OR_RETURN(MadeCaller made, callers.Create(
//       {.id = "ats-sync", .tenant = "acme", .roles =
//       {v1::CALLER_ROLE_READ}}));
//   callers.FindByKey(RevealSecret(made.api_key));
#ifndef HIREWIRE_AUTH_INBOUND_CALLER_REGISTRY_H_
#define HIREWIRE_AUTH_INBOUND_CALLER_REGISTRY_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "auth/inbound/caller.h"
#include "auth/inbound/caller_cache.h"
#include "auth/secret/secret.h"
#include "base/store/store.h"
#include "base/time/clock.h"

namespace hirewire::auth {

struct NewCaller {
  std::string id;
  // Empty: the operator's.
  std::string tenant = "";
  // At least one; neither UNSPECIFIED nor TOKENS.
  std::set<v1::CallerRole> roles;
  // Empty: it gets an API key.
  std::string certificate_name = "";
  absl::Time expire_time = absl::InfiniteFuture();
};

// A caller as it is kept.
struct KnownCaller {
  Caller caller;
  std::string certificate_name;
  bool has_key = false;
  absl::Time create_time;
  absl::Time expire_time = absl::InfiniteFuture();
};

struct MadeCaller {
  KnownCaller known;
  // Shown here and never again; empty for a caller with a certificate.
  Secret api_key;
};

// Where a list stands: the last caller of a page.
struct CallerName {
  std::string tenant;
  std::string id;
};

struct CallerPage {
  std::vector<KnownCaller> callers;
  // Give this as `after` for the next page; nullopt on the last one.
  std::optional<CallerName> next;
};

// Thread-safe. Blocks like its Store, but for callers that were found in the
// last seconds. What the constructor takes outlives it. Every method may also
// fail as the Store does.
class CallerRegistry {
 public:
  CallerRegistry(store::Store& store, const Clock& clock)
      : store_(store), clock_(clock) {}

  // ARGUMENT_INVALID names the field. CALLER_EXISTS: the id, or the name in the
  // certificate, is taken.
  absl::StatusOr<MadeCaller> Create(const NewCaller& request);

  // By tenant and id, up to `limit`: those of `tenant`, or all where there is
  // none.
  absl::StatusOr<CallerPage> List(const std::optional<std::string>& tenant,
                                  const std::optional<CallerName>& after,
                                  int limit) const;

  // CALLER_NOT_FOUND. Its key and certificate are refused from now on; in other
  // processes after CallerCache::kLife.
  absl::Status Delete(absl::string_view tenant, absl::string_view id);

  // nullopt where nobody has this key, or nobody any more.
  absl::StatusOr<std::optional<Caller>> FindByKey(absl::string_view key);
  // The same for the name in a certificate that was verified.
  absl::StatusOr<std::optional<Caller>> FindByCertificate(
      absl::string_view name);

  // Whether there was never any caller.
  absl::StatusOr<bool> IsNew() const;
  // Makes the first one, an admin of the operator's tenant, with this key.
  // False, and nothing is made, unless IsNew.
  absl::StatusOr<bool> AddFirst(absl::string_view key);

 private:
  // By a record of `kind` under `key`, which names the caller's.
  absl::StatusOr<std::optional<Caller>> Find(absl::string_view kind,
                                             absl::string_view key);

  store::Store& store_;
  const Clock& clock_;
  CallerCache<KnownCaller> cache_;
};

}  // namespace hirewire::auth

#endif  // HIREWIRE_AUTH_INBOUND_CALLER_REGISTRY_H_
