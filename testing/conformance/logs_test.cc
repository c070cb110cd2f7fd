// No secret and nobody's data in logs, on disk, or in what failures say.
#include <grpcpp/grpcpp.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/http/url.h"
#include "gtest/gtest.h"
#include "testing/conformance/subject.h"
#include "testing/conformance/tested.h"
#include "testing/conformance/walk.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/vendors.h"

namespace hirewire::conformance {
namespace {

using sim::Fault;

// Shorter words would be found by chance.
constexpr size_t kTelling = 6;

void Add(const std::string& word, std::set<std::string>& words) {
  if (word.size() >= kTelling) words.insert(word);
}

// Whatever must not be found: names, addresses, numbers, and the credential.
std::set<std::string> Private(const sim::Company& company,
                              const sim::Login& login) {
  std::set<std::string> words;
  for (const sim::Candidate& candidate : company.candidates) {
    Add(candidate.first_name.value_or(""), words);
    Add(candidate.last_name.value_or(""), words);
    for (const auto& email : candidate.emails) Add(email.value, words);
    for (const auto& phone : candidate.phones) Add(phone.value, words);
    for (const auto& address : candidate.addresses) Add(address.value, words);
  }
  for (const sim::User& user : company.users) {
    Add(user.last_name.value_or(""), words);
    Add(user.email, words);
  }
  Add(login.api_key, words);
  Add(login.client_secret, words);
  return words;
}

void ExpectNone(const std::set<std::string>& words, const std::string& kept) {
  for (const std::string& word : words) {
    EXPECT_EQ(kept.find(word), std::string::npos) << word;
  }
}

// Ways to fail that are not repeated, so that nothing waits.
const std::vector<Fault> kFailures = {Fault::kUnprocessable, Fault::kForbidden,
                                      Fault::kOtherShape, Fault::kNotFound};

class Logs : public testing::Test {
 protected:
  void SetUp() override {
    if (!CanBeTalkedTo()) GTEST_SKIP() << "see FirstSteps";
  }
};

TEST_F(Logs, OfTrafficHoldNoSecretAndNobodysData) {
  Subject subject(TestedVendor());
  std::string kept;
  for (const Operation& list : TestedLists()) {
    const Walk walk =
        WalkEverywhere(subject, ListOf(list.entity, 100, {"*"}), 3);
    EXPECT_TRUE(walk.end.ok()) << list.method << ": " << walk.end;
    subject.vendor().faults().InjectNext(Fault::kServerError, 1);
    for (const Fault fault : kFailures) {
      subject.vendor().faults().InjectNext(fault);
      const absl::Status status =
          WalkEverywhere(subject, ListOf(list.entity, 100), 1).end;
      absl::StrAppend(&kept, status.ToString(), "\n");
    }
    subject.vendor().faults().Reset();
  }
  absl::StrAppend(&kept, subject.logger().Text());
  ASSERT_GT(kept.size(), 1000u);
  ExpectNone(Private(subject.vendor().Data(), subject.vendor().login()), kept);
}

std::string FilesBelow(const std::string& folder) {
  std::string all;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    all += bytes.str();
  }
  return all;
}

TEST_F(Logs, OfTheServerHoldNoSecretAndNobodysData) {
  e2e::Stack stack(sim::MakeSimulator(TestedVendor(), SmallCompany()));
  stack.Connect("acme");
  std::string kept;
  for (int i = 0; i < 6; ++i) {
    if (i > 0) stack.vendor().faults().InjectNext(kFailures[i % 4], 3);
    v1::ListCandidatesRequest request;
    request.set_connection_id("acme");
    request.mutable_read_mask()->add_paths("*");
    // Filters are data too.
    if (i > 2) request.set_email(stack.vendor().Data().users[0].email);
    grpc::ClientContext context;
    v1::ListCandidatesResponse page;
    const grpc::Status status =
        stack.catalog().ListCandidates(&context, request, &page);
    absl::StrAppend(&kept, status.error_message(), status.error_details());
    stack.vendor().faults().Reset();
  }
  absl::StrAppend(&kept, stack.logger().Text(), FilesBelow(stack.data_dir()));
  ExpectNone(Private(stack.vendor().Data(), stack.vendor().login()), kept);
}

}  // namespace
}  // namespace hirewire::conformance
