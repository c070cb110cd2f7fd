#include "services/rpc/test_server.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/status/grpc_status.h"
#include "gtest/gtest.h"

namespace hirewire::rpc {

void RecordingObserver::Ended(const Call& call, const Timing& timing,
                              const absl::Status& status) {
  absl::MutexLock lock(&mutex_);
  endings_.push_back({call, status});
}

std::vector<RecordingObserver::Ending> RecordingObserver::WaitForCalls(
    size_t count) {
  absl::MutexLock lock(&mutex_);
  const auto enough = [this, count]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return endings_.size() >= count;
  };
  mutex_.Await(absl::Condition(&enough));
  return endings_;
}

absl::StatusOr<auth::Caller> FakeAuthenticator::Authenticate(
    const auth::Presented&) {
  absl::MutexLock lock(&mutex_);
  return caller_;
}

void FakeAuthenticator::Set(absl::StatusOr<auth::Caller> caller) {
  absl::MutexLock lock(&mutex_);
  caller_ = std::move(caller);
}

TestServer::TestServer(const std::vector<Service*>& services, int port)
    : random_(1),
      shards_(2),
      host_{clock_, random_, shards_, observer_, authenticator_} {
  grpc::ServerBuilder builder;
  builder.AddListeningPort(absl::StrCat("127.0.0.1:", port),
                           grpc::InsecureServerCredentials(), &port_);
  for (Service* service : services) {
    adapters_.push_back(std::make_unique<RawUnaryService>(*service, host_));
    builder.RegisterService(adapters_.back().get());
  }
  server_ = builder.BuildAndStart();
  address_ = absl::StrCat("127.0.0.1:", port_);
  channel_ = grpc::CreateChannel(address_, grpc::InsecureChannelCredentials());
}

TestServer::~TestServer() { Shutdown(absl::ZeroDuration()); }

void TestServer::Shutdown(absl::Duration grace) {
  host_.Drain();
  server_->Shutdown(absl::ToChronoTime(clock_.Now() + grace));
  server_->Wait();
}

ErrorDetails DetailsOf(const grpc::Status& status) {
  std::optional<ErrorDetails> details =
      hirewire::DetailsOf(FromGrpcStatus(status));
  EXPECT_TRUE(details.has_value()) << status.error_message();
  return details.value_or(ErrorDetails());
}

std::map<std::string, std::string> Trailers(
    const grpc::ClientContext& context) {
  std::map<std::string, std::string> trailers;
  for (const auto& [key, value] : context.GetServerTrailingMetadata()) {
    trailers.emplace(std::string(key.data(), key.size()),
                     std::string(value.data(), value.size()));
  }
  return trailers;
}

}  // namespace hirewire::rpc
