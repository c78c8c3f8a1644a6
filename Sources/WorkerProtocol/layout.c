/* The blackboard is shared memory between two programs, the file of results outlives both: their layouts are checked
 * where they are compiled. */
#include "result_file.h"
#include "worker_protocol.h"

_Static_assert(sizeof(scw_slot) == 16, "scw_slot has no padding");
_Static_assert(sizeof(scw_blackboard) == 16 + 16 * (SCW_MAX_THREADS + 1), "scw_blackboard has no padding");
_Static_assert(sizeof(scw_blackboard) <= 4096, "the blackboard is one page");
_Static_assert(sizeof(scw_results) == 96, "scw_results has no padding");
_Static_assert(offsetof(scw_results, digest) == 64, "the digest covers what stands before it");
_Static_assert(sizeof(scw_result) == 88, "scw_result has no padding");
_Static_assert(2 * SCW_RESULT_PART == SCW_RESULT_VALUE, "a value has at most two parts");
_Static_assert(SCW_MAX_RESULTS / 8 <= SCW_FRAME_CAP, "the bits of all entries fit into one frame");
