/* call.h: one call into the plugin, and what the whole process knows while it runs. */
#ifndef CALL_H
#define CALL_H
#include "confine.h"
#include "content.h"
#include "scanner_api.h"
#include "wire.h"

#include <stdatomic.h>

/* The ABI's scn_ctx. One for each thread that calls the plugin; reused from call to call. */
struct scn_ctx {
  scw_phase phase;
  uint64_t file;            /* id of the file in hand, in SCW_PHASE_FILE */
  buffer frame;             /* what is being sent */
  char reason[4096];        /* from fail() */
  size_t reason_length;
};

/* Begins a call: forgets the reason of the last one and tells the blackboard. */
void call_begin(scn_ctx *, scw_phase, uint64_t file);
void call_end(scn_ctx *);
scn_str call_reason(const scn_ctx *);

/* Set once, before the first call. */
extern limits call_limits;
extern const scn_plugin *call_plugin;

/* The host asked to stop. */
extern atomic_int call_cancelled;

/* Emissions refused at a limit, for the end of the scan. */
extern atomic_ullong call_findings_refused, call_components_refused;

/* The table that the plugin gets. */
const scn_host *host_table(scn_str version);
#endif
