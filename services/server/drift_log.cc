#include "services/server/drift_log.h"

namespace hirewire::server {

void DriftLog::OnNew(const std::string& vendor, const std::string& entity,
                     const engine::DriftNews& news) {
  if (news.word.empty()) {
    logger_.Warning(
        "schema.new_field",
        {{"vendor", vendor}, {"entity", entity}, {"field", news.field}});
    return;
  }
  logger_.Warning("schema.new_word", {{"vendor", vendor},
                                      {"entity", entity},
                                      {"field", news.field},
                                      {"word", news.word}});
}

}  // namespace hirewire::server
