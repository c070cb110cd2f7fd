#include "connectors/vendors/golden_case.h"

#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "base/status/error.h"
#include "base/status/macros.h"
#include "connectors/vendors/played_vendor.h"
#include "connectors/vendors/request_query.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "hirewire/v1/catalog_service.pb.h"

namespace hirewire::vendors {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using google::protobuf::TextFormat;

// More pages than this are no case, but a listing without an end.
constexpr int kMostPages = 20;

std::unique_ptr<Message> New(const google::protobuf::Descriptor* type) {
  return std::unique_ptr<Message>(
      google::protobuf::MessageFactory::generated_factory()
          ->GetPrototype(type)
          ->New());
}

absl::StatusOr<const MethodDescriptor*> MethodOf(const std::string& request) {
  absl::string_view line(request);
  line = line.substr(0, line.find('\n'));
  if (!absl::ConsumePrefix(&line, "# rpc: ")) {
    return absl::InvalidArgumentError("the first line is not # rpc: ...");
  }
  const auto* service = v1::ListCandidatesRequest::descriptor()
                            ->file()
                            ->pool()
                            ->FindServiceByName("hirewire.v1.CatalogService");
  const auto* method = service->FindMethodByName(std::string(line));
  if (method == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat("no RPC ", line));
  }
  return method;
}

// Takes the token out of a page.
std::string TakeToken(Message& page) {
  const auto* field = page.GetDescriptor()->FindFieldByName("next_page_token");
  if (field == nullptr) return "";
  std::string token = page.GetReflection()->GetString(page, field);
  page.GetReflection()->ClearField(&page, field);
  return token;
}

absl::Status Walk(PlayedVendor& vendor, const Message& request,
                  const std::string& entity, Message& whole) {
  connectors::ListQuery query = ListQueryOf(request, entity);
  for (int page = 0; page < kMostPages; ++page) {
    HW_ASSIGN_OR_RETURN(const std::string bytes, vendor.List(query));
    if (!whole.MergeFromString(bytes)) {
      return absl::InternalError("the answer is no such message");
    }
    query.page_token = TakeToken(whole);
    if (query.page_token.empty()) return absl::OkStatus();
  }
  return absl::InternalError("the listing does not end");
}

absl::Status Call(PlayedVendor& vendor, const MethodDescriptor& method,
                  const Message& request, Message& response) {
  const std::string& entity =
      method.output_type()->FindFieldByNumber(1)->message_type()->name();
  if (absl::StartsWith(method.name(), "List")) {
    return Walk(vendor, request, entity, response);
  }
  HW_ASSIGN_OR_RETURN(const std::string bytes,
                      vendor.Get(GetQueryOf(request, entity)));
  if (!response.ParseFromString(bytes)) {
    return absl::InternalError("the answer is no such message");
  }
  return absl::OkStatus();
}

absl::Status CheckPlayed(const PlayedVendor& vendor) {
  if (!vendor.Unanswered().empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the vendor was asked what is not written down:\n",
                     absl::StrJoin(vendor.Unanswered(), "\n")));
  }
  if (!vendor.Unplayed().empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat("the vendor was never asked:\n",
                     absl::StrJoin(vendor.Unplayed(), "\n")));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

absl::StatusOr<std::string> RunGoldenCase(
    std::shared_ptr<const engine::CompiledManifest> manifest,
    const std::string& stem) {
  HW_ASSIGN_OR_RETURN(const std::string asked,
                      ReadFile(stem + ".request.textproto"));
  HW_ASSIGN_OR_RETURN(const std::string said,
                      ReadFile(stem + ".exchange.json"));
  HW_ASSIGN_OR_RETURN(const MethodDescriptor* method, MethodOf(asked));
  const auto request = New(method->input_type());
  if (!TextFormat::ParseFromString(asked, request.get())) {
    return absl::InvalidArgumentError("the request is no such message");
  }
  PlayedVendor vendor(std::move(manifest));
  HW_RETURN_IF_ERROR(vendor.Load(said));
  const auto response = New(method->output_type());
  const absl::Status status = Call(vendor, *method, *request, *response);
  HW_RETURN_IF_ERROR(CheckPlayed(vendor));
  if (!status.ok()) {
    const auto reason = ReasonOf(status);
    if (reason == v1::ERROR_REASON_UNSPECIFIED) return status;
    return absl::StrCat("# error: ", ReasonName(reason), "\n");
  }
  TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(*response, &text);
  return text;
}

}  // namespace hirewire::vendors
