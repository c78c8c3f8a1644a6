/* Finds merge conflicts that somebody committed: the markers git leaves at the beginning of a line. The whole plugin:
 * one table, seven functions, nothing allocated, nothing to free. */
#include <string.h>

#include "scanner_api.h"

#define TEXT(literal) { literal, sizeof(literal) - 1 }

static const char rule_id[] = "org.example.conflicts.marker";

/* There is nothing to configure and no state, so the host's table is all that an instance and a scan have to remember:
 * it is what they are. */
static scn_status create(const scn_host *host, scn_ctx *ctx, scn_str config, scn_instance **out) {
    (void)ctx;
    (void)config;
    *out = (scn_instance *)host;
    return SCN_OK;
}

static void destroy(scn_instance *instance) { (void)instance; }

static scn_status list_rules(scn_instance *instance, scn_ctx *ctx) {
    static const scn_str cwe = TEXT("CWE-1164");
    static const scn_rule rule = {
        .struct_size = sizeof(scn_rule),
        .severity = SCN_SEV_MEDIUM,
        .confidence = SCN_CONF_HIGH,
        .id = TEXT(rule_id),
        .title = TEXT("Unresolved merge conflict"),
        .help_markdown = TEXT("The file holds both sides of a merge. Decide for one and remove the markers."),
        .cwes = &cwe,
        .cwe_count = 1,
    };
    return ((const scn_host *)instance)->emit_rule(ctx, &rule);
}

static scn_status open_scan(scn_instance *instance, scn_ctx *ctx, const scn_target_info *target, scn_scan **out) {
    (void)ctx;
    (void)target;
    *out = (scn_scan *)instance;
    return SCN_OK;
}

static scn_status report(const scn_host *host, scn_ctx *ctx, size_t offset, size_t length) {
    const scn_region place = {
        .struct_size = sizeof(scn_region), .byte_offset = offset, .byte_length = length};
    const scn_finding finding = {
        .struct_size = sizeof(scn_finding),
        .rule_id = TEXT(rule_id),
        .message = TEXT("A merge conflict was committed here."),
        .primary = &place,
    };
    return host->emit_finding(ctx, &finding);
}

static scn_status scan_file(scn_scan *scan, scn_ctx *ctx, scn_file *file, const scn_file_info *info) {
    static const char mark[] = "<<<<<<< ";
    const scn_host *host = (const scn_host *)scan;
    const uint8_t *bytes;
    size_t length;
    scn_status status = host->bytes(ctx, file, &bytes, &length);
    (void)info;
    if (status != SCN_OK) {
        host->fail(ctx, (scn_str)TEXT("the file cannot be read"));
        return status;
    }
    for (size_t line = 0; status == SCN_OK && line + sizeof(mark) - 1 <= length;) {
        const uint8_t *end = memchr(bytes + line, '\n', length - line);
        size_t next = end ? (size_t)(end - bytes) + 1 : length;
        if (memcmp(bytes + line, mark, sizeof(mark) - 1) == 0)
            status = report(host, ctx, line, next - line - (end != NULL));
        line = next;
    }
    return status;
}

static void close_scan(scn_scan *scan, scn_ctx *ctx) {
    (void)scan;
    (void)ctx;
}

static const scn_str scan_types[] = {TEXT("code")};

static const scn_plugin plugin = {
    .struct_size = sizeof(scn_plugin),
    .abi_major = SCN_ABI_MAJOR,
    .abi_minor = SCN_ABI_MINOR,
    .id = TEXT("org.example.conflicts"),
    .name = TEXT("Merge conflicts"),
    .version = TEXT("1.0.0"),
    .license = TEXT("Apache-2.0"),
    .runtime = TEXT("c"),
    .config_schema = TEXT("{\"type\":\"object\",\"additionalProperties\":false}"),
    .scan_types = scan_types,
    .scan_type_count = 1,
    .caps = SCN_CAP_SCAN_FILE | SCN_CAP_CACHEABLE,
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
