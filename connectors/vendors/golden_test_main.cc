// Plays every golden case of a vendor; golden_case.h says what one is.
//
//   golden_test FOLDER             the vendor's folder; fails where they differ
//   golden_test FOLDER --write     writes what they come to instead, for a
//                                  person to read before it is committed
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "connectors/engine/compile.h"
#include "connectors/vendors/golden_case.h"
#include "gtest/gtest.h"

namespace hirewire::vendors {
namespace {

constexpr char kRequestEnding[] = ".request.textproto";

using Manifest = std::shared_ptr<const engine::CompiledManifest>;

// The paths of all cases without their endings, in order of name.
std::vector<std::string> FindCases(const std::string& folder) {
  std::vector<std::string> stems;
  const std::string data = folder + "/testdata";
  if (!std::filesystem::exists(data)) return stems;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(data)) {
    const std::string path = entry.path().string();
    if (absl::EndsWith(path, kRequestEnding)) {
      stems.push_back(path.substr(0, path.size() - sizeof(kRequestEnding) + 1));
    }
  }
  std::sort(stems.begin(), stems.end());
  return stems;
}

class GoldenCase : public testing::Test {
 public:
  GoldenCase(Manifest manifest, std::string stem, bool write)
      : manifest_(std::move(manifest)), stem_(std::move(stem)), write_(write) {}

  void TestBody() override {
    const auto actual = RunGoldenCase(manifest_, stem_);
    ASSERT_TRUE(actual.ok()) << actual.status();
    if (write_) {
      std::ofstream(stem_ + ".textproto") << *actual;
      return;
    }
    const auto expected = ReadFile(stem_ + ".textproto");
    ASSERT_TRUE(expected.ok()) << expected.status();
    EXPECT_EQ(*actual, *expected);
  }

 private:
  const Manifest manifest_;
  const std::string stem_;
  const bool write_;
};

class GoldenCases : public testing::Test {
 public:
  explicit GoldenCases(size_t count) : count_(count) {}
  void TestBody() override { EXPECT_GT(count_, 0u) << "no cases in testdata/"; }

 private:
  const size_t count_;
};

absl::Status Register(const std::string& folder, bool write) {
  const std::string path = folder + "/manifest.textproto";
  auto text = ReadFile(path);
  if (!text.ok()) return text.status();
  const auto manifest = engine::CompileManifest(*text, path);
  if (!manifest.ok()) return manifest.status();
  const std::vector<std::string> stems = FindCases(folder);
  const size_t count = stems.size();
  testing::RegisterTest(
      "Golden", "CasesExist", nullptr, nullptr, __FILE__, __LINE__,
      [count]() -> testing::Test* { return new GoldenCases(count); });
  for (const std::string& stem : stems) {
    const std::string name = stem.substr(folder.size() + sizeof("/testdata"));
    testing::RegisterTest(
        "Golden", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
        [manifest = *manifest, stem, write]() -> testing::Test* {
          return new GoldenCase(manifest, stem, write);
        });
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace hirewire::vendors

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc < 2) return 2;
  const bool write = argc > 2 && std::string(argv[2]) == "--write";
  const absl::Status status = hirewire::vendors::Register(argv[1], write);
  if (!status.ok()) {
    std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
    return 1;
  }
  return RUN_ALL_TESTS();
}
