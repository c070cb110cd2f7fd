// JMESPath's compliance suite: files of cases, each a document, an expression
// and what it gives or how it fails. No case is skipped.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/expr/arena.h"
#include "base/expr/expression.h"
#include "base/expr/value.h"
#include "base/json/parser.h"
#include "base/json/value.h"
#include "base/json/write.h"
#include "gtest/gtest.h"

namespace hirewire::expr {
namespace {

// The suite holds this many; fewer mean that some were not read.
constexpr int kCases = 908;

std::vector<std::filesystem::path> CaseFiles() {
  std::vector<std::filesystem::path> files;
  const char* const root = std::getenv("TEST_SRCDIR");
  if (root == nullptr) return files;
  std::error_code missing;
  const std::filesystem::path folder =
      std::filesystem::path(root) / "samples" / "jmespath";
  for (const auto& entry :
       std::filesystem::directory_iterator(folder, missing)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  return files;
}

json::Document Read(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string body((std::istreambuf_iterator<char>(file)),
                   std::istreambuf_iterator<char>());
  absl::StatusOr<json::Document> document = json::Parse(std::move(body));
  EXPECT_TRUE(document.ok()) << path << ": " << document.status();
  return document.ok() ? *std::move(document) : json::Document();
}

// The result as JSON, or the kind of the error.
absl::StatusOr<Value> Run(json::Value given, absl::string_view text,
                          Arena& arena, std::optional<Expression>& keeper) {
  absl::StatusOr<Expression> expression = Expression::Compile(text);
  if (!expression.ok()) return expression.status();
  keeper = *expression;
  return keeper->Evaluate(given, {.arena = arena});
}

void Check(json::Value given, json::Value test, absl::string_view where) {
  const absl::string_view text = test.Find("expression")->AsString();
  SCOPED_TRACE(absl::StrCat(where, ": ", text));
  Arena arena;
  std::optional<Expression> keeper;
  const absl::StatusOr<Value> value = Run(given, text, arena, keeper);
  if (const auto error = test.Find("error")) {
    ASSERT_FALSE(value.ok()) << *WriteJson(*value);
    EXPECT_TRUE(absl::StartsWith(value.status().message(),
                                 absl::StrCat(error->AsString(), ":")))
        << value.status();
    return;
  }
  ASSERT_TRUE(value.ok()) << value.status();
  // A benchmark says no result: that it has one is the test.
  if (const auto result = test.Find("result")) {
    EXPECT_TRUE(Equal(*value, *result))
        << *WriteJson(*value) << "\nwanted " << json::Write(*result);
  }
}

TEST(Compliance, HoldsInEveryCase) {
  const std::vector<std::filesystem::path> files = CaseFiles();
  if (files.empty()) {
    GTEST_SKIP() << "the JMESPath suite is not beside the workspace "
                    "(../shared/samples/jmespath)";
  }
  int cases = 0;
  for (const std::filesystem::path& file : files) {
    const json::Document document = Read(file);
    for (const json::Value suite : document.root().items()) {
      for (const json::Value test : suite.Find("cases")->items()) {
        Check(*suite.Find("given"), test, file.filename().string());
        ++cases;
      }
    }
  }
  EXPECT_EQ(cases, kCases);
}

}  // namespace
}  // namespace hirewire::expr
