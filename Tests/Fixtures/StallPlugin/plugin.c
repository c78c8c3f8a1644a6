/* A plugin that waits on demand, so that tests can catch a scan half way.
 *
 * Each file is reported once, as it is opened. Then a file that begins with "stall" keeps its thread until the scan is
 * cancelled, and one that begins with "stall for good" for ever. */
#define _POSIX_C_SOURCE 200809L
#include "scanner_api.h"

#include <string.h>
#include <time.h>

#define STR(text) { text, sizeof(text) - 1 }

struct scn_instance { const scn_host *host; };
struct scn_scan { const scn_host *host; };

static struct scn_instance instance;
static struct scn_scan scan;

static scn_status create(const scn_host *host, scn_ctx *ctx, scn_str config, scn_instance **out) {
    (void)ctx, (void)config;
    instance.host = host;
    *out = &instance;
    return SCN_OK;
}

static void destroy(scn_instance *self) { (void)self; }

static scn_status list_rules(scn_instance *self, scn_ctx *ctx) {
    static const scn_str weakness = STR("CWE-400");
    scn_rule rule = { .struct_size = sizeof rule, .severity = SCN_SEV_LOW, .confidence = SCN_CONF_HIGH };
    rule.id = (scn_str)STR("org.example.stall.seen");
    rule.title = (scn_str)STR("A file was seen");
    rule.help_markdown = (scn_str)STR("Nothing needs to be done.");
    rule.cwes = &weakness;
    rule.cwe_count = 1;
    return self->host->emit_rule(ctx, &rule);
}

static scn_status open_scan(scn_instance *self, scn_ctx *ctx, const scn_target_info *target, scn_scan **out) {
    (void)ctx, (void)target;
    scan.host = self->host;
    *out = &scan;
    return SCN_OK;
}

static int begins(const uint8_t *bytes, size_t length, const char *word) {
    return length >= strlen(word) && memcmp(bytes, word, strlen(word)) == 0;
}

static scn_status scan_file(scn_scan *self, scn_ctx *ctx, scn_file *file, const scn_file_info *info) {
    (void)info;
    const uint8_t *bytes;
    size_t length;
    scn_status status = self->host->bytes(ctx, file, &bytes, &length);
    if (status != SCN_OK) return status;
    scn_region place = { .struct_size = sizeof place, .start_line = 1 };
    scn_finding finding = { .struct_size = sizeof finding, .primary = &place };
    finding.rule_id = (scn_str)STR("org.example.stall.seen");
    finding.message = (scn_str)STR("This file was seen.");
    status = self->host->emit_finding(ctx, &finding);
    if (status != SCN_OK || !begins(bytes, length, "stall")) return status;
    int stubborn = begins(bytes, length, "stall for good");
    const struct timespec pause = { .tv_nsec = 2000000 };
    while (stubborn || !self->host->cancelled(ctx)) nanosleep(&pause, NULL);
    return SCN_E_CANCELLED;
}

static void close_scan(scn_scan *self, scn_ctx *ctx) { (void)self, (void)ctx; }

static const scn_str types[] = { STR("stall") };

static const scn_plugin plugin = {
    .struct_size = sizeof plugin,
    .abi_major = SCN_ABI_MAJOR,
    .abi_minor = SCN_ABI_MINOR,
    .id = STR("org.example.stall"),
    .name = STR("Stall"),
    .version = STR("1.0.0"),
    .vendor = STR("SecureScan tests"),
    .license = STR("Apache-2.0"),
    .runtime = STR("c"),
    .scan_types = types,
    .scan_type_count = 1,
    .caps = SCN_CAP_SCAN_FILE,
    .create = create,
    .destroy = destroy,
    .list_rules = list_rules,
    .open_scan = open_scan,
    .scan_file = scan_file,
    .close_scan = close_scan,
};

SCN_EXPORT const scn_plugin *scanner_plugin_entry(uint32_t major, uint32_t minor) {
    (void)minor;
    return major == SCN_ABI_MAJOR ? &plugin : NULL;
}
