/* misbehaving.h: what the parts of the misbehaving plugin share. */
#ifndef MISBEHAVING_H
#define MISBEHAVING_H
#include "scanner_api.h"

#define TEXT(literal) {literal, sizeof(literal) - 1}

struct scn_instance {
  const scn_host *host;
  char config[512];
};

/* A finding of the rule `rule` at the beginning of the file in hand, or at `region`. */
scn_status misbehaving_report(const scn_host *, scn_ctx *, const char *rule, const char *message,
                              const scn_region *region);

/* Does what the verb says; SCN_OK for a verb nobody knows. */
scn_status misbehaving_do(const char *verb, scn_instance *, scn_ctx *, const scn_file_info *);

/* What scan_target does: looks at the target through walk and open. */
scn_status misbehaving_look(const char *verb, scn_instance *, scn_ctx *);

/* Spreads a secret: marks it in the file with "do:mark <secret>", tells it in that with "do:tell", and in the
 * target. */
scn_status misbehaving_gossip(const char *content, scn_instance *, scn_ctx *);
#endif
