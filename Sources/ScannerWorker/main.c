/* scanner-worker: loads one plugin and lets it scan one target. Started by the plugin host, never by hand.
 *
 *   scanner-worker <process id of the host> <number of data files>
 *
 * Its descriptors and the conversation on them are described in docs/wire-protocol.md. */
#include "blackboard.h"
#include "confine.h"
#include "leave.h"
#include "session.h"

#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments) {
  if (count != 3) {
    fputs("scanner-worker is started by securescan and has no use by itself.\n", stderr);
    return 2;
  }
  pid_t host = (pid_t)atol(arguments[1]);
  unsigned data_files = (unsigned)strtoul(arguments[2], NULL, 10);
  if (data_files > SCW_MAX_DATA || !confine_at_start(host, data_files) || !blackboard_open()) leave(SCW_EXIT_SETUP);
  blackboard_watch_crashes();
  session_run(data_files);
}
