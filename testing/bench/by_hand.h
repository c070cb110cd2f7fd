// Code as it is written by hand, for one vendor and one entity each: simdjson's
// documents, read straight into generated messages on an arena.
//
// It writes the fields of the manifest's default selection, no others, and
// checks what it reads: a value of another type is left out.
#ifndef HIREWIRE_TESTING_BENCH_BY_HAND_H_
#define HIREWIRE_TESTING_BENCH_BY_HAND_H_

#include <memory>

#include "testing/bench/input.h"
#include "testing/bench/subject.h"

namespace hirewire::bench {

std::unique_ptr<Subject> AshbyCandidatesByHand();
std::unique_ptr<Subject> GreenhouseCandidatesByHand();
std::unique_ptr<Subject> GreenhouseApplicationsByHand(const Input& input);
std::unique_ptr<Subject> LeverApplicationsByHand(const Input& input);
std::unique_ptr<Subject> WorkableCandidatesByHand();

}  // namespace hirewire::bench

#endif  // HIREWIRE_TESTING_BENCH_BY_HAND_H_
