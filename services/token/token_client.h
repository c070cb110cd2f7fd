// Asks TokenService in another process.
//
//   HW_ASSIGN_OR_RETURN(auto client, TokenClient::Connect(options, clock));
//   HW_CO_ASSIGN_OR_RETURN(auto response,
//                          co_await client->GetAccessToken(request));
#ifndef HIREWIRE_SERVICES_TOKEN_TOKEN_CLIENT_H_
#define HIREWIRE_SERVICES_TOKEN_TOKEN_CLIENT_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "base/async/async.h"
#include "base/time/clock.h"
#include "hirewire/v1/token_service.pb.h"

namespace grpc {
class ChannelInterface;
}  // namespace grpc

namespace hirewire::token_service {

// Over mutual TLS. The paths are of PEM files.
struct TokenClientOptions {
  // host:port of the process that serves auth.
  std::string server;
  // The authority that signed its certificate.
  std::string ca_file;
  // What this process shows.
  std::string certificate_file;
  std::string key_file;
};

// Thread-safe: each call ends on the executor of the coroutine that awaits it.
class TokenClient {
 public:
  // FAILED_PRECONDITION names the file that cannot be read. The connection
  // itself is made, and made again, when it is needed.
  static absl::StatusOr<std::unique_ptr<TokenClient>> Connect(
      const TokenClientOptions& options, const Clock& clock);

  TokenClient(const std::shared_ptr<grpc::ChannelInterface>& channel,
              const Clock& clock);

  // Cancels calls under way, and waits until they are: their executors are
  // still there.
  ~TokenClient();

  // What TokenService fails with; TOKENS_UNAVAILABLE where it cannot be
  // reached, or does not know this process.
  Async<v1::GetAccessTokenResponse> GetAccessToken(
      v1::GetAccessTokenRequest request);

 private:
  struct Stub;
  const std::unique_ptr<Stub> stub_;
  const Clock& clock_;
};

}  // namespace hirewire::token_service

#endif  // HIREWIRE_SERVICES_TOKEN_TOKEN_CLIENT_H_
