// The parts of a person that both contacts and opportunities show.
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_PERSON_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_PERSON_H_

#include <string>
#include <vector>

#include "testing/data/candidates.h"
#include "testing/simulators/lever/row.h"

namespace hirewire::sim::lever {

// Empty where there is nothing, as Lever's person fields are.
std::string HeadlineOf(const Candidate& person);
std::string LocationOf(const Candidate& person);
std::vector<std::string> LinksOf(const Candidate& person);

// phones and emails.
void PutWaysToReach(const Candidate& person, Row& row);
// dataProtection, null for most.
void PutDataProtection(const Candidate& person, Row& row);

}  // namespace hirewire::sim::lever

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_PERSON_H_
