/* results.h: what the plugin keeps from scan to scan. What earlier scans kept is mapped and looked up here, without
 * asking the host; what this scan adds goes to the host in frames. */
#ifndef RESULTS_H
#define RESULTS_H
#include "call.h"

/* Takes up the file among the data files, if there is a sound one. 0: no memory. */
int results_open(void);

scn_status results_get(scn_str key, const uint8_t **bytes, size_t *length);
scn_status results_put(scn_ctx *, scn_str key, const uint8_t *bytes, size_t length);

/* Tells the host which entries were found, so that it keeps them. */
void results_report(scn_ctx *);
#endif
