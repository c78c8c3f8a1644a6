/* The blackboard is shared memory between two programs: its layout is checked where it is compiled. */
#include "worker_protocol.h"

_Static_assert(sizeof(scw_slot) == 16, "scw_slot has no padding");
_Static_assert(sizeof(scw_blackboard) == 16 + 16 * (SCW_MAX_THREADS + 1), "scw_blackboard has no padding");
_Static_assert(sizeof(scw_blackboard) <= 4096, "the blackboard is one page");
