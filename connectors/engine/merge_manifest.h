// Lays one manifest over another: an override says only what differs.
//
// Entities, joins, filters, fields, tables, words, kinds, parameters, headers
// and settings are found by their name; what is found is merged, what is not
// is added. A field that says where its value comes from (`from` or `each`)
// takes the place of the field with its target; one that does not adds to it,
// such as a word to its enum. Error rules go before those that are there. Other
// lists are replaced whole, single values are replaced where they are set.
#ifndef HIREWIRE_CONNECTORS_ENGINE_MERGE_MANIFEST_H_
#define HIREWIRE_CONNECTORS_ENGINE_MERGE_MANIFEST_H_

#include <functional>
#include <string>

#include "google/protobuf/message.h"
#include "hirewire/connector/v1/manifest.pb.h"

namespace hirewire::engine {

// Told of each message of the result that `over` had a say in. `fresh`: it is
// made of `over` alone.
using MergeObserver =
    std::function<void(const google::protobuf::Message& result,
                       const google::protobuf::Message& over, bool fresh)>;

void MergeManifest(const connector::v1::Manifest& over,
                   const MergeObserver& observer,
                   connector::v1::Manifest& result);

// The field by which elements of a list of such messages are told apart;
// nullptr where they are not.
const google::protobuf::FieldDescriptor* NameFieldOf(
    const google::protobuf::Descriptor& type);

}  // namespace hirewire::engine

#endif  // HIREWIRE_CONNECTORS_ENGINE_MERGE_MANIFEST_H_
