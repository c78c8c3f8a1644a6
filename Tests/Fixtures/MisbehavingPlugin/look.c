#define _GNU_SOURCE
#include "misbehaving.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct look {
  scn_instance *me;
  scn_ctx *ctx;
  unsigned seen, stop_after;
} look;

static void say(look *l, const char *text) { l->me->host->log(l->ctx, SCN_LOG_INFO, (scn_str){text, strlen(text)}); }

static scn_status count_file(void *user, const scn_file_info *info) {
  look *l = user;
  (void)info;
  l->seen++;
  return l->stop_after && l->seen == l->stop_after ? SCN_E_INPUT : SCN_OK;
}

/* Opens each file inside the walk and reports those whose content says "needle". */
static scn_status search_file(void *user, const scn_file_info *info) {
  look *l = user;
  const scn_host *host = l->me->host;
  scn_file *file;
  scn_file_info opened = {.struct_size = sizeof opened};
  scn_status status = host->open(l->ctx, info->path, &file, &opened);
  if (status != SCN_OK) return status;
  const uint8_t *bytes;
  size_t length;
  status = host->bytes(l->ctx, file, &bytes, &length);
  l->seen++;
  if (status == SCN_OK && opened.size == length && memmem(bytes, length, "needle", 6)) {
    scn_region region = {.struct_size = sizeof region, .path = info->path};
    status = misbehaving_report(host, l->ctx, "fixture.misbehaving.seen", "needle", &region);
  }
  host->close(l->ctx, file);
  return status;
}

static scn_status emit_components(look *l) {
  const scn_host *host = l->me->host;
  static const scn_str hashes[] = {TEXT("sha256:00")};
  scn_region evidence = {.struct_size = sizeof evidence, .path = TEXT("package.json"), .start_line = 3};
  scn_component component = {.struct_size = sizeof component,
                             .scope = SCN_SCOPE_DEVELOPMENT,
                             .ref = TEXT("a"),
                             .name = TEXT("left-pad"),
                             .version = TEXT("1.0.0"),
                             .purl = TEXT("pkg:npm/left-pad@1.0.0"),
                             .licenses = TEXT("MIT"),
                             .evidence = &evidence,
                             .hashes = hashes,
                             .hash_count = 1,
                             .direct = 1};
  scn_status status = host->emit_component(l->ctx, &component);
  return status ? status : host->emit_relation(l->ctx, (scn_str)TEXT("a"), (scn_str)TEXT("b"));
}

/* What the host must answer to questions that make no sense. */
static scn_status ask_nonsense(look *l) {
  const scn_host *host = l->me->host;
  scn_file *file;
  char text[128];
  scn_status absent = host->open(l->ctx, (scn_str)TEXT("no/such.file"), &file, NULL);
  scn_status outside = host->open(l->ctx, (scn_str)TEXT("../secret"), &file, NULL);
  scn_status odd = host->walk(l->ctx, (scn_str)TEXT("/etc"), count_file, l);
  const void *unknown = host->extension(l->ctx, "scn.nothing/1"), *data = host->extension(l->ctx, SCN_EXT_DATA);
  snprintf(text, sizeof text, "absent %d, outside %d, odd %d, unknown %d, data %d", absent, outside, odd,
           unknown != NULL, data != NULL);
  say(l, text);
  return SCN_OK;
}

static scn_status read_data(look *l) {
  const scn_ext_data *data = l->me->host->extension(l->ctx, SCN_EXT_DATA);
  const uint8_t *bytes;
  size_t length;
  if (!data || data->file(l->ctx, (scn_str)TEXT("words.txt"), &bytes, &length) != SCN_OK) return SCN_E_NOT_FOUND;
  l->me->host->log(l->ctx, SCN_LOG_INFO, (scn_str){(const char *)bytes, length});
  return data->file(l->ctx, (scn_str)TEXT("other.txt"), &bytes, &length) == SCN_E_NOT_FOUND ? SCN_OK : SCN_E_INTERNAL;
}

static scn_status read_advisories(look *l) {
  const scn_ext_advisories *advisories = l->me->host->extension(l->ctx, SCN_EXT_ADVISORIES);
  const uint8_t *bytes;
  size_t length;
  if (!advisories) return SCN_E_UNSUPPORTED;
  scn_status status = advisories->database(l->ctx, &bytes, &length);
  if (status == SCN_OK) l->me->host->log(l->ctx, SCN_LOG_INFO, (scn_str){(const char *)bytes, length});
  else say(l, status == SCN_E_NOT_FOUND ? "no database" : "no answer");
  return SCN_OK;
}

scn_status misbehaving_look(const char *verb, scn_instance *me, scn_ctx *ctx) {
  look l = {me, ctx, 0, 0};
  scn_status status = SCN_E_UNSUPPORTED;
  const char *prefix = "";
  char text[64];
  if (strcmp(verb, "components") == 0) return emit_components(&l);
  if (strcmp(verb, "nonsense") == 0) return ask_nonsense(&l);
  if (strcmp(verb, "data") == 0) return read_data(&l);
  if (strcmp(verb, "advisories") == 0) return read_advisories(&l);
  if (strcmp(verb, "walk-some") == 0) l.stop_after = 5;
  if (strcmp(verb, "walk-src") == 0) prefix = "src";
  if (strncmp(verb, "walk", 4) == 0) status = me->host->walk(ctx, (scn_str){prefix, strlen(prefix)}, count_file, &l);
  if (strcmp(verb, "search") == 0) status = me->host->walk(ctx, (scn_str){NULL, 0}, search_file, &l);
  if (status == SCN_E_UNSUPPORTED) return status;
  snprintf(text, sizeof text, "walked %u, status %d", l.seen, status);
  say(&l, text);
  return status == SCN_E_INPUT && l.stop_after ? SCN_OK : status;
}
