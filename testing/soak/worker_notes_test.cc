#include "testing/soak/worker_notes.h"

#include <cstdlib>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace hirewire::soak {
namespace {

std::string Path(const char* name) {
  return absl::StrCat(std::getenv("TEST_TMPDIR"), "/", name);
}

TEST(WorkerNotesTest, WhatWasNotedIsReadBackInOrder) {
  const std::string path = Path("ordinary");
  {
    const WorkerNotes notes(path);
    notes.Add(kLeased);
    notes.Add(kFailed, "REFRESH_LOST");
  }
  const auto read = ReadNotes(path);
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ((*read)[0].kind, kLeased);
  EXPECT_EQ((*read)[1].word, "REFRESH_LOST");
  EXPECT_GE((*read)[1].at, (*read)[0].at);
}

TEST(WorkerNotesTest, ALineThatWasCutShortIsLeftOut) {
  const std::string path = Path("cut");
  std::ofstream(path) << "leased 12\nnonsense\nstored 1";
  const auto read = ReadNotes(path);
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->size(), 1u);
  EXPECT_EQ((*read)[0].at, 12);
}

TEST(WorkerNotesTest, AFileThatIsNotThereIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(ReadNotes(Path("none")).status()));
}

}  // namespace
}  // namespace hirewire::soak
