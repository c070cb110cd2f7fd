// What a simulated company's records come to at each vendor: the one table of
// this suite with vendors' names in it.
//
//   const Count count = ExpectedCount("lever", "Application");
//   EXPECT_EQ(walk.ids.size(), count(subject.vendor().Data()));
#ifndef HIREWIRE_TESTING_CONFORMANCE_EXPECTED_H_
#define HIREWIRE_TESTING_CONFORMANCE_EXPECTED_H_

#include <cstddef>
#include <functional>
#include <set>
#include <string>

#include "testing/conformance/facts.h"
#include "testing/data/company.h"

namespace hirewire::conformance {

using Count = std::function<size_t(const sim::Company& company)>;

// Empty where the table does not say.
Count ExpectedCount(const std::string& vendor, const std::string& entity);

// A sentence of facts.h as it must be in this vendor's answers; "" where the
// vendor does not know what it says. For reasons that the table gives.
std::string InWordsOf(const std::string& vendor, const std::string& kind,
                      const std::string& fact);

// What the vendor's accounts have of this kind besides the company's.
std::set<std::string> Besides(const std::string& vendor,
                              const std::string& kind);

// Which name of a person the vendor makes the whole name of.
Called CallsPeople(const std::string& vendor);

// Whether the vendor's API has nothing of this kind of fact.
bool CannotSay(const std::string& vendor, const std::string& kind);

}  // namespace hirewire::conformance

#endif  // HIREWIRE_TESTING_CONFORMANCE_EXPECTED_H_
