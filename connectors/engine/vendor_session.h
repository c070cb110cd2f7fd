// What all operations of one account share. Held by shared_ptr: work that
// outlives its caller (a shared load of reference data) keeps it.
#ifndef HIREWIRE_CONNECTORS_ENGINE_VENDOR_SESSION_H_
#define HIREWIRE_CONNECTORS_ENGINE_VENDOR_SESSION_H_

#include <memory>
#include <string>
#include <utility>

#include "base/async/async.h"
#include "base/http/url.h"
#include "base/json/parser.h"
#include "base/time/clock.h"
#include "connectors/engine/compiled.h"
#include "connectors/engine/fetcher.h"
#include "connectors/engine/page_tokens.h"
#include "connectors/engine/reference_cache.h"
#include "connectors/engine/schema_drift.h"
#include "connectors/traffic/channel.h"

namespace hirewire::engine {

struct VendorSession {
  VendorSession(std::shared_ptr<const CompiledManifest> compiled,
                std::string id, http::Url url,
                std::unique_ptr<traffic::Channel> way, const Executor& executor,
                Clock& time, const PageTokens& tokens,
                SchemaDrift* counter = nullptr, std::string whose = "")
      : manifest(std::move(compiled)),
        connection_id(std::move(id)),
        tenant(std::move(whose)),
        base(std::move(url)),
        channel(std::move(way)),
        clock(time),
        page_tokens(tokens),
        drift(counter),
        fetcher(*manifest, *channel, parser),
        references(executor, clock) {}

  const std::shared_ptr<const CompiledManifest> manifest;
  const std::string connection_id;
  // Whose connection it is.
  const std::string tenant;
  const http::Url base;
  const std::unique_ptr<traffic::Channel> channel;
  // These outlive the session.
  Clock& clock;
  const PageTokens& page_tokens;
  // Null: nobody counts.
  SchemaDrift* const drift;
  json::Parser parser;
  Fetcher fetcher;
  ReferenceCache references;
};

using SessionPtr = std::shared_ptr<VendorSession>;

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_VENDOR_SESSION_H_
