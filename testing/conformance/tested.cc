#include "testing/conformance/tested.h"

#include <ostream>

#include "connectors/engine/unified_model.h"
#include "testing/simulators/vendors.h"

namespace hirewire::conformance {
namespace {

std::string& Vendor() {
  static auto& vendor = *new std::string();
  return vendor;
}

}  // namespace

void SetTestedVendor(const std::string& vendor) { Vendor() = vendor; }

const std::string& TestedVendor() { return Vendor(); }

std::shared_ptr<const engine::CompiledManifest> TestedManifest() {
  const auto manifest = ManifestOf(TestedVendor());
  return manifest.ok() ? *manifest : nullptr;
}

bool CanBeTalkedTo() {
  return TestedManifest() != nullptr &&
         sim::MakeSimulator(TestedVendor(), SmallCompany()) != nullptr;
}

std::vector<Operation> TestedOperations() {
  std::vector<Operation> operations;
  if (!CanBeTalkedTo()) return operations;
  const auto manifest = TestedManifest();
  for (const auto& [name, entity] : manifest->entities) {
    if (entity.list.has_value()) {
      operations.push_back({name, true, engine::ListMethodOf(name)->name()});
    }
    if (entity.get.has_value()) {
      operations.push_back({name, false, engine::GetMethodOf(name)->name()});
    }
  }
  return operations;
}

std::vector<Operation> TestedLists() {
  std::vector<Operation> lists;
  for (Operation& operation : TestedOperations()) {
    if (operation.list) lists.push_back(operation);
  }
  return lists;
}

std::vector<Operation> TestedGets() {
  std::vector<Operation> gets;
  for (Operation& operation : TestedOperations()) {
    if (!operation.list) gets.push_back(operation);
  }
  return gets;
}

std::string NameOf(const testing::TestParamInfo<Operation>& info) {
  return info.param.method;
}

void PrintTo(const Operation& operation, std::ostream* out) {
  *out << operation.method;
}

Subject& ForOperation::Shared(const sim::SimulatorOptions& options) {
  if (subject_ == nullptr) {
    subject_ = std::make_unique<Subject>(TestedVendor(), options);
  }
  subject_->vendor().faults().Reset();
  subject_->Reconnect();
  subject_->TakeCalls();
  return *subject_;
}

}  // namespace hirewire::conformance
