#include "auth/inbound/base64url.h"

#include <string>

#include "gtest/gtest.h"

namespace hirewire::auth {
namespace {

TEST(Base64Url, ReadsWhatItWrites) {
  for (const std::string& bytes :
       {std::string(), std::string("a"), std::string("\xff\xfe", 2),
        std::string(100, '\0')}) {
    EXPECT_EQ(DecodeBase64Url(EncodeBase64Url(bytes)), bytes);
  }
}

TEST(Base64Url, RefusesPaddingBlanksStrayBitsAndOtherLetters) {
  EXPECT_EQ(DecodeBase64Url("YQ"), "a");
  for (const char* wrong :
       {"YQ==", "YQ=", "Y Q", "YQ\n", "YR", "Y", "YQ+/", "Y\xc3\xa9"}) {
    EXPECT_EQ(DecodeBase64Url(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace hirewire::auth
