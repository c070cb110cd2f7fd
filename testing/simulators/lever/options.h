// How a simulated Lever account behaves.
//
//   LeverOptions options;
//   options.common.candidates = 200;
//   options.keys[0].scopes = {"postings:read:admin"};
#ifndef HIREWIRE_TESTING_SIMULATORS_LEVER_OPTIONS_H_
#define HIREWIRE_TESTING_SIMULATORS_LEVER_OPTIONS_H_

#include <set>
#include <string>
#include <vector>

#include "testing/simulators/frame/simulator.h"

namespace hirewire::sim {

// An API key of the customer's own.
struct LeverKey {
  std::string key = "simulated-lever-key";
  // What it may read, in the words of OAuth's scopes: "users:read:admin".
  // Empty: every endpoint.
  std::set<std::string> scopes = {};
  // Whether it was granted confidential data when it was made.
  bool confidential = true;
};

// A partner's registered application, for OAuth.
struct LeverApp {
  std::string client_id = "simulated-lever-app";
  std::string client_secret = "simulated-lever-secret";
  // Compared to the letter.
  std::set<std::string> redirect_uris = {"https://partner.example/callback"};
  // What it was registered for; empty: every scope.
  std::set<std::string> scopes = {};
};

struct LeverOptions {
  // What all simulators have.
  SimulatorOptions common = {};
  std::vector<LeverKey> keys = {LeverKey{}};
  std::vector<LeverApp> apps = {LeverApp{}};
  // The `audience` that authorizing must name.
  std::string audience = "https://api.lever.co/v1/";
  // Calls a second, per key or authorization, and how many at once.
  double rate = 10;
  double burst = 20;
};

}  // namespace hirewire::sim

#endif  // HIREWIRE_TESTING_SIMULATORS_LEVER_OPTIONS_H_
