#define _GNU_SOURCE
/* A well-behaved plugin: reports every place where a file contains the word "needle", or the word that its
 * configuration gives as {"word":"..."}. */
#include "scanner_api.h"

#include <stdlib.h>
#include <string.h>

#define TEXT(literal) {literal, sizeof(literal) - 1}

struct scn_instance {
  const scn_host *host;
  char word[64];
};

static scn_status create(const scn_host *host, scn_ctx *ctx, scn_str config, scn_instance **out) {
  scn_instance *me = calloc(1, sizeof *me);
  if (!me) return SCN_E_LIMIT;
  me->host = host;
  strcpy(me->word, "needle");
  static const char key[] = "\"word\":\"";
  const char *value = config.len ? memmem(config.ptr, config.len, key, sizeof key - 1) : NULL;
  if (value) {
    value += sizeof key - 1;
    const char *end = memchr(value, '"', (size_t)(config.ptr + config.len - value));
    size_t length = end ? (size_t)(end - value) : 0;
    if (length == 0 || length >= sizeof me->word) {
      scn_str reason = TEXT("word: give between 1 and 63 characters");
      host->fail(ctx, reason);
      free(me);
      return SCN_E_CONFIG;
    }
    memset(me->word, 0, sizeof me->word);
    memcpy(me->word, value, length);
  }
  *out = me;
  return SCN_OK;
}

static void destroy(scn_instance *me) { free(me); }

static scn_status list_rules(scn_instance *me, scn_ctx *ctx) {
  static const scn_str cwes[] = {TEXT("CWE-1007")};
  static const scn_str tags[] = {TEXT("words")};
  scn_rule rule = {.struct_size = sizeof rule,
                   .severity = SCN_SEV_LOW,
                   .id = TEXT("fixture.words.word"),
                   .title = TEXT("A word that was looked for"),
                   .help_markdown = TEXT("Take the word out."),
                   .cwes = cwes,
                   .cwe_count = 1,
                   .tags = tags,
                   .tag_count = 1,
                   .confidence = SCN_CONF_HIGH};
  return me->host->emit_rule(ctx, &rule);
}

static scn_status open_scan(scn_instance *me, scn_ctx *ctx, const scn_target_info *target, scn_scan **out) {
  (void)ctx;
  (void)target;
  *out = (scn_scan *)me;
  return SCN_OK;
}

static scn_status scan_file(scn_scan *scan, scn_ctx *ctx, scn_file *file, const scn_file_info *info) {
  scn_instance *me = (scn_instance *)scan;
  const uint8_t *bytes;
  size_t length, size = strlen(me->word);
  (void)info;
  scn_status status = me->host->bytes(ctx, file, &bytes, &length);
  const uint8_t *at = bytes, *end = bytes + length;
  while (status == SCN_OK && (at = memmem(at, (size_t)(end - at), me->word, size))) {
    scn_region region = {.struct_size = sizeof region, .byte_offset = (uint64_t)(at - bytes), .byte_length = size};
    scn_finding finding = {.struct_size = sizeof finding,
                           .rule_id = TEXT("fixture.words.word"),
                           .message = TEXT("found the word"),
                           .primary = &region};
    status = me->host->emit_finding(ctx, &finding);
    at += size;
  }
  return status;
}

static void close_scan(scn_scan *scan, scn_ctx *ctx) {
  (void)scan;
  (void)ctx;
}

const scn_plugin *scanner_plugin_entry(uint32_t major, uint32_t minor) {
  static const scn_str types[] = {TEXT("words")};
  static const scn_plugin plugin = {.struct_size = sizeof plugin,
                                    .abi_major = SCN_ABI_MAJOR,
                                    .abi_minor = SCN_ABI_MINOR,
                                    .id = TEXT("fixture.words"),
                                    .name = TEXT("Words"),
                                    .version = TEXT("1.0.0"),
                                    .vendor = TEXT("SecureScan"),
                                    .license = TEXT("MIT"),
                                    .runtime = TEXT("c"),
                                    .scan_types = types,
                                    .scan_type_count = 1,
                                    .caps = SCN_CAP_SCAN_FILE | SCN_CAP_CACHEABLE,
                                    .create = create,
                                    .destroy = destroy,
                                    .list_rules = list_rules,
                                    .open_scan = open_scan,
                                    .scan_file = scan_file,
                                    .close_scan = close_scan};
  (void)minor;
  return major == SCN_ABI_MAJOR ? &plugin : NULL;
}
