// Runs the suite on one vendor: conformance_test VENDOR [gtest flags].
#include <cstdio>

#include "gtest/gtest.h"
#include "testing/conformance/tested.h"

int main(int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') {
    std::fprintf(stderr, "usage: %s VENDOR [gtest flags]\n", argv[0]);
    return 2;
  }
  // Before gtest: tests are made of what the vendor has.
  hirewire::conformance::SetTestedVendor(argv[1]);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
