#include "base/crypto/certificate.h"

#include <string>

#include "absl/status/status.h"
#include "base/crypto/test_authority.h"
#include "gtest/gtest.h"

namespace hirewire::crypto {
namespace {

TEST(Certificate, TakesAChainAndItsKey) {
  const TestAuthority authority;
  const auto issued = authority.Issue({});
  EXPECT_TRUE(
      CheckCertificate(issued.certificate + authority.certificate(), issued.key)
          .ok());
  EXPECT_TRUE(CheckAuthorities(authority.certificate()).ok());
}

TEST(Certificate, RefusesAnotherCertificatesKey) {
  const TestAuthority authority;
  const absl::Status status = CheckCertificate(authority.Issue({}).certificate,
                                               authority.Issue({}).key);
  EXPECT_EQ(status.message(), "the key is not this certificate's");
}

TEST(Certificate, RefusesWhatIsNoPem) {
  const TestAuthority authority;
  const auto issued = authority.Issue({});
  for (const std::string& wrong :
       {std::string(), std::string("-----BEGIN CERTIFICATE-----"),
        issued.certificate.substr(0, 100), std::string(100, '\0')}) {
    EXPECT_FALSE(CheckCertificate(wrong, issued.key).ok());
    EXPECT_FALSE(CheckCertificate(issued.certificate, wrong).ok());
    EXPECT_FALSE(CheckAuthorities(wrong).ok());
  }
  EXPECT_FALSE(CheckAuthorities(issued.key).ok());
}

}  // namespace
}  // namespace hirewire::crypto
