#include "testing/simulators/frame/simulator.h"

#include "testing/simulators/http/admin.h"

namespace hirewire::sim {
namespace {

Company CompanyOf(const SimulatorOptions& options) {
  return MakeCompany({.seed = options.seed,
                      .candidates = options.candidates,
                      .awkward = options.awkward});
}

}  // namespace

Simulator::Simulator(SimulatorOptions options)
    : options_(options),
      company_(CompanyOf(options_)),
      server_(
          [this](const Request& request) { return Handle(request); },
          {.port = options_.port,
           .threads = options_.threads,
           .clock = options_.clock,
           .dress_fault = [this](Fault, const Request& request, Reply& reply) {
             const std::scoped_lock lock(mutex_);
             Dress(request, reply);
           }}) {}

Simulator::~Simulator() = default;

absl::Status Simulator::Start() { return server_.Start(); }

void Simulator::Stop() { server_.Stop(); }

std::string Simulator::Origin() const { return server_.BaseUrl(); }

int Simulator::port() const { return server_.port(); }

Reply Simulator::Handle(const Request& request) {
  const std::scoped_lock lock(mutex_);
  Reply reply = Answer(request);
  Dress(request, reply);
  return reply;
}

CallCounts Simulator::Counts() const { return server_.Counts(); }

int64_t Simulator::Throttled() const {
  const std::scoped_lock lock(mutex_);
  return throttled_;
}

FaultInjector& Simulator::faults() { return server_.faults(); }

void Simulator::SetSkew(absl::Duration skew) {
  const std::scoped_lock lock(mutex_);
  skew_ = skew;
}

void Simulator::Mutate(const std::function<void(Company&)>& change) {
  const std::scoped_lock lock(mutex_);
  change(company_);
  Changed();
}

Company Simulator::Data() const {
  const std::scoped_lock lock(mutex_);
  return company_;
}

void Simulator::Reset() {
  server_.ResetCounts();
  server_.faults().Reset();
  const std::scoped_lock lock(mutex_);
  skew_ = absl::ZeroDuration();
  throttled_ = 0;
  company_ = CompanyOf(options_);
  ResetMore();
  Changed();
}

Handler Simulator::Admin() {
  return AdminHandler(
      {.server = &server_,
       .set_skew = [this](absl::Duration skew) { SetSkew(skew); },
       .more_stats =
           [this] {
             const std::scoped_lock lock(mutex_);
             auto stats = MoreStats();
             stats["throttled"] = throttled_;
             return stats;
           },
       .reset = [this] { Reset(); }});
}

absl::Time Simulator::Now() const {
  const Clock* own = &system_clock_;
  return (options_.clock == nullptr ? own : options_.clock)->Now() + skew_;
}

void Simulator::PageServed() {
  if (!options_.grow_between_pages) return;
  AddCandidate(company_, options_.seed, Now());
  Changed();
}

}  // namespace hirewire::sim
