#ifndef SECURESCAN_PROCESS_H
#define SECURESCAN_PROCESS_H

#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>

/* GNU extensions that glibc (2.34 and later) hides from Swift; declared as its manual pages have them. */
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern const char *sigabbrev_np(int signal);

/* prctl is variadic, which Swift cannot call. */
static inline int securescan_hide_process(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

#endif
