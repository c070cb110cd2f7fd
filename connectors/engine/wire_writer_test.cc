#include "connectors/engine/wire_writer.h"

#include <string>

#include "google/protobuf/descriptor.pb.h"
#include "gtest/gtest.h"

namespace hirewire::engine {
namespace {

using google::protobuf::FileDescriptorProto;

// FileDescriptorProto has what is needed: name = 1 (string), message_type = 4
// (message, whose name = 1), and DescriptorProto.field = 2.
TEST(WireWriter, WritesWhatProtobufReads) {
  WireWriter out;
  out.Bytes(1, "file");
  const size_t message = out.BeginMessage(4);
  out.Bytes(1, "Message");
  const size_t field = out.BeginMessage(2);
  out.Varint(3, 7);  // FieldDescriptorProto.number
  out.EndMessage(field);
  out.EndMessage(message);
  FileDescriptorProto parsed;
  ASSERT_TRUE(parsed.ParseFromString(out.Take()));
  EXPECT_EQ(parsed.name(), "file");
  EXPECT_EQ(parsed.message_type(0).name(), "Message");
  EXPECT_EQ(parsed.message_type(0).field(0).number(), 7);
}

TEST(WireWriter, LengthsOfEverySizeRoundTrip) {
  for (const size_t size : {0, 1, 127, 128, 129, 16383, 16384, 2097152}) {
    WireWriter out;
    const size_t message = out.BeginMessage(4);
    out.Bytes(1, std::string(size, 'x'));
    out.EndMessage(message);
    FileDescriptorProto parsed;
    ASSERT_TRUE(parsed.ParseFromString(out.Take())) << size;
    EXPECT_EQ(parsed.message_type(0).name().size(), size);
  }
}

TEST(WireWriter, NumbersAtTheirEndsSurvive) {
  WireWriter out;
  // UninterpretedOption: positive_int_value = 4, negative_int_value = 5,
  // double_value = 6.
  out.Varint(4, ~uint64_t{0});
  out.Varint(5, static_cast<uint64_t>(INT64_MIN));
  out.Double(6, -0.125);
  google::protobuf::UninterpretedOption parsed;
  ASSERT_TRUE(parsed.ParseFromString(out.Take()));
  EXPECT_EQ(parsed.positive_int_value(), ~uint64_t{0});
  EXPECT_EQ(parsed.negative_int_value(), INT64_MIN);
  EXPECT_EQ(parsed.double_value(), -0.125);
}

TEST(WireWriter, RewindForgetsWhatCameAfter) {
  WireWriter out;
  out.Bytes(1, "kept");
  const size_t here = out.size();
  out.Bytes(1, "forgotten");
  out.Rewind(here);
  FileDescriptorProto parsed;
  ASSERT_TRUE(parsed.ParseFromString(out.Take()));
  EXPECT_EQ(parsed.name(), "kept");
}

}  // namespace
}  // namespace hirewire::engine
