/* blackboard.h: what each thread is doing, in memory that outlives the process, and the handlers that add how it
 * died. */
#ifndef BLACKBOARD_H
#define BLACKBOARD_H
#include "worker_protocol.h"

#include <stdint.h>

/* Maps the page and closes its descriptor. Slot 0 becomes that of the calling thread. 0 on failure. */
int blackboard_open(void);

/* Gives the calling thread a slot and an alternate stack, so that a stack overflow can be reported as well. */
void blackboard_enter_thread(unsigned slot);

/* What the calling thread does from now on. */
void blackboard_phase(scw_phase phase, uint64_t file);

/* Handlers for fatal signals and for exit() by the plugin. */
void blackboard_watch_crashes(void);
#endif
