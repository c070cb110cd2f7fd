// What a vendor's answer means: the manifest's rules first, then one table of
// HTTP statuses for all.
#ifndef HIREWIRE_CONNECTORS_ENGINE_JUDGE_H_
#define HIREWIRE_CONNECTORS_ENGINE_JUDGE_H_

#include <string>

#include "base/http/transport.h"
#include "base/json/parser.h"
#include "connectors/engine/compiled.h"
#include "connectors/traffic/channel.h"

namespace hirewire::engine {

// What was read on the way to a verdict, so that nothing is parsed twice.
struct Reading {
  // The answer's body; JSON null where there was none.
  json::Document document;
  // A rule said that this counts as an answer without records.
  bool empty = false;
};

// `response.body` is moved into `reading` when it is parsed. `scope`: the
// permission the request needs, named where it is missing.
traffic::Verdict Judge(const CompiledManifest& manifest,
                       const std::string& scope, http::Response& response,
                       json::Parser& parser, Reading& reading);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_JUDGE_H_
