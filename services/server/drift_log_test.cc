#include "services/server/drift_log.h"

#include "absl/strings/match.h"
#include "base/log/capturing_logger.h"
#include "gtest/gtest.h"

namespace hirewire::server {
namespace {

TEST(DriftLog, NamesFieldsAndWords) {
  log::CapturingLogger logger;
  DriftLog log(logger);
  log.OnNew("acme", "Candidate", {"pronouns", ""});
  log.OnNew("acme", "Application", {"status", "paused"});
  EXPECT_EQ(logger.Count("schema.new_field"), 1);
  EXPECT_EQ(logger.Count("schema.new_word"), 1);
  for (const char* name : {"pronouns", "Candidate", "status", "paused"}) {
    EXPECT_TRUE(absl::StrContains(logger.Text(), name)) << name;
  }
}

}  // namespace
}  // namespace hirewire::server
