#include "testing/bench/server_figures.h"

#include <grpcpp/grpcpp.h>

#include <memory>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "base/status/macros.h"
#include "hirewire/v1/auth_service.grpc.pb.h"
#include "hirewire/v1/catalog_service.grpc.pb.h"
#include "testing/bench/echo_server.h"
#include "testing/bench/figure.h"
#include "testing/bench/server_process.h"
#include "testing/simulators/greenhouse/greenhouse_simulator.h"

namespace hirewire::bench {
namespace {

constexpr int kWarmUps = 200;
constexpr int kCalls = 2000;
constexpr char kConnection[] = "bench";

absl::Status Failed(const char* what, const grpc::Status& status) {
  return absl::InternalError(
      absl::StrCat(what, ": ", status.error_message().c_str()));
}

absl::Status Connect(const std::shared_ptr<grpc::Channel>& channel,
                     const sim::GreenhouseSimulator& vendor) {
  const sim::GreenhouseCredential known;
  v1::CreateConnectionRequest request;
  request.set_vendor("greenhouse");
  request.set_connection_id(kConnection);
  request.mutable_client_credentials()->set_client_id(known.client_id);
  request.mutable_client_credentials()->set_client_secret(known.client_secret);
  request.set_base_url(vendor.BaseUrl() + "/v3");
  request.set_token_url(vendor.TokenUrl());
  grpc::ClientContext context;
  v1::CreateConnectionResponse response;
  const grpc::Status status =
      v1::AuthService::NewStub(channel)->CreateConnection(&context, request,
                                                          &response);
  return status.ok() ? absl::OkStatus() : Failed("CreateConnection", status);
}

struct Call {
  double own_ms = 0;
  double whole_ms = 0;
  size_t reply_bytes = 0;
};

absl::StatusOr<Call> ListOnce(v1::CatalogService::Stub& catalog) {
  v1::ListCandidatesRequest request;
  request.set_connection_id(kConnection);
  request.set_page_size(100);
  grpc::ClientContext context;
  v1::ListCandidatesResponse response;
  const absl::Time start = absl::Now();
  const grpc::Status status =
      catalog.ListCandidates(&context, request, &response);
  Call call;
  call.whole_ms = absl::ToDoubleMilliseconds(absl::Now() - start);
  if (!status.ok()) return Failed("ListCandidates", status);
  if (response.candidates_size() != 100) {
    return absl::InternalError("the page does not hold 100 candidates");
  }
  const auto& metadata = context.GetServerTrailingMetadata();
  const auto own = metadata.find("hirewire-own-time-ms");
  if (own == metadata.end() ||
      !absl::SimpleAtod(
          absl::string_view(own->second.data(), own->second.size()),
          &call.own_ms)) {
    return absl::InternalError("the server does not say its own time");
  }
  call.reply_bytes = response.ByteSizeLong();
  return call;
}

}  // namespace

absl::Status PrintOwnTime(const std::string& hirewired) {
  sim::GreenhouseSimulator vendor({.rate_limit = 0});
  HW_RETURN_IF_ERROR(vendor.Start());
  HW_ASSIGN_OR_RETURN(const std::unique_ptr<ServerProcess> server,
                      ServerProcess::Start(hirewired));
  const auto channel =
      grpc::CreateChannel(absl::StrCat("127.0.0.1:", server->port()),
                          grpc::InsecureChannelCredentials());
  HW_RETURN_IF_ERROR(Connect(channel, vendor));
  const auto catalog = v1::CatalogService::NewStub(channel);
  std::vector<double> own, whole;
  size_t reply_bytes = 0;
  for (int i = 0; i < kWarmUps + kCalls; ++i) {
    HW_ASSIGN_OR_RETURN(const Call call, ListOnce(*catalog));
    if (i < kWarmUps) continue;
    own.push_back(call.own_ms);
    whole.push_back(call.whole_ms);
    reply_bytes = call.reply_bytes;
  }
  const std::vector<double> echo = TimeEcho(reply_bytes, kCalls);
  Figure("own_time.list_candidates_100")
      .Add("p50_ms", Quantile(own, 0.5))
      .Add("p99_ms", Quantile(own, 0.99))
      .Add("whole_p50_ms", Quantile(whole, 0.5))
      .Add("whole_p99_ms", Quantile(whole, 0.99))
      .Add("echo_p50_ms", Quantile(echo, 0.5))
      .Add("echo_p99_ms", Quantile(echo, 0.99))
      .Add("reply_bytes", static_cast<double>(reply_bytes))
      .Add("calls", kCalls)
      .Print();
  return absl::OkStatus();
}

absl::Status PrintIdleMemory(const std::string& hirewired) {
  HW_ASSIGN_OR_RETURN(const std::unique_ptr<ServerProcess> server,
                      ServerProcess::Start(hirewired));
  absl::SleepFor(absl::Seconds(2));
  HW_ASSIGN_OR_RETURN(const double mib, server->ResidentMib());
  Figure("memory.idle_mib").Add("value", mib).Print();
  return absl::OkStatus();
}

}  // namespace hirewire::bench
