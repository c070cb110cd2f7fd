#include "connectors/engine/merge_manifest.h"

#include <memory>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace hirewire::engine {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// A rule that says where its value comes from stands for itself.
bool IsWhole(const Message& over) {
  const auto* field = dynamic_cast<const connector::v1::Field*>(&over);
  return field != nullptr && (!field->from().empty() || !field->each().empty());
}

class Merge {
 public:
  explicit Merge(const MergeObserver& observer) : observer_(observer) {}

  void Into(Message& result, const Message& over, bool fresh) {
    observer_(result, over, fresh);
    CopyValues(result, over);
    for (const FieldDescriptor* field : FieldsOf(over)) {
      if (field->message_type() == nullptr) continue;
      if (field->is_repeated()) {
        List(result, over, *field);
      } else {
        Child(result, over, *field, fresh);
      }
    }
  }

 private:
  void Child(Message& result, const Message& over, const FieldDescriptor& field,
             bool fresh) {
    const Reflection& reflection = *result.GetReflection();
    const bool there = !fresh && reflection.HasField(result, &field);
    Into(*reflection.MutableMessage(&result, &field),
         reflection.GetMessage(over, &field), !there);
  }

  static std::vector<const FieldDescriptor*> FieldsOf(const Message& message) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    return fields;
  }

  // Plain values, and lists of them whole.
  static void CopyValues(Message& result, const Message& over) {
    const std::unique_ptr<Message> values(over.New());
    values->CopyFrom(over);
    const Reflection& reflection = *over.GetReflection();
    for (const FieldDescriptor* field : FieldsOf(over)) {
      if (field->message_type() != nullptr) {
        reflection.ClearField(values.get(), field);
      } else if (field->is_repeated()) {
        reflection.ClearField(&result, field);
      }
    }
    result.MergeFrom(*values);
  }

  void List(Message& result, const Message& over,
            const FieldDescriptor& field) {
    const FieldDescriptor* name = NameFieldOf(*field.message_type());
    if (name != nullptr) return Named(result, over, field, *name);
    if (field.message_type() == connector::v1::ErrorRule::descriptor()) {
      return Before(result, over, field);
    }
    result.GetReflection()->ClearField(&result, &field);
    Append(result, over, field);
  }

  void Append(Message& result, const Message& over,
              const FieldDescriptor& field) {
    const Reflection& reflection = *result.GetReflection();
    for (int i = 0; i < reflection.FieldSize(over, &field); ++i) {
      Into(*reflection.AddMessage(&result, &field),
           reflection.GetRepeatedMessage(over, &field, i), true);
    }
  }

  // Swapping elements moves no message, so that what was observed stays true.
  void Before(Message& result, const Message& over,
              const FieldDescriptor& field) {
    const Reflection& reflection = *result.GetReflection();
    const int old = reflection.FieldSize(result, &field);
    Append(result, over, field);
    const int added = reflection.FieldSize(result, &field) - old;
    for (int i = 0; i < added; ++i) {
      for (int at = old + i; at > i; --at) {
        reflection.SwapElements(&result, &field, at, at - 1);
      }
    }
  }

  void Named(Message& result, const Message& over, const FieldDescriptor& field,
             const FieldDescriptor& name) {
    const Reflection& reflection = *over.GetReflection();
    for (int i = 0; i < reflection.FieldSize(over, &field); ++i) {
      const Message& element = reflection.GetRepeatedMessage(over, &field, i);
      Message* found = Find(result, field, name, NameOf(element, name));
      if (found == nullptr) {
        Into(*reflection.AddMessage(&result, &field), element, true);
        continue;
      }
      const bool whole = IsWhole(element);
      if (whole) found->Clear();
      Into(*found, element, whole);
    }
  }

  static std::string NameOf(const Message& element,
                            const FieldDescriptor& name) {
    return element.GetReflection()->GetString(element, &name);
  }

  static Message* Find(Message& result, const FieldDescriptor& field,
                       const FieldDescriptor& name, const std::string& wanted) {
    const Reflection& reflection = *result.GetReflection();
    for (int i = 0; i < reflection.FieldSize(result, &field); ++i) {
      Message* element = reflection.MutableRepeatedMessage(&result, &field, i);
      if (NameOf(*element, name) == wanted) return element;
    }
    return nullptr;
  }

  const MergeObserver& observer_;
};

}  // namespace

void MergeManifest(const connector::v1::Manifest& over,
                   const MergeObserver& observer,
                   connector::v1::Manifest& result) {
  Merge(observer).Into(result, over, false);
}

const FieldDescriptor* NameFieldOf(const Descriptor& type) {
  for (const char* name : {"name", "message", "to", "word"}) {
    const FieldDescriptor* field = type.FindFieldByName(name);
    if (field != nullptr && field->type() == FieldDescriptor::TYPE_STRING &&
        &type != connector::v1::ErrorRule::descriptor()) {
      return field;
    }
  }
  return nullptr;
}

}  // namespace hirewire::engine
