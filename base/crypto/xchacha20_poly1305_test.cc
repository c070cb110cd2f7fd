#include "base/crypto/xchacha20_poly1305.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "base/crypto/key.h"
#include "gtest/gtest.h"

namespace hirewire::crypto {
namespace {

TEST(XChaCha20Poly1305, OpensWhatItSealed) {
  const XChaCha20Poly1305 aead(Key::Generate());
  for (const std::string& text :
       {std::string(), std::string("a"), std::string(100'000, '\0')}) {
    EXPECT_EQ(aead.Open(aead.Seal(text, "place"), "place").value(), text);
  }
}

TEST(XChaCha20Poly1305, NeverSealsTheSameWayTwice) {
  const XChaCha20Poly1305 aead(Key::Generate());
  EXPECT_NE(aead.Seal("text", ""), aead.Seal("text", ""));
}

TEST(XChaCha20Poly1305, RefusesAnotherPlaceAndAnotherKey) {
  const XChaCha20Poly1305 aead(Key::Generate());
  const std::string sealed = aead.Seal("text", "place");
  EXPECT_EQ(aead.Open(sealed, "elsewhere").status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(
      XChaCha20Poly1305(Key::Generate()).Open(sealed, "place").status().code(),
      absl::StatusCode::kFailedPrecondition);
}

TEST(XChaCha20Poly1305, EveryChangedBitIsNoticed) {
  const XChaCha20Poly1305 aead(Key::Generate());
  const std::string sealed = aead.Seal("text", "place");
  for (size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string changed = sealed;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    ASSERT_FALSE(aead.Open(changed, "place").ok()) << bit;
  }
}

TEST(XChaCha20Poly1305, EveryTruncationIsAnError) {
  const XChaCha20Poly1305 aead(Key::Generate());
  const std::string sealed = aead.Seal("text", "");
  for (size_t size = 0; size < sealed.size(); ++size) {
    ASSERT_FALSE(aead.Open(sealed.substr(0, size), "").ok()) << size;
  }
}

// Project Wycheproof, github.com/C2SP/wycheproof.
class Vectors : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file("../samples/crypto/xchacha20_poly1305_test.json");
    if (!file) GTEST_SKIP() << "no ../shared/samples/crypto beside the tree";
    std::stringstream text;
    text << file.rdbuf();
    ASSERT_TRUE(
        google::protobuf::util::JsonStringToMessage(text.str(), &root_).ok());
  }

  static std::string Hex(const google::protobuf::Struct& test,
                         const char* field) {
    return absl::HexStringToBytes(test.fields().at(field).string_value());
  }

  google::protobuf::Struct root_;
};

void CheckOne(const std::string& key_bytes, const std::string& nonce,
              const std::string& aad, const std::string& plain,
              const std::string& sealed, bool valid) {
  // The few vectors with a nonce of another length must not open either.
  const Key key = Key::FromBytes(key_bytes).value();
  const auto opened = OpenWithNonce(key, nonce, sealed, aad);
  EXPECT_EQ(opened.ok(), valid) << opened.status();
  if (!valid) return;
  EXPECT_EQ(*opened, plain);
  EXPECT_EQ(SealWithNonce(key, nonce, plain, aad), sealed);
}

TEST_F(Vectors, OfWycheproofHold) {
  int count = 0;
  for (const auto& group :
       root_.fields().at("testGroups").list_value().values())
    for (const auto& value :
         group.struct_value().fields().at("tests").list_value().values()) {
      const google::protobuf::Struct& test = value.struct_value();
      SCOPED_TRACE(test.fields().at("tcId").number_value());
      CheckOne(Hex(test, "key"), Hex(test, "iv"), Hex(test, "aad"),
               Hex(test, "msg"), Hex(test, "ct") + Hex(test, "tag"),
               test.fields().at("result").string_value() == "valid");
      ++count;
    }
  EXPECT_EQ(count, root_.fields().at("numberOfTests").number_value());
}

}  // namespace
}  // namespace hirewire::crypto
