// The simulated Ashby behind the whole product: connected, called, walked.
//
//   TEST_F(AshbyStack, ...) {
//     const Walked jobs = Walk(&Catalog::ListJobs, ROWS(jobs));
#ifndef HIREWIRE_TESTING_E2E_ASHBY_STACK_H_
#define HIREWIRE_TESTING_E2E_ASHBY_STACK_H_

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "testing/data/company.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/ashby/ashby_simulator.h"
#include "testing/simulators/ashby/options.h"

namespace hirewire::e2e {

using Catalog = v1::CatalogService::StubInterface;
using sim::AshbySimulator;

struct Walked {
  std::vector<std::string> ids;
  // "status": 3, how often a field could not be read.
  std::map<std::string, int> issues;
};

inline sim::AshbyOptions SmallAshby() {
  sim::AshbyOptions options;
  options.candidates = 150;
  options.awkward = false;
  options.rate_limits = false;
  return options;
}

// How many of the company's records pass a test.
template <typename Rows, typename Test>
size_t CountIf(const Rows& rows, Test test) {
  return static_cast<size_t>(std::count_if(rows.begin(), rows.end(), test));
}

class AshbyStack : public testing::Test {
 protected:
  AshbyStack() { Connect(SmallAshby()); }

  void Connect(const sim::AshbyOptions& options) {
    vendor_ = std::make_unique<AshbySimulator>(options);
    ASSERT_TRUE(vendor_->Start().ok());
    data_ = vendor_->Data();
    const sim::Login login = vendor_->login();
    v1::CreateConnectionRequest request;
    request.set_vendor(login.vendor);
    // A name of its own: the one before may still be there.
    connection_ = "acme-" + std::to_string(vendor_->port());
    request.set_connection_id(connection_);
    request.set_api_key(login.api_key);
    request.set_base_url(login.base_url);
    grpc::ClientContext context;
    v1::CreateConnectionResponse response;
    const grpc::Status created =
        stack_.auth().CreateConnection(&context, request, &response);
    ASSERT_TRUE(created.ok()) << created.error_message();
  }

  // One call, of which no error is expected.
  template <typename Request, typename Response>
  Response Call(grpc::Status (Catalog::*method)(grpc::ClientContext*,
                                                const Request&, Response*),
                Request request) {
    request.set_connection_id(connection_);
    grpc::ClientContext context;
    Response response;
    const grpc::Status status =
        (stack_.catalog().*method)(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  // Follows next_page_token to the end.
  template <typename Request, typename Response, typename Rows>
  Walked Walk(grpc::Status (Catalog::*list)(grpc::ClientContext*,
                                            const Request&, Response*),
              Rows rows, Request request = Request()) {
    Walked walked;
    do {
      const Response page = Call(list, request);
      for (const auto& row : rows(page)) walked.ids.push_back(row.id());
      for (const auto& issue : page.issues()) {
        ++walked.issues[issue.field_path()];
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return walked;
  }

  // Gets a record by the id that a listing gave, and finds that id in it.
  template <typename Request, typename Response, typename Row>
  void ExpectGets(grpc::Status (Catalog::*get)(grpc::ClientContext*,
                                               const Request&, Response*),
                  Row row, const Walked& walked) {
    ASSERT_FALSE(walked.ids.empty());
    Request request;
    request.set_id(walked.ids.back());
    const Response response = Call(get, request);
    EXPECT_EQ(row(response).id(), walked.ids.back());
    EXPECT_EQ(response.issues_size(), 0);
  }

  size_t Applications() const {
    return CountIf(data_.applications, [](const sim::Application& one) {
      return one.job != sim::kNone;
    });
  }
  size_t Offers() const {
    std::set<sim::Ref> applications;
    for (const sim::Offer& one : data_.offers) {
      applications.insert(one.application);
    }
    return applications.size();
  }
  size_t CustomFields() const {
    return CountIf(data_.custom_fields, [](const sim::CustomField& one) {
      return one.owner != sim::CustomOwner::kRejection &&
             one.owner != sim::CustomOwner::kStandard;
    });
  }

  std::unique_ptr<AshbySimulator> vendor_;
  Stack stack_;
  std::string connection_;
  sim::Company data_;
};

// The records of a page, and the record of an answer.
#define ROWS(field) [](const auto& page) -> auto& { return page.field(); }

}  // namespace hirewire::e2e

#endif  // HIREWIRE_TESTING_E2E_ASHBY_STACK_H_
