// An OAuth server that is not ours, npm's oidc-provider, as a child process on
// loopback. It requires PKCE and takes each refresh token once; its customer
// agrees at once, or declines where login_hint is "declines".
//
//   auto provider = ProviderProcess::Start("app", "secret", redirect_uri);
//   ASSERT_TRUE(provider.ok()) << provider.status();
//   (*provider)->issuer();   // http://127.0.0.1:PORT
#ifndef HIREWIRE_TESTING_OIDC_PROVIDER_PROCESS_H_
#define HIREWIRE_TESTING_OIDC_PROVIDER_PROCESS_H_

#include <sys/types.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace hirewire::oidc {

class ProviderProcess {
 public:
  // Returns when it is ready, for one client. FAILED_PRECONDITION, saying what
  // to do: Node.js or the package is not installed.
  static absl::StatusOr<std::unique_ptr<ProviderProcess>> Start(
      const std::string& client_id, const std::string& client_secret,
      const std::string& redirect_uri);
  // Ends it and waits for its end.
  ~ProviderProcess();
  ProviderProcess(const ProviderProcess&) = delete;
  ProviderProcess& operator=(const ProviderProcess&) = delete;

  const std::string& issuer() const { return issuer_; }

 private:
  ProviderProcess(pid_t process, int input)
      : process_(process), input_(input) {}

  const pid_t process_;
  // It lives as long as this is open.
  const int input_;
  std::string issuer_;
};

}  // namespace hirewire::oidc

#endif  // HIREWIRE_TESTING_OIDC_PROVIDER_PROCESS_H_
