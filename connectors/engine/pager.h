// How one listing goes from page to page.
#ifndef HIREWIRE_CONNECTORS_ENGINE_PAGER_H_
#define HIREWIRE_CONNECTORS_ENGINE_PAGER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "base/expr/value.h"
#include "base/http/transport.h"
#include "base/http/url.h"
#include "connectors/engine/arguments.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/uri_template.h"

namespace hirewire::engine {

// One page of an answer, as the paging needs to see it.
struct PageSeen {
  const http::Headers& headers;
  const expr::Value& body;
  size_t records = 0;
};

class Pager {
 public:
  // All of it outlives the Pager. `size`: records asked for; more than the
  // vendor gives is cut to what it gives.
  Pager(const CompiledManifest& manifest, const CompiledRequest& request,
        const CompiledPaging& paging, const http::Url& base, int32_t size);

  // The request for the page at `cursor`; "" is the first. `filters`:
  // parameters of the first request (and of every one, where the vendor's
  // cursor does not hold them). PAGE_TOKEN_INVALID for a cursor of another kind
  // of paging, as after a change of the manifest.
  absl::StatusOr<http::Request> RequestFor(const std::string& cursor,
                                           const Variables& variables,
                                           const Arguments& filters) const;

  // The cursor after the page at `cursor`; nullopt at the end. Fails with
  // VENDOR_RESPONSE_INVALID where the answer breaks the paging's contract.
  absl::StatusOr<std::optional<std::string>> Next(const std::string& cursor,
                                                  const PageSeen& page) const;

 private:
  // Where a listing by numbers is. Page numbers count in pages of the size that
  // the listing began with, so their cursor carries it ("3:100") and a caller
  // may change the size on the way; an offset counts records.
  struct Position {
    int64_t at = 0;
    int32_t size = 0;
  };

  absl::StatusOr<Position> PositionOf(const std::string& cursor) const;
  absl::StatusOr<std::optional<std::string>> NextOfBody(
      const PageSeen& page) const;
  absl::StatusOr<std::optional<std::string>> NextNumber(
      const std::string& cursor, const PageSeen& page) const;

  const CompiledManifest& manifest_;
  const CompiledRequest& request_;
  const CompiledPaging& paging_;
  const http::Url& base_;
  int32_t size_;
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_PAGER_H_
