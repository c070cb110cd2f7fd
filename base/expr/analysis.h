// What a program reads and calls, known without data.
//
//   const Analysis analysis = Analyze(*program);
//   // "archived.reason || name": paths {"archived.reason", "name"}
#ifndef HIREWIRE_BASE_EXPR_ANALYSIS_H_
#define HIREWIRE_BASE_EXPR_ANALYSIS_H_

#include <string>
#include <vector>

#include "base/expr/function_call.h"
#include "base/expr/program.h"

namespace hirewire::expr {

struct Analysis {
  // As Expression::paths, root_fields and calls say.
  std::vector<std::string> paths;
  std::vector<std::string> root_fields;
  std::vector<FunctionCall> calls;
};

Analysis Analyze(const Program& program);

// The keys of a plain path, as Expression::plain_path says; null where `node`
// is none.
const std::vector<std::string>* PlainPath(const Node& node);

}  // namespace hirewire::expr

#endif  // HIREWIRE_BASE_EXPR_ANALYSIS_H_
