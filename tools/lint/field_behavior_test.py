#!/usr/bin/env python3
"""Each rule of field_behavior.py, broken once."""

import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import field_behavior  # pylint: disable=wrong-import-position

# The smallest model that has nothing to complain about.
GOOD = '''syntax = "proto3";

// Tags.
package hirewire.v1;

import "google/protobuf/descriptor.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/timestamp.proto";

extend google.protobuf.FieldOptions {
  // Marks personal data.
  bool personal = 50001;
}

// Reasons.
enum ErrorReason {
  // Never sent.
  ERROR_REASON_UNSPECIFIED = 0;
  // Wrong.
  ERROR_REASON_ARGUMENT_INVALID = 1;
}

// Reads.
service CatalogService {
  // Lists tags.
  //
  // Errors: ARGUMENT_INVALID.
  rpc ListTags(ListTagsRequest) returns (ListTagsResponse);

  // Gets one tag.
  //
  // Errors: none of its own.
  rpc GetTag(GetTagRequest) returns (GetTagResponse);
}

// A tag.
message Tag {
  // Identifier. The id.
  string id = 1;
  // Output only. When it was made.
  google.protobuf.Timestamp create_time = 2;
  // Output only. What it is for.
  TagKind kind = 6;
  // Output only. The vendor's own word for `kind`.
  string kind_source = 7;
  // Output only. The vendor's bytes.
  string raw_json = 15 [(hirewire.v1.personal) = true];
  // Output only. How much it is used.
  optional int64 usage_count = 16;
}

// What a tag is for.
enum TagKind {
  // The vendor said nothing.
  TAG_KIND_UNSPECIFIED = 0;
  // Another.
  TAG_KIND_OTHER = 1;
}

// What could not be mapped.
message RecordIssue {}

// A request.
message ListTagsRequest {
  reserved 6 to 9;
  // Required. The connection.
  string connection_id = 1;
  // Optional. The size.
  int32 page_size = 2;
  // Optional. The token.
  string page_token = 3;
  // Optional. The paths.
  google.protobuf.FieldMask read_mask = 4;
  // Optional. Whether to fill raw_json.
  bool include_raw = 5;
  // Optional. Only later ones.
  google.protobuf.Timestamp created_after = 10;
  // Optional. Only this kind.
  TagKind kind = 14;
}

// A page.
message ListTagsResponse {
  // Output only. The tags.
  repeated Tag tags = 1;
  // Output only. The token.
  string next_page_token = 2;
  // Output only. The issues.
  repeated RecordIssue issues = 3;
}

// A request.
message GetTagRequest {
  reserved 3;
  // Required. The connection.
  string connection_id = 1;
  // Required. The id.
  string id = 2;
  // Optional. The paths.
  google.protobuf.FieldMask read_mask = 4;
  // Optional. Whether to fill raw_json.
  bool include_raw = 5;
}

// A tag.
message GetTagResponse {
  reserved 2;
  // Output only. The tag.
  Tag tag = 1;
  // Output only. The issues.
  repeated RecordIssue issues = 3;
}
'''


def findings(text):
    with tempfile.TemporaryDirectory() as root:
        folder = os.path.join(root, "hirewire", "v1")
        os.makedirs(folder)
        with open(os.path.join(folder, "tag.proto"), "w") as stream:
            stream.write(text)
        return field_behavior.check(root)


