#include "services/connectors/explain_request.h"

#include <string>
#include <utility>
#include <vector>

#include "base/status/error.h"
#include "gtest/gtest.h"

namespace hirewire::connector_service {
namespace {

v1::ExplainMappingRequest Sample(const std::string& method, std::string json) {
  v1::ExplainMappingRequest request;
  request.set_method(method);
  request.set_sample_json(std::move(json));
  return request;
}

v1::ExplainMappingRequest Live(const std::string& method,
                               const std::string& id) {
  v1::ExplainMappingRequest request;
  request.set_method(method);
  request.set_record_id(id);
  return request;
}

TEST(ExplainRequest, TheMethodDecidesEntityAndRules) {
  const auto list = ReadExplainRequest(Sample("ListStageChanges", "{}"));
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_EQ(list->entity, "StageChange");
  EXPECT_TRUE(list->list);
  EXPECT_EQ(list->sample_json, "{}");
  auto request = Live("GetJobPosting", "17");
  request.set_include_values(true);
  const auto get = ReadExplainRequest(request);
  ASSERT_TRUE(get.ok()) << get.status();
  EXPECT_EQ(get->entity, "JobPosting");
  EXPECT_FALSE(get->list);
  EXPECT_EQ(get->id, "17");
  EXPECT_TRUE(get->include_values);
}

TEST(ExplainRequest, SaysWhichFieldIsWrong) {
  v1::ExplainMappingRequest nothing;
  nothing.set_method("GetCandidate");
  for (const auto& [request, field] :
       std::vector<std::pair<v1::ExplainMappingRequest, std::string>>{
           {Sample("", "{}"), "method"},
           {Sample("ListPeople", "{}"), "method"},
           {Sample("hirewire.v1.CatalogService.GetJob", "{}"), "method"},
           {nothing, "sample_json"},
           {Sample("GetCandidate", ""), "sample_json"},
           {Sample("GetCandidate", std::string(kLargestSample + 1, ' ')),
            "sample_json"},
           {Live("ListCandidates", "17"), "record_id"},
           {Live("GetCandidate", ""), "record_id"},
           {Live("GetCandidate", std::string(1025, 'x')), "record_id"}}) {
    const absl::Status status = ReadExplainRequest(request).status();
    EXPECT_EQ(ReasonOf(status), v1::ERROR_REASON_ARGUMENT_INVALID) << field;
    EXPECT_EQ(DetailsOf(status)->metadata.at("field"), field);
  }
  EXPECT_TRUE(
      ReadExplainRequest(Sample("GetJob", std::string(kLargestSample, ' ')))
          .ok());
}

}  // namespace
}  // namespace hirewire::connector_service
