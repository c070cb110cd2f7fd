// What a manifest's field rules become: a tree of steps, one per unified field,
// that the Mapper walks for every record.
#ifndef HIREWIRE_CONNECTORS_ENGINE_MAP_PLAN_H_
#define HIREWIRE_CONNECTORS_ENGINE_MAP_PLAN_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/expr/expression.h"
#include "connectors/engine/path_index.h"
#include "google/protobuf/descriptor.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// What a unified field takes, as far as writing it differs.
enum class Target : uint8_t {
  kString,
  kBool,
  kInteger,
  kDouble,
  kEnum,
  kTimestamp,    // google.protobuf.Timestamp
  kMoney,        // Money, from a decimal amount
  kCustomValue,  // CustomValue, by the vendor's type word
  kMessage,      // any other message, by the rules below it
};

// Where a value comes from.
struct Source {
  std::optional<expr::Expression> expression;
  // Set where the expression is a plain path.
  bool is_path = false;
  std::vector<std::string> path;
  // The path's slot in the plan's PathIndex, or -1.
  int slot = -1;
};

struct EnumWords {
  absl::flat_hash_map<std::string, int> numbers;
  int other = 0;
};

using KindWords = absl::flat_hash_map<std::string, connector::v1::Kind::Type>;

struct MapPlan;

struct Rule {
  // Position among all rules of the entity: its bit in a Selection.
  int id = 0;
  // Where it stands: which of the manifest's texts, and the line in it, from 1.
  // 0 for a rule that only gathers.
  int layer = 0;
  int line = 0;
  // Full unified path: "emails.address".
  std::string to;
  int number = 0;
  bool repeated = false;
  // An int32: more does not fit.
  bool narrow = false;
  // Absent differs from the default value: write also 0, "" and false.
  bool presence = false;
  Target target = Target::kString;
  connector::v1::Format format = connector::v1::FORMAT_UNSPECIFIED;
  Source from;
  // Names of the joins that the rule itself looks into, with the joins that
  // those need; rules below it have their own.
  std::vector<std::string> joins;

  // kEnum.
  std::shared_ptr<const EnumWords> words;
  int source_number = 0;  // Of the sibling <field>_source; 0: none.
  // kCustomValue.
  std::optional<Source> kind;
  std::shared_ptr<const KindWords> kinds;
  // kMessage.
  std::shared_ptr<const MapPlan> message;
  // Elements may be anything: some rule below reads "@" itself.
  bool takes_any = false;
  // The message is filled from the same record, not from a value of it: it
  // only gathers rules whose targets had dots.
  bool gathers = false;
};

struct MapPlan {
  const google::protobuf::Descriptor* type = nullptr;
  // By field number.
  std::vector<Rule> rules;
  // What the rules read of the record, in expressions too.
  PathIndex paths;
  // Rules in the whole tree (of the root only).
  int rule_count = 0;
};

// Which rules to run: by Rule::id.
using Selection = std::vector<bool>;

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_MAP_PLAN_H_