class FieldBehaviorTest(unittest.TestCase):

    def broken(self, old, new, *expected):
        self.assertIn(old, GOOD)
        self.assertEqual(findings(GOOD.replace(old, new)), list(expected))

    def test_a_good_model_has_no_findings(self):
        self.assertEqual(findings(GOOD), [])

    def test_an_empty_folder_is_a_finding(self):
        with tempfile.TemporaryDirectory() as root:
            self.assertEqual(len(field_behavior.check(root)), 1)

    def test_a_field_comment_begins_with_its_behaviour(self):
        self.broken("// Output only. How much", "// How much",
                    "hirewire.v1.Tag.usage_count: the comment must begin with "
                    "one of " + " ".join(field_behavior.BEHAVIOURS))

    def test_everything_has_a_comment(self):
        self.broken("// A tag.\nmessage Tag {", "message Tag {",
                    "hirewire.v1.Tag: has no comment")
        self.broken("  // Another.\n", "",
                    "hirewire.v1.TagKind.TAG_KIND_OTHER: has no comment")
        self.broken("// Reads.\n", "",
                    "hirewire.v1.CatalogService: has no comment")
        self.broken("// Tags.\n", "", "hirewire/v1/tag.proto: has no comment")

    def test_a_oneof_has_a_comment(self):
        self.broken("message RecordIssue {}",
                    "message RecordIssue {\n  oneof what {\n"
                    "    // Output only. A path.\n    string path = 1;\n  }\n}",
                    "hirewire.v1.RecordIssue.what: has no comment")

    def test_an_rpc_names_its_errors(self):
        self.broken("  //\n  // Errors: ARGUMENT_INVALID.\n", "",
                    "hirewire.v1.CatalogService.ListTags: the comment must end "
                    "with a paragraph `Errors: `")

    def test_an_error_of_an_rpc_exists(self):
        self.broken("Errors: ARGUMENT_INVALID.",
                    "Errors: ARGUMENT_INVALID, MOON_FULL.",
                    "hirewire.v1.CatalogService.ListTags: MOON_FULL is no "
                    "ErrorReason")

    def test_a_vendors_word_is_kept(self):
        self.broken("  // Output only. The vendor's own word for `kind`.\n"
                    "  string kind_source = 7;\n", "",
                    "hirewire.v1.Tag.kind: needs a string kind_source")

    def test_a_vendors_enum_has_room_for_other_words(self):
        self.broken("TAG_KIND_OTHER", "TAG_KIND_SKILL",
                    "hirewire.v1.TagKind: needs an _OTHER, because of "
                    ".hirewire.v1.Tag.kind")

    def test_a_source_is_as_personal_as_its_enum(self):
        self.broken("string kind_source = 7;",
                    "string kind_source = 7 [(hirewire.v1.personal) = true];",
                    "hirewire.v1.Tag.kind: and its source must both be "
                    "personal")

    def test_personal_data_says_so(self):
        self.broken(" [(hirewire.v1.personal) = true]", "",
                    "hirewire.v1.Tag.raw_json: holds personal data: "
                    "(hirewire.v1.personal) = true")

    def test_a_record_has_its_raw_json_under_15(self):
        self.broken("string raw_json = 15", "string raw_json = 17",
                    "hirewire.v1.Tag.raw_json: must have the number 15",
                    "hirewire.v1.Tag: lacks raw_json = 15")

    def test_a_records_own_fields_begin_at_6(self):
        self.broken("string kind_source = 7;", "string kind_source = 4;",
                    "hirewire.v1.Tag.kind_source: 4 is the number of url")

    def test_a_list_request_has_its_numbers(self):
        self.broken("int32 page_size = 2;", "int32 page_length = 2;",
                    "hirewire.v1.ListTagsRequest.page_length: 2 is the number "
                    "of page_size")
        self.broken("reserved 6 to 9;", "reserved 6 to 8;",
                    "hirewire.v1.ListTagsRequest: must reserve 9")

    def test_filters_of_time_have_their_numbers(self):
        self.broken("Timestamp created_after = 10;",
                    "Timestamp created_after = 15;",
                    "hirewire.v1.ListTagsRequest.created_after: must have the "
                    "number 10")

    def test_a_filter_is_single(self):
        self.broken("TagKind kind = 14;", "repeated TagKind kind = 14;",
                    "hirewire.v1.ListTagsRequest.kind: a filter must not "
                    "repeat")

    def test_a_list_response_is_named_after_its_records(self):
        self.broken("repeated Tag tags = 1;", "repeated Tag records = 1;",
                    "hirewire.v1.ListTagsResponse.records: 1 is the number of "
                    "tags")

    def test_a_get_response_has_its_numbers(self):
        self.broken("  reserved 2;\n", "",
                    "hirewire.v1.GetTagResponse: must reserve 2")


if __name__ == "__main__":
    unittest.main()
