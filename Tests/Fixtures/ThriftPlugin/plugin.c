/* A plugin that works something out for each file and keeps it, and says in a finding whether it had to work or found
 * it. A real plugin finds the same either way; this one lets tests count.
 *
 * A file that begins with "big N" stands for a value of N bytes, "crash" dies after it was worked out, "stall" waits until
 * the scan is cancelled, and "odd" asks what makes no sense. */
#define _POSIX_C_SOURCE 200809L
#include "scanner_api.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define STR(text) { text, sizeof(text) - 1 }

struct scn_instance { const scn_host *host; uint64_t config; };
struct scn_scan { struct scn_instance *instance; const scn_ext_cache *cache; };

static struct scn_instance instance;
static struct scn_scan scan;

static uint64_t sum(const void *bytes, size_t length) {
    uint64_t value = 0xCBF29CE484222325u; /* FNV-1a */
    for (size_t at = 0; at < length; at++) value = (value ^ ((const uint8_t *)bytes)[at]) * 0x100000001B3u;
    return value;
}

static scn_status create(const scn_host *host, scn_ctx *ctx, scn_str config, scn_instance **out) {
    (void)ctx;
    instance.host = host;
    instance.config = sum(config.ptr, config.len);
    *out = &instance;
    return SCN_OK;
}

static void destroy(scn_instance *self) { (void)self; }

static scn_status list_rules(scn_instance *self, scn_ctx *ctx) {
    scn_rule found = { .struct_size = sizeof found, .severity = SCN_SEV_INFO, .help_markdown = STR("Nothing to do.") };
    scn_rule worked = found;
    found.id = (scn_str)STR("fixture.thrift.found");
    found.title = (scn_str)STR("It was there already");
    worked.id = (scn_str)STR("fixture.thrift.worked");
    worked.title = (scn_str)STR("It had to be worked out");
    scn_status status = self->host->emit_rule(ctx, &found);
    return status != SCN_OK ? status : self->host->emit_rule(ctx, &worked);
}

static scn_status open_scan(scn_instance *self, scn_ctx *ctx, const scn_target_info *target, scn_scan **out) {
    (void)target;
    scan.instance = self;
    scan.cache = self->host->extension(ctx, SCN_EXT_CACHE);
    *out = &scan;
    return scan.cache ? SCN_OK : SCN_E_UNSUPPORTED;
}

static scn_status report(scn_ctx *ctx, int was_found, const uint8_t *value, size_t length) {
    static const scn_region place = { .struct_size = sizeof place, .start_line = 1 };
    char text[96];
    int count = snprintf(text, sizeof text, "%s %zu bytes, sum %016llx", was_found ? "found" : "worked out", length,
                         (unsigned long long)sum(value, length));
    scn_finding finding = { .struct_size = sizeof finding, .primary = &place, .message = { text, (size_t)count } };
    if (was_found) finding.rule_id = (scn_str)STR("fixture.thrift.found");
    else finding.rule_id = (scn_str)STR("fixture.thrift.worked");
    return instance.host->emit_finding(ctx, &finding);
}

/* The value for a content, in memory of its own. */
static uint8_t *work_out(const char *text, size_t length, size_t *size) {
    *size = strncmp(text, "big ", 4) == 0 ? strtoul(text + 4, NULL, 10) : 40;
    uint8_t *value = malloc(*size + 1);
    uint64_t seed = sum(text, length);
    for (size_t at = 0; value && at < *size; at++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        value[at] = (uint8_t)(seed >> 56);
    }
    return value;
}

/* What the host answers to questions that make no sense. */
static scn_status ask_nonsense(scn_ctx *ctx) {
    const scn_ext_cache *cache = scan.cache;
    static uint8_t value[SCN_CACHE_VALUE_MAX + 1];
    char key[SCN_CACHE_KEY_MAX + 1] = { 1 }, text[160];
    const uint8_t *bytes;
    size_t length;
    int answers[] = {
        cache->get(ctx, (scn_str){ key, 0 }, &bytes, &length),
        cache->get(ctx, (scn_str){ key, sizeof key }, &bytes, &length),
        cache->get(ctx, (scn_str){ key, sizeof key - 1 }, &bytes, &length),
        cache->get(ctx, (scn_str){ key, 1 }, NULL, &length),
        cache->put(ctx, (scn_str){ key, sizeof key }, value, 1),
        cache->put(ctx, (scn_str){ key, 1 }, NULL, 1),
        cache->put(ctx, (scn_str){ key, 1 }, value, sizeof value),
        cache->put(ctx, (scn_str){ key, sizeof key - 1 }, value, sizeof value - 1),
        cache->put(ctx, (scn_str){ key, 1 }, NULL, 0),
    };
    int count = 0;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        count += snprintf(text + count, sizeof text - (size_t)count, "%s%d", i ? " " : "", answers[i]);
    instance.host->log(ctx, SCN_LOG_INFO, (scn_str){ text, (size_t)count });
    return SCN_OK;
}

static scn_status wait_for_cancellation(scn_ctx *ctx) {
    const struct timespec pause = { .tv_nsec = 2000000 };
    while (!instance.host->cancelled(ctx)) nanosleep(&pause, NULL);
    return SCN_E_CANCELLED;
}

static scn_status scan_file(scn_scan *self, scn_ctx *ctx, scn_file *file, const scn_file_info *info) {
    (void)info;
    const uint8_t *bytes, *value;
    size_t length, size;
    scn_status status = instance.host->bytes(ctx, file, &bytes, &length);
    if (status != SCN_OK) return status;
    char text[16] = { 0 };
    memcpy(text, bytes, length < sizeof text ? length : sizeof text - 1);
    if (strncmp(text, "odd", 3) == 0) return ask_nonsense(ctx);
    if (strncmp(text, "stall", 5) == 0) return wait_for_cancellation(ctx);
    uint64_t key[] = { 1, instance.config, sum(bytes, length) };
    const scn_str name = { (const char *)key, sizeof key };
    if (self->cache->get(ctx, name, &value, &size) == SCN_OK) return report(ctx, 1, value, size);
    uint8_t *made = work_out(text, length < sizeof text ? length : sizeof text - 1, &size);
    if (!made) return SCN_E_LIMIT;
    self->cache->put(ctx, name, made, size);
    status = report(ctx, 0, made, size);
    free(made);
    if (strncmp(text, "crash", 5) == 0) abort();
    return status;
}

static void close_scan(scn_scan *self, scn_ctx *ctx) { (void)self, (void)ctx; }

static const scn_str types[] = { STR("thrift") };

static const scn_plugin plugin = {
    .struct_size = sizeof plugin,
    .abi_major = SCN_ABI_MAJOR,
    .abi_minor = SCN_ABI_MINOR,
    .id = STR("fixture.thrift"),
    .name = STR("Thrift"),
    .version = STR("1.0.0"),
    .runtime = STR("c"),
    .scan_types = types,
    .scan_type_count = 1,
    .caps = SCN_CAP_SCAN_FILE | SCN_NEED_CACHE,
    .create = create,
    .destroy = destroy,
    .list_rules = list_rules,
    .open_scan = open_scan,
    .scan_file = scan_file,
    .close_scan = close_scan,
};

SCN_EXPORT const scn_plugin *scanner_plugin_entry(uint32_t host_abi_major, uint32_t host_abi_minor) {
    (void)host_abi_minor;
    return host_abi_major == SCN_ABI_MAJOR ? &plugin : NULL;
}
