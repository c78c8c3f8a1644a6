#define _GNU_SOURCE
#include "misbehaving.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Marks a secret in one file, and then shows it on every way that a plugin has to say something. */

static char secret[64];
static atomic_int is_marked;

static scn_str say(char *text, size_t size, const char *before) {
  int length = snprintf(text, size, "%s%s", before, secret);
  return (scn_str){text, (size_t)length};
}

static scn_status mark(scn_instance *me, scn_ctx *ctx, const char *content) {
  const char *start = content + strlen("do:mark ");
  scn_region region = {.struct_size = sizeof region, .byte_offset = (uint64_t)(start - content)};
  region.byte_length = strlen(start);
  scn_finding finding = {.struct_size = sizeof finding,
                         .rule_id = TEXT("fixture.misbehaving.seen"),
                         .message = TEXT("marked"),
                         .primary = &region,
                         .secret = &region};
  scn_status status = me->host->emit_finding(ctx, &finding);
  snprintf(secret, sizeof secret, "%s", start);
  atomic_store(&is_marked, 1);
  return status;
}

/* In another file, which may be scanned by another thread. */
static scn_status tell_of_file(scn_instance *me, scn_ctx *ctx) {
  char text[128];
  for (int i = 0; i < 10000 && !atomic_load(&is_marked); i++) usleep(1000);
  say(text, sizeof text, "file finding: ");
  misbehaving_report(me->host, ctx, "fixture.misbehaving.seen", text, NULL);
  me->host->fail(ctx, say(text, sizeof text, "file failure: "));
  return SCN_E_INPUT;
}

/* About the target as a whole; the end of it would be cut off in an event. */
static scn_status tell_of_target(scn_instance *me, scn_ctx *ctx) {
  char text[256], filler[110];
  const scn_host *host = me->host;
  scn_str name = say(text, sizeof text, "component: ");
  scn_region evidence = {.struct_size = sizeof evidence, .path = TEXT("a.txt"), .start_line = 1, .note = name};
  scn_component component = {.struct_size = sizeof component,
                             .ref = name,
                             .type = name,
                             .name = name,
                             .version = name,
                             .purl = name,
                             .licenses = name,
                             .hashes = &name,
                             .hash_count = 1,
                             .evidence = &evidence};
  host->emit_component(ctx, &component);
  host->emit_relation(ctx, name, name);
  scn_finding finding = {.struct_size = sizeof finding, .rule_id = TEXT("fixture.misbehaving.seen")};
  finding.message = say(text, sizeof text, "target finding: ");
  host->emit_finding(ctx, &finding);
  host->log(ctx, SCN_LOG_WARNING, say(text, sizeof text, "log line: "));
  fprintf(stderr, "standard error: %s\n", secret);
  memset(filler, 'x', sizeof filler);
  filler[sizeof filler - 1] = 0;
  host->fail(ctx, say(text, sizeof text, filler));
  return SCN_E_INTERNAL;
}

scn_status misbehaving_gossip(const char *content, scn_instance *me, scn_ctx *ctx) {
  if (!content) return tell_of_target(me, ctx);
  return strncmp(content, "do:mark ", 8) == 0 ? mark(me, ctx, content) : tell_of_file(me, ctx);
}
