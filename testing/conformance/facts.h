// What can be said of one company in any vendor's words: the same sentences
// from the company itself and from what a vendor's account answers.
//
//   EXPECT_EQ(FactsOf(subject).at("jobs"), FactsOf(company,
//   called).at("jobs"));
#ifndef HIREWIRE_TESTING_CONFORMANCE_FACTS_H_
#define HIREWIRE_TESTING_CONFORMANCE_FACTS_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "testing/conformance/subject.h"
#include "testing/data/company.h"

namespace hirewire::conformance {

// Sentences by what they are about, one of FactKinds().
using Facts = std::map<std::string, std::set<std::string>>;

// "people": Ada Lovelace <ada@people.example>
// "emails": ada@people.example, the first of each person; "more_emails": others
// "jobs": titles. "users": e-mail addresses. "reject_reasons": names.
// "applications": ada@people.example, Engineer: ACTIVE
//
// The company says of a rejection whose decision it was; vendors, whose words
// differ there, are given it in theirs by expected.h: "REJECTED by the
// company", "REJECTED by the candidate", "REJECTED by nobody knows whom".
std::vector<std::string> FactKinds();

// How people are called: by their given name, or by the one they prefer.
enum class Called { kByGivenName, kByPreferredName };

Facts FactsOf(const sim::Company& company, Called called);

// Kinds that the vendor cannot list are not there.
Facts FactsOf(Subject& subject);

}  // namespace hirewire::conformance

#endif  // HIREWIRE_TESTING_CONFORMANCE_FACTS_H_
