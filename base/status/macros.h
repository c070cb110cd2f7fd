// Early return on failure, in plain functions and in coroutines.
//
//   HW_RETURN_IF_ERROR(Check(request));
//   HW_ASSIGN_OR_RETURN(const Row row, store.Get(id));
//   HW_CO_ASSIGN_OR_RETURN(Response response, co_await transport.Send(req));
#ifndef HIREWIRE_BASE_STATUS_MACROS_H_
#define HIREWIRE_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define HW_STATUS_CONCAT_INNER(a, b) a##b
#define HW_STATUS_CONCAT(a, b) HW_STATUS_CONCAT_INNER(a, b)

#define HW_RETURN_IF_ERROR_WITH(leave, expression)              \
  do {                                                          \
    if (absl::Status hw_status = (expression); !hw_status.ok()) \
      leave hw_status;                                          \
  } while (false)

#define HW_ASSIGN_OR_RETURN_WITH(leave, temporary, target, expression) \
  auto temporary = (expression);                                       \
  if (!temporary.ok()) leave std::move(temporary).status();            \
  target = *std::move(temporary)

#define HW_RETURN_IF_ERROR(expression) \
  HW_RETURN_IF_ERROR_WITH(return, expression)
#define HW_CO_RETURN_IF_ERROR(expression) \
  HW_RETURN_IF_ERROR_WITH(co_return, expression)

#define HW_ASSIGN_OR_RETURN(target, expression)                               \
  HW_ASSIGN_OR_RETURN_WITH(return, HW_STATUS_CONCAT(hw_status_or_, __LINE__), \
                                 target, expression)
#define HW_CO_ASSIGN_OR_RETURN(target, expression)                            \
  HW_ASSIGN_OR_RETURN_WITH(co_return,                                         \
                           HW_STATUS_CONCAT(hw_status_or_, __LINE__), target, \
                           expression)

#endif  // HIREWIRE_BASE_STATUS_MACROS_H_
