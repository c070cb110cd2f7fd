#include "base/async/run.h"

namespace hirewire {

Driver WaitingDriver(boost::asio::io_context& context) {
  return [&context](const std::function<bool()>& done) {
    context.restart();
    while (!done() && context.run_one() > 0) {
    }
  };
}

}  // namespace hirewire
