#include "connectors/engine/unknown_words.h"

#include <string>

#include "connectors/engine/map_plan.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

Rule To(const std::string& field) {
  Rule rule;
  rule.to = field;
  return rule;
}

TEST(UnknownWords, AreCountedByFieldAndWord) {
  UnknownWords words;
  words.Note(To("status"), "paused");
  words.Note(To("status"), "paused");
  words.Note(To("origin"), "paused");
  ASSERT_EQ(words.entries().size(), 2u);
  EXPECT_EQ(words.entries()[0].field, "status");
  EXPECT_EQ(words.entries()[0].word, "paused");
  EXPECT_EQ(words.entries()[0].count, 2);
  EXPECT_EQ(words.entries()[1].field, "origin");
  EXPECT_EQ(words.rest(), 0);
}

TEST(UnknownWords, StayFewHoweverManyThereAre) {
  UnknownWords words;
  for (int i = 0; i < 100; ++i) {
    words.Note(To("status"), "w" + std::to_string(i));
  }
  words.Note(To("status"), "w0");
  EXPECT_EQ(words.entries().size(), UnknownWords::kMostWords);
  EXPECT_EQ(words.entries()[0].count, 2);
  EXPECT_EQ(words.rest(), 100 - static_cast<int>(UnknownWords::kMostWords));
}

}  // namespace
}  // namespace hirewire::engine
