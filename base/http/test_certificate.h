// A throw-away certificate for a test server on loopback.
#ifndef HIREWIRE_BASE_HTTP_TEST_CERTIFICATE_H_
#define HIREWIRE_BASE_HTTP_TEST_CERTIFICATE_H_

#include <string>

namespace hirewire::http {

struct TestCertificate {
  // PEM files in the test's own folder.
  std::string certificate_file;
  std::string key_file;
};

// Self-signed, for 127.0.0.1 and localhost, valid for a day around now. Aborts
// the test process when it cannot be made.
TestCertificate MakeTestCertificate();

}  // namespace hirewire::http

#endif  // HIREWIRE_BASE_HTTP_TEST_CERTIFICATE_H_
