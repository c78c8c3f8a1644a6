/* A plugin that does what it must not, where it is told to:
 *   entry       the library file ends in "entry:<verb>\n" (read from the descriptor it was loaded from)
 *   others      the configuration has "create":"<verb>", "rules":..., "open":..., "target":..., "destroy":...
 *   scan_file   the file's content is "do:<verb>"; a finding is reported first, to see that it is kept */
#define _GNU_SOURCE
#include "misbehaving.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIBRARY_DESCRIPTOR 4

scn_status misbehaving_report(const scn_host *host, scn_ctx *ctx, const char *rule, const char *message,
                              const scn_region *region) {
  scn_region beginning = {.struct_size = sizeof beginning, .byte_length = 1};
  scn_finding finding = {.struct_size = sizeof finding, .primary = region ? region : &beginning};
  finding.rule_id = (scn_str){rule, strlen(rule)};
  finding.message = (scn_str){message, strlen(message)};
  return host->emit_finding(ctx, &finding);
}

/* Copies the value of a key of the configuration; empty when there is none. */
static void setting(const scn_instance *me, const char *key, char value[64]) {
  char quoted[64];
  snprintf(quoted, sizeof quoted, "\"%s\":\"", key);
  const char *at = strstr(me->config, quoted);
  value[0] = 0;
  if (at) sscanf(at + strlen(quoted), "%63[^\"]", value);
}

static scn_status obey(scn_instance *me, scn_ctx *ctx, const char *key) {
  char verb[64];
  setting(me, key, verb);
  return verb[0] ? misbehaving_do(verb, me, ctx, NULL) : SCN_OK;
}

static scn_status create(const scn_host *host, scn_ctx *ctx, scn_str config, scn_instance **out) {
  scn_instance *me = calloc(1, sizeof *me);
  if (!me) return SCN_E_LIMIT;
  me->host = host;
  if (config.len < sizeof me->config) memcpy(me->config, config.ptr, config.len);
  *out = me;
  return obey(me, ctx, "create");
}

static void destroy(scn_instance *me) {
  obey(me, NULL, "destroy");
  free(me);
}

static scn_status list_rules(scn_instance *me, scn_ctx *ctx) {
  char verb[64];
  setting(me, "rules", verb);
  scn_rule rule = {.struct_size = sizeof rule,
                   .severity = SCN_SEV_HIGH,
                   .id = TEXT("fixture.misbehaving.seen"),
                   .title = TEXT("Something was seen")};
  scn_status status = me->host->emit_rule(ctx, &rule);
  if (strcmp(verb, "duplicate") == 0) status = me->host->emit_rule(ctx, &rule);
  scn_str foreign = TEXT("secrets.aws.key");
  if (strcmp(verb, "foreign") == 0) rule.id = foreign, status = me->host->emit_rule(ctx, &rule);
  return status ? status : obey(me, ctx, "rules");
}

static scn_status open_scan(scn_instance *me, scn_ctx *ctx, const scn_target_info *target, scn_scan **out) {
  (void)target;
  scn_status status = obey(me, ctx, "open");
  if (status == SCN_OK) *out = (scn_scan *)me;
  return status;
}

static scn_status scan_file(scn_scan *scan, scn_ctx *ctx, scn_file *file, const scn_file_info *info) {
  scn_instance *me = (scn_instance *)scan;
  char verb[64] = {0}, content[68] = {0};
  size_t length;
  scn_status status = me->host->read(ctx, file, 0, content, sizeof content - 1, &length);
  if (status != SCN_OK || sscanf(content, "do:%63s", verb) != 1) return status;
  if (strcmp(verb, "mark") == 0 || strcmp(verb, "tell") == 0) return misbehaving_gossip(content, me, ctx);
  misbehaving_report(me->host, ctx, "fixture.misbehaving.seen", verb, NULL);
  return misbehaving_do(verb, me, ctx, info);
}

static scn_status scan_target(scn_scan *scan, scn_ctx *ctx) {
  scn_instance *me = (scn_instance *)scan;
  char verb[64];
  setting(me, "target", verb);
  if (!verb[0]) return SCN_OK;
  if (strcmp(verb, "gossip") == 0) return misbehaving_gossip(NULL, me, ctx);
  scn_status status = misbehaving_look(verb, me, ctx);
  return status == SCN_E_UNSUPPORTED ? misbehaving_do(verb, me, ctx, NULL) : status;
}

static void close_scan(scn_scan *scan, scn_ctx *ctx) { obey((scn_instance *)scan, ctx, "close"); }

static void tail(char verb[64]) {
  char text[128] = {0};
  struct stat status;
  verb[0] = 0;
  if (fstat(LIBRARY_DESCRIPTOR, &status) != 0) return;
  if (pread(LIBRARY_DESCRIPTOR, text, sizeof text - 1, status.st_size - (off_t)sizeof text + 1) < 0) return;
  const char *at = memmem(text, sizeof text, "entry:", 6);
  if (at) sscanf(at + 6, "%63s", verb);
}

const scn_plugin *scanner_plugin_entry(uint32_t major, uint32_t minor) {
  static const scn_str types[] = {TEXT("misbehaviour")};
  static scn_plugin plugin = {.struct_size = sizeof plugin,
                              .abi_major = SCN_ABI_MAJOR,
                              .abi_minor = SCN_ABI_MINOR,
                              .id = TEXT("fixture.misbehaving"),
                              .name = TEXT("Misbehaving"),
                              .version = TEXT("1.0.0"),
                              .runtime = TEXT("c"),
                              .scan_types = types,
                              .scan_type_count = 1,
                              .caps = SCN_CAP_SCAN_FILE | SCN_CAP_SCAN_TARGET | SCN_CAP_COMPONENTS,
                              .create = create,
                              .destroy = destroy,
                              .list_rules = list_rules,
                              .open_scan = open_scan,
                              .scan_file = scan_file,
                              .scan_target = scan_target,
                              .close_scan = close_scan};
  char verb[64];
  (void)minor;
  tail(verb);
  if (strcmp(verb, "alien") == 0) plugin.abi_major = 7;
  if (strcmp(verb, "small") == 0) plugin.struct_size = 40;
  if (strcmp(verb, "wild-text") == 0) plugin.name = (scn_str){(const char *)16, 100};
  if (strcmp(verb, "endless-text") == 0) plugin.name.len = (size_t)1 << 40;
  if (strcmp(verb, "other-id") == 0) plugin.id.len = 7;
  if (strcmp(verb, "network") == 0) plugin.caps |= SCN_NEED_NETWORK;
  if (strcmp(verb, "data") == 0) plugin.caps |= SCN_NEED_DATA;
  if (strcmp(verb, "advisories") == 0) plugin.caps |= SCN_NEED_ADVISORIES;
  static const scn_str patterns[] = {TEXT("*.py"), TEXT("!test_*")};
  if (strcmp(verb, "picky") == 0) {
    plugin.file_patterns = patterns;
    plugin.file_pattern_count = 2;
    plugin.max_file_size = 100;
  }
  if (strcmp(verb, "serial") == 0) plugin.max_parallel = 1;
  if (strcmp(verb, "null") == 0 || major != SCN_ABI_MAJOR) return NULL;
  if (verb[0]) misbehaving_do(verb, NULL, NULL, NULL);
  return &plugin;
}
