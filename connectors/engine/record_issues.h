// What could not be mapped, gathered while a page is mapped.
#ifndef HIREWIRE_CONNECTORS_ENGINE_RECORD_ISSUES_H_
#define HIREWIRE_CONNECTORS_ENGINE_RECORD_ISSUES_H_

#include <vector>

#include "hirewire/v1/record_issue.pb.h"

namespace hirewire::engine {

using RecordIssues = std::vector<v1::RecordIssue>;

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_RECORD_ISSUES_H_
