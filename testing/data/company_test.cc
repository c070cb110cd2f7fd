#include "testing/data/company.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace hirewire::sim {
namespace {

// Enough of a company to compare two of them.
std::string Fingerprint(const Company& company) {
  std::string text;
  for (const Candidate& person : company.candidates) {
    text += person.first_name.value_or("-") + person.last_name.value_or("-");
    text += absl::FormatTime(person.updated, absl::UTCTimeZone());
    text += std::to_string(person.custom.size());
  }
  for (const Application& application : company.applications) {
    text += std::to_string(application.job) + "," +
            std::to_string(application.stage) + ";";
  }
  text += std::to_string(company.scorecard_answers.size());
  return text;
}

TEST(MakeCompany, IsTheSameFromTheSameSeed) {
  const CompanyOptions options{.seed = 7, .candidates = 300};
  EXPECT_EQ(Fingerprint(MakeCompany(options)),
            Fingerprint(MakeCompany(options)));
  EXPECT_NE(Fingerprint(MakeCompany(options)),
            Fingerprint(MakeCompany({.seed = 8, .candidates = 300})));
}

TEST(MakeCompany, MakesAsManyCandidatesAsAskedInOrderOfArrival) {
  const Company company = MakeCompany({.candidates = 2000});
  ASSERT_EQ(company.candidates.size(), 2000u);
  for (size_t i = 1; i < company.candidates.size(); ++i) {
    EXPECT_LE(company.candidates[i - 1].created, company.candidates[i].created);
  }
  EXPECT_TRUE(MakeCompany({.candidates = 0}).candidates.empty());
}

TEST(MakeCompany, FillsEveryKindOfRecord) {
  const Company company = MakeCompany({.candidates = 1000});
  EXPECT_FALSE(company.departments.empty());
  EXPECT_FALSE(company.team.empty());
  EXPECT_FALSE(company.openings.empty());
  EXPECT_FALSE(company.kit_question_options.empty());
  EXPECT_FALSE(company.job_notes.empty());
  EXPECT_FALSE(company.applied_tags.empty());
  EXPECT_FALSE(company.educations.empty());
  EXPECT_FALSE(company.employments.empty());
  EXPECT_FALSE(company.notes.empty());
  EXPECT_FALSE(company.attachments.empty());
  EXPECT_FALSE(company.interviewers.empty());
  EXPECT_FALSE(company.scorecard_attributes.empty());
  EXPECT_FALSE(company.scorecard_answer_choices.empty());
  EXPECT_FALSE(company.offers.empty());
  EXPECT_FALSE(company.eeoc.empty());
}

TEST(MakeCompany, HasTheAwkwardRowsEveryAccountHas) {
  const Company company = MakeCompany({.candidates = 2000});
  int prospects_without_job = 0;
  int anonymized = 0;
  int confidential = 0;
  int odd_names = 0;
  int empty_names = 0;
  int unknown_words = 0;
  for (const Application& application : company.applications) {
    prospects_without_job +=
        application.job == kNone && application.prospective_jobs.empty();
    unknown_words += application.status == ApplicationStatus::kUnknownWord;
  }
  for (const Candidate& person : company.candidates) {
    anonymized += person.anonymized;
    confidential += person.is_private.value_or(false);
    odd_names += person.first_name.value_or("").find('\xD7') !=
                 std::string::npos;  // Hebrew
    empty_names += person.first_name == "";
  }
  EXPECT_GT(prospects_without_job, 0);
  EXPECT_GT(anonymized, 0);
  EXPECT_GT(confidential, 0);
  EXPECT_GT(odd_names, 0);
  EXPECT_GT(empty_names, 0);
  EXPECT_GT(unknown_words, 0);
}

TEST(MakeCompany, UsesEveryTypeOfCustomFieldWithAndWithoutValue) {
  const Company company = MakeCompany({.candidates = 200});
  std::set<std::pair<CustomType, bool>> seen;
  for (const Candidate& person : company.candidates) {
    for (const CustomEntry& entry : person.custom) {
      seen.emplace(company.custom_fields[entry.field].type,
                   entry.value.index() != 0);
    }
  }
  EXPECT_EQ(seen.size(), 2u * kCustomTypes);
}

TEST(MakeCompany, IsWithoutOddRowsWhereAsked) {
  const Company company = MakeCompany({.candidates = 1000, .awkward = false});
  for (const Candidate& person : company.candidates) {
    EXPECT_TRUE(person.first_name.has_value() && !person.first_name->empty());
    EXPECT_FALSE(person.anonymized);
  }
  for (const Application& application : company.applications) {
    EXPECT_NE(application.job, kNone);
    EXPECT_NE(application.status, ApplicationStatus::kUnknownWord);
  }
}

TEST(MakeCompany, RefersOnlyToRecordsThatExist) {
  const Company company = MakeCompany({.candidates = 500});
  const auto within = [](Ref ref, size_t size) {
    return ref >= kNone && ref < static_cast<Ref>(size);
  };
  for (const Application& application : company.applications) {
    EXPECT_TRUE(within(application.stage, company.stages.size()));
    EXPECT_TRUE(within(application.visit, company.stage_visits.size()));
    if (application.stage == kNone) continue;
    EXPECT_EQ(company.stages[application.stage].job, application.job);
    EXPECT_TRUE(company.stage_visits[application.visit].current);
  }
  for (const Scorecard& card : company.scorecards) {
    EXPECT_EQ(company.kits[card.kit].job,
              company.applications[card.application].job);
  }
}

TEST(AddCandidate, AppendsOneWithAnApplication) {
  Company company = MakeCompany({.candidates = 10});
  const size_t applications = company.applications.size();
  const Ref added = AddCandidate(company, 5, company.as_of + absl::Hours(1));
  EXPECT_EQ(added, 10);
  EXPECT_EQ(company.candidates.size(), 11u);
  EXPECT_GT(company.applications.size(), applications);
  EXPECT_EQ(company.applications.back().candidate, added);
}

}  // namespace
}  // namespace hirewire::sim
