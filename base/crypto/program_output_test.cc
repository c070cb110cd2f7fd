#include "base/crypto/program_output.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace hirewire::crypto {
namespace {

class ProgramOutputTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = absl::StrCat(testing::TempDir(), "/program_XXXXXX");
    ASSERT_NE(mkdtemp(folder_.data()), nullptr);
  }

  // A program of this test's own.
  std::string Script(const std::string& text, mode_t mode = 0700) {
    const std::string path = folder_ + "/program";
    std::ofstream(path) << "#!/bin/sh\n" << text;
    EXPECT_EQ(chmod(path.c_str(), mode), 0);
    return path;
  }

  static absl::Status StatusOf(const std::string& path,
                               const ProgramLimits& limits = {}) {
    const auto output = ProgramOutput(path, limits);
    EXPECT_FALSE(output.ok()) << "it printed " << output->size() << " bytes";
    EXPECT_TRUE(absl::StrContains(output.status().message(), path))
        << output.status();
    EXPECT_FALSE(absl::StrContains(output.status().message(), "canary"))
        << output.status();
    return output.status();
  }

  std::string folder_;
};

TEST_F(ProgramOutputTest, GivesWhatWasPrintedAndNothingOfStandardError) {
  const auto output = ProgramOutput(
      Script("echo one; echo canary >&2; sleep 0.05; printf two"), {});
  ASSERT_TRUE(output.ok()) << output.status();
  EXPECT_EQ(*output, "one\ntwo");
}

TEST_F(ProgramOutputTest, StandardInputIsEmptyAndThereAreNoArguments) {
  const auto output = ProgramOutput(Script("cat; echo $#"), {});
  ASSERT_TRUE(output.ok()) << output.status();
  EXPECT_EQ(*output, "0\n");
}

TEST_F(ProgramOutputTest, AFailureNamesTheCodeAndNeverTheOutput) {
  const absl::Status status = StatusOf(Script("echo canary; exit 7"));
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(status.message(), "code 7")) << status;
  EXPECT_TRUE(absl::StrContains(
      StatusOf(Script("echo canary; kill -9 $$")).message(), "signal 9"));
}

TEST_F(ProgramOutputTest, OneThatHangsIsKilledWithWhatItStarted) {
  ProgramLimits limits;
  limits.time = absl::Milliseconds(200);
  const absl::Status status =
      StatusOf(Script(absl::StrCat("echo canary; (sleep 100; touch ", folder_,
                                   "/survived) & wait")),
               limits);
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
}

TEST_F(ProgramOutputTest, WhatStaysBehindDoesNotHoldItUp) {
  // The grandchild keeps the pipe open.
  const auto output = ProgramOutput(Script("sleep 100 & printf keys"), {});
  ASSERT_TRUE(output.ok()) << output.status();
  EXPECT_EQ(*output, "keys");
}

TEST_F(ProgramOutputTest, OneThatPrintsWithoutEndIsStopped) {
  EXPECT_EQ(StatusOf(Script("while :; do echo canarycanary; done")).code(),
            absl::StatusCode::kFailedPrecondition);
  ProgramLimits limits;
  limits.bytes = 3;
  EXPECT_TRUE(ProgramOutput(Script("printf abc"), limits).ok());
  EXPECT_FALSE(ProgramOutput(Script("printf abcd"), limits).ok());
}

TEST_F(ProgramOutputTest, OnlyAPlainProgramThatOthersCannotChangeIsRun) {
  EXPECT_FALSE(ProgramOutput("program", {}).ok());
  EXPECT_FALSE(ProgramOutput("", {}).ok());
  EXPECT_FALSE(StatusOf(folder_ + "/nothing").ok());
  EXPECT_FALSE(StatusOf(folder_).ok());
  EXPECT_FALSE(StatusOf(Script("echo canary", 0702)).ok());
  EXPECT_FALSE(StatusOf(Script("echo canary", 0600)).ok());
}

TEST_F(ProgramOutputTest, NoShellReadsThePath) {
  EXPECT_FALSE(ProgramOutput("/bin/echo canary", {}).ok());
  EXPECT_FALSE(ProgramOutput("/bin/true;touch " + folder_ + "/x", {}).ok());
  EXPECT_NE(access((folder_ + "/x").c_str(), F_OK), 0);
}

}  // namespace
}  // namespace hirewire::crypto
