#include "services/catalog/request_reader.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/text_format.h>

#include <cstddef>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status/error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hirewire/v1/application.pb.h"
#include "hirewire/v1/candidate.pb.h"
#include "hirewire/v1/catalog_service.pb.h"
#include "services/catalog/method_shape.h"

namespace hirewire::catalog {
namespace {

namespace pb = google::protobuf;
using connectors::FilterValue;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

template <typename Request>
Request Parse(const std::string& text) {
  Request request;
  EXPECT_TRUE(pb::TextFormat::ParseFromString(text, &request)) << text;
  return request;
}

auto ReadCandidates(const std::string& text) {
  return ReadListRequest(Parse<v1::ListCandidatesRequest>(text),
                         *v1::Candidate::descriptor());
}

auto ReadApplications(const std::string& text) {
  return ReadListRequest(Parse<v1::ListApplicationsRequest>(text),
                         *v1::Application::descriptor());
}

auto ReadCandidate(const std::string& text) {
  return ReadGetRequest(Parse<v1::GetCandidateRequest>(text),
                        *v1::Candidate::descriptor());
}

// The field that an ARGUMENT_INVALID names.
std::string WrongField(const absl::Status& status) {
  const auto details = DetailsOf(status);
  if (!details || details->reason != v1::ERROR_REASON_ARGUMENT_INVALID) {
    return absl::StrCat("not ARGUMENT_INVALID: ", status.ToString());
  }
  return details->metadata.at("field");
}

std::string FilterText(const FilterValue& filter) {
  if (const auto* time = std::get_if<absl::Time>(&filter.value)) {
    return absl::StrCat(filter.name, "=",
                        absl::FormatTime(*time, absl::UTCTimeZone()));
  }
  return absl::StrCat(filter.name, "=", std::get<std::string>(filter.value));
}

std::vector<std::string> FilterTexts(const connectors::ListQuery& query) {
  std::vector<std::string> texts;
  for (const FilterValue& filter : query.filters) {
    texts.push_back(FilterText(filter));
  }
  return texts;
}

// A message of `type` with every field set to something that is valid.
void FillAll(pb::Message& message) {
  const pb::Reflection& reflection = *message.GetReflection();
  const pb::Descriptor& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const pb::FieldDescriptor* field = type.field(i);
    if (field->number() < 10 && field->name() != "connection_id" &&
        field->name() != "id") {
      continue;
    }
    switch (field->cpp_type()) {
      case pb::FieldDescriptor::CPPTYPE_STRING:
        reflection.SetString(&message, field, "x");
        break;
      case pb::FieldDescriptor::CPPTYPE_BOOL:
        reflection.SetBool(&message, field, false);
        break;
      case pb::FieldDescriptor::CPPTYPE_ENUM:
        reflection.SetEnumValue(&message, field, 1);
        break;
      case pb::FieldDescriptor::CPPTYPE_MESSAGE:
        reflection.MutableMessage(&message, field);
        break;
      default:
        ADD_FAILURE() << "a filter of an unexpected type: "
                      << field->full_name();
    }
  }
}

TEST(RequestReader, ReadsEveryRequestOfTheCatalogWithEveryFilterSet) {
  const pb::ServiceDescriptor& catalog =
      *pb::DescriptorPool::generated_pool()->FindServiceByName(
          "hirewire.v1.CatalogService");
  for (int i = 0; i < catalog.method_count(); ++i) {
    const pb::MethodDescriptor& method = *catalog.method(i);
    SCOPED_TRACE(method.name());
    const auto shape = ShapeOf(method);
    ASSERT_TRUE(shape.ok()) << shape.status();
    std::unique_ptr<pb::Message> request(pb::MessageFactory::generated_factory()
                                             ->GetPrototype(method.input_type())
                                             ->New());
    FillAll(*request);
    if (shape->kind == MethodShape::Kind::kGet) {
      const auto query = ReadGetRequest(*request, *shape->entity);
      ASSERT_TRUE(query.ok()) << query.status();
      EXPECT_EQ(query->entity, shape->entity->name());
      continue;
    }
    const auto query = ReadListRequest(*request, *shape->entity);
    ASSERT_TRUE(query.ok()) << query.status();
    EXPECT_EQ(query->entity, shape->entity->name());
    // Every set filter arrives: none is ignored.
    size_t filters = 0;
    for (int f = 0; f < method.input_type()->field_count(); ++f) {
      if (method.input_type()->field(f)->number() >= 10) ++filters;
    }
    EXPECT_EQ(query->filters.size(), filters);
  }
}

TEST(RequestReader, AnEmptyRequestAsksForTheFirstHundred) {
  const auto query = ReadCandidates("connection_id: 'acme'");
  ASSERT_TRUE(query.ok()) << query.status();
  EXPECT_EQ(query->entity, "Candidate");
  EXPECT_EQ(query->page_size, 100);
  EXPECT_EQ(query->page_token, "");
  EXPECT_THAT(query->filters, IsEmpty());
  EXPECT_THAT(query->read_mask, IsEmpty());
  EXPECT_FALSE(query->include_raw);
}

TEST(RequestReader, PageSizesAreBounded) {
  EXPECT_EQ(ReadCandidates("page_size: 1")->page_size, 1);
  EXPECT_EQ(ReadCandidates("page_size: 500")->page_size, 500);
  EXPECT_EQ(ReadCandidates("page_size: 2147483647")->page_size, 500);
  EXPECT_EQ(WrongField(ReadCandidates("page_size: -1").status()), "page_size");
}

TEST(RequestReader, ReadsEveryKindOfFilter) {
  const auto query = ReadApplications(
      "updated_after { seconds: 1700000000 nanos: 500000000 }"
      "status: APPLICATION_STATUS_ACTIVE prospect: false job_id: '7'");
  ASSERT_TRUE(query.ok()) << query.status();
  EXPECT_THAT(FilterTexts(*query),
              ElementsAre("updated_after=2023-11-14T22:13:20.5+00:00",
                          "job_id=7", "status=ACTIVE", "prospect=false"));
}

TEST(RequestReader, TheEpochIsAnInstantAndNotUnset) {
  EXPECT_THAT(FilterTexts(*ReadCandidates("created_after {}")),
              ElementsAre("created_after=1970-01-01T00:00:00+00:00"));
}

TEST(RequestReader, WhatIsUnspecifiedIsNoFilter) {
  EXPECT_THAT(FilterTexts(*ReadApplications(
                  "status: APPLICATION_STATUS_UNSPECIFIED job_id: ''")),
              IsEmpty());
}

TEST(RequestReader, NamesTheFilterThatIsWrong) {
  EXPECT_EQ(WrongField(ReadApplications("status: 9999").status()), "status");
  for (const char* stamp : {"seconds: 253402300800", "seconds: -62135596801",
                            "nanos: -1", "nanos: 1000000000"}) {
    EXPECT_EQ(
        WrongField(ReadCandidates(absl::StrCat("updated_before {", stamp, "}"))
                       .status()),
        "updated_before")
        << stamp;
  }
}

TEST(RequestReader, TakesPathsOfTheEntityIntoRepeatedMessagesToo) {
  EXPECT_THAT(ReadCandidates("read_mask { paths: ['id', 'emails.address', "
                             "'create_time'] }")
                  ->read_mask,
              ElementsAre("id", "emails.address", "create_time"));
  EXPECT_THAT(ReadCandidates("read_mask { paths: '*' }")->read_mask,
              ElementsAre("*"));
  EXPECT_THAT(ReadCandidate("id: '1' read_mask { paths: '*' }")->read_mask,
              ElementsAre("*"));
}

TEST(RequestReader, NamesThePathThatIsUnknown) {
  for (const char* path :
       {"emial", "emails.adress", "id.x", "create_time.seconds", "", ".", "id.",
        "emails..address", "fullName"}) {
    const absl::Status status =
        ReadCandidates(absl::StrCat("read_mask { paths: '", path, "' }"))
            .status();
    EXPECT_EQ(WrongField(status), "read_mask") << path;
    EXPECT_EQ(DetailsOf(status)->metadata.at("path"), path);
  }
  EXPECT_EQ(
      WrongField(ReadCandidates("read_mask { paths: ['*', 'id'] }").status()),
      "read_mask");
}

TEST(RequestReader, AHostilePathIsQuotedAndCut) {
  v1::ListCandidatesRequest request;
  request.mutable_read_mask()->add_paths("a\nb" + std::string(1 << 20, 'x'));
  const absl::Status status =
      ReadListRequest(request, *v1::Candidate::descriptor()).status();
  EXPECT_EQ(WrongField(status), "read_mask");
  EXPECT_LT(status.message().size(), 500u);
  EXPECT_TRUE(absl::StrContains(status.message(), "a\\nb"));
}

TEST(RequestReader, AGetNeedsAnIdOfSensibleLength) {
  EXPECT_EQ(ReadCandidate("id: '17'")->id, "17");
  EXPECT_EQ(ReadCandidate("id: '17'")->entity, "Candidate");
  EXPECT_EQ(WrongField(ReadCandidate("").status()), "id");
  EXPECT_EQ(WrongField(ReadCandidate(
                           absl::StrCat("id: '", std::string(1025, 'x'), "'"))
                           .status()),
            "id");
}

}  // namespace
}  // namespace hirewire::catalog
