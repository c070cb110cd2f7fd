// A manifest after compilation: checked, and shaped for use. Immutable, shared
// by every account and every call that began with it.
#ifndef HIREWIRE_CONNECTORS_ENGINE_COMPILED_H_
#define HIREWIRE_CONNECTORS_ENGINE_COMPILED_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/expr/expression.h"
#include "connectors/engine/entity_schema.h"
#include "connectors/engine/manifest_source.h"
#include "connectors/engine/map_plan.h"
#include "connectors/engine/uri_template.h"
#include "google/protobuf/descriptor.h"
#include "hirewire/connector/v1/manifest.pb.h"
#include "hirewire/v1/errors.pb.h"

namespace hirewire::engine {

// One parameter; left out when a variable of it has no value.
struct CompiledParameter {
  std::string name;
  UriTemplate value;
  connector::v1::JsonType type = connector::v1::JSON_TYPE_UNSPECIFIED;
};

struct CompiledRequest {
  std::string method;
  UriTemplate path;
  std::vector<CompiledParameter> parameters;
  // Parameters go into a JSON body instead of the query.
  bool json_body = false;
  // Set by CompileRequest.
  std::optional<expr::Expression> records;
  std::string scope;

  // Whether what is asked for depends on the call.
  bool has_variables() const {
    return path.has_variables() ||
           std::any_of(parameters.begin(), parameters.end(),
                       [](const CompiledParameter& parameter) {
                         return parameter.value.has_variables();
                       });
  }
};

// Where a list's paging is said to be; expressions compiled.
struct CompiledPaging {
  connector::v1::Paging spec;
  // With body_cursor: the cursor; with next_url: the URL.
  std::optional<expr::Expression> next;
  // With body_cursor, where it is set.
  std::optional<expr::Expression> has_more;
  // More records than this in one answer break the contract.
  size_t max_records = 0;
};

struct CompiledFilter {
  connector::v1::Filter spec;
  UriTemplate value;
  std::optional<expr::Expression> match;
};

struct CompiledList {
  CompiledRequest request;
  CompiledPaging paging;
  std::map<std::string, CompiledFilter> filters;
  std::vector<std::string> required_filters;
  std::optional<expr::Expression> children;
};

struct CompiledJoin {
  connector::v1::Join spec;
  CompiledRequest request;
  CompiledPaging paging;
  // Unset for reference data and for what is included.
  std::optional<expr::Expression> keys;
  // Unset where rows answer to the one key that was asked for.
  std::optional<expr::Expression> row_key;
  // Of rows that come along with the records; `request` is then empty.
  std::optional<expr::Expression> included;

  // Costs no call per record: reference data, and what is included.
  bool is_free() const { return spec.batch() == 0; }
};

struct CompiledEntity {
  const connector::v1::Entity* spec = nullptr;
  const google::protobuf::Descriptor* type = nullptr;
  std::optional<CompiledList> list;
  std::optional<CompiledRequest> get;
  std::optional<expr::Expression> get_children;
  // In the order of the manifest: a join's keys use only joins before it.
  std::vector<CompiledJoin> joins;
  std::optional<expr::Expression> group_by;
  MapPlan list_plan;
  MapPlan get_plan;
  // What is known of the vendor's records; set where there is a list or a get.
  std::shared_ptr<const EntitySchema> schema;
};

struct CompiledErrorRule {
  connector::v1::ErrorRule spec;
  std::optional<expr::Expression> when;
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
};

struct CompiledManifest {
  // Owns the texts that everything else was made from.
  std::unique_ptr<ManifestSource> source;
  std::vector<CompiledErrorRule> errors;
  CompiledRequest probe;
  // By message name: "Candidate".
  std::map<std::string, CompiledEntity> entities;

  const connector::v1::Manifest& spec() const { return source->manifest(); }
  const std::string& vendor() const { return spec().vendor(); }
};

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_COMPILED_H_
