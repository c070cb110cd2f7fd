// What can be said of one company in any vendor's words: the same sentences
// from the company itself and from what a vendor's account answers.
//
//   EXPECT_EQ(FactsOf(subject).at("jobs"), FactsOf(company).at("jobs"));
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
// "emails": ada@people.example
// "jobs": titles. "users": e-mail addresses. "reject_reasons": names.
// "applications": ada@people.example, Engineer: ACTIVE
std::vector<std::string> FactKinds();

Facts FactsOf(const sim::Company& company);

// Kinds that the vendor cannot list are not there.
Facts FactsOf(Subject& subject);

}  // namespace hirewire::conformance

#endif  // HIREWIRE_TESTING_CONFORMANCE_FACTS_H_
