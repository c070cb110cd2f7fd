// Reading everything that the simulated Greenhouse has must find nothing that
// its manifest does not know.
#include <grpcpp/grpcpp.h>

#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "testing/e2e/stack.h"
#include "testing/simulators/frame/simulator.h"
#include "testing/simulators/greenhouse/greenhouse_simulator.h"

namespace hirewire::e2e {
namespace {

std::unique_ptr<sim::Simulator> Few() {
  sim::GreenhouseOptions options;
  options.candidates = 60;
  options.rate_limit = 0;
  // Awkward rows have words that no vendor has: that would be drift.
  options.awkward = false;
  return std::make_unique<sim::GreenhouseSimulator>(std::move(options));
}

v1::GetSchemaDriftResponse DriftOf(Stack& stack) {
  grpc::ClientContext context;
  v1::GetSchemaDriftRequest request;
  request.set_vendor("greenhouse");
  v1::GetSchemaDriftResponse response;
  const grpc::Status status =
      stack.connectors().GetSchemaDrift(&context, request, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response;
}

// All pages, of ten records each, so that many rows are sampled.
template <typename Request, typename Response>
int ReadAll(Stack& stack,
            grpc::Status (v1::CatalogService::StubInterface::*method)(
                grpc::ClientContext*, const Request&, Response*)) {
  Request request;
  request.set_connection_id("acme");
  request.set_page_size(10);
  int pages = 0;
  do {
    grpc::ClientContext context;
    Response page;
    const grpc::Status status =
        (stack.catalog().*method)(&context, request, &page);
    EXPECT_TRUE(status.ok())
        << Request::descriptor()->name() << ": " << status.error_message();
    if (!status.ok()) break;
    request.set_page_token(page.next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  return pages;
}

TEST(Drift, TheSimulatedVendorHasNone) {
  using Catalog = v1::CatalogService::StubInterface;
  Stack stack(Few());
  stack.Connect("acme");
  ReadAll(stack, &Catalog::ListCandidates);
  ReadAll(stack, &Catalog::ListApplications);
  ReadAll(stack, &Catalog::ListJobs);
  ReadAll(stack, &Catalog::ListJobPostings);
  ReadAll(stack, &Catalog::ListJobStages);
  ReadAll(stack, &Catalog::ListInterviews);
  ReadAll(stack, &Catalog::ListScorecards);
  ReadAll(stack, &Catalog::ListScorecardForms);
  ReadAll(stack, &Catalog::ListOffers);
  ReadAll(stack, &Catalog::ListRejectReasons);
  ReadAll(stack, &Catalog::ListUsers);
  ReadAll(stack, &Catalog::ListDepartments);
  ReadAll(stack, &Catalog::ListOffices);
  ReadAll(stack, &Catalog::ListActivities);
  ReadAll(stack, &Catalog::ListAttachments);
  ReadAll(stack, &Catalog::ListTags);
  ReadAll(stack, &Catalog::ListSources);
  ReadAll(stack, &Catalog::ListEeocRecords);
  ReadAll(stack, &Catalog::ListCustomFieldDefinitions);
  const v1::GetSchemaDriftResponse drift = DriftOf(stack);
  EXPECT_EQ(drift.entities_size(), 19);
  for (const v1::EntityDrift& entity : drift.entities()) {
    EXPECT_GT(entity.sample_count(), 0) << entity.entity();
    EXPECT_EQ(entity.new_fields_size() + entity.vanished_fields_size(), 0)
        << entity.DebugString();
    EXPECT_EQ(entity.new_words_size(), 0) << entity.DebugString();
    EXPECT_EQ(entity.other_field_count() + entity.other_word_count(), 0)
        << entity.DebugString();
  }
  EXPECT_EQ(stack.logger().Count("schema.new_field"), 0);
  EXPECT_EQ(stack.logger().Count("schema.new_word"), 0);
}

TEST(Explain, ShowsALiveRecordOfTheSimulatedVendor) {
  Stack stack(Few());
  stack.Connect("acme");
  v1::ListApplicationsResponse page;
  {
    grpc::ClientContext context;
    v1::ListApplicationsRequest request;
    request.set_connection_id("acme");
    request.set_page_size(1);
    ASSERT_TRUE(
        stack.catalog().ListApplications(&context, request, &page).ok());
  }
  ASSERT_EQ(page.applications_size(), 1);
  v1::ExplainMappingRequest request;
  request.set_connection_id("acme");
  request.set_method("GetApplication");
  request.set_record_id(page.applications(0).id());
  grpc::ClientContext context;
  v1::ExplainMappingResponse response;
  const grpc::Status status =
      stack.connectors().ExplainMapping(&context, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  const v1::MappingExplanation& shown = response.explanation();
  EXPECT_TRUE(absl::StrContains(
      shown.record_json(),
      absl::StrCat("\"id\":\"", page.applications(0).id(), "\"")));
  EXPECT_EQ(shown.rules(0).field_path(), "id");
  for (const v1::RuleExplanation& rule : shown.rules()) {
    EXPECT_NE(rule.outcome(), v1::RULE_OUTCOME_LOOKUP_MISSING)
        << rule.DebugString();
  }
  EXPECT_EQ(context.GetServerTrailingMetadata().count("hirewire-vendor-calls"),
            1u);
  // Nothing of the record is in the log.
  EXPECT_EQ(stack.logger().Text().find("record_json"), std::string::npos);
}

}  // namespace
}  // namespace hirewire::e2e
