/* The smallest complete plugin: it reports the first byte of every file. It is compiled against every frozen header
 * and against today's, and uses each table, so that a change that breaks the source of a plugin shows here. */
#include "scanner_api.h"

#define TEXT(literal) { literal, sizeof(literal) - 1 }

struct scn_instance { const scn_host *host; };
struct scn_scan { const scn_host *host; };

static struct scn_instance instance;
static struct scn_scan scan;
static const scn_str types[] = { TEXT("sample") };
static const scn_str rule_id = TEXT("org.example.frozen.first-byte");

static scn_status create(const scn_host *host, scn_ctx *ctx, scn_str config, scn_instance **out) {
  if (host->abi_major != SCN_ABI_MAJOR || !SCN_HAS(host, emit_finding)) return SCN_E_UNSUPPORTED;
  host->log(ctx, config.len ? SCN_LOG_DEBUG : SCN_LOG_TRACE, rule_id);
  instance.host = host;
  *out = &instance;
  return SCN_OK;
}

static void destroy(scn_instance *self) { self->host = NULL; }

static scn_status list_rules(scn_instance *self, scn_ctx *ctx) {
  scn_rule rule = { .struct_size = sizeof rule, .severity = SCN_SEV_INFO, .id = rule_id, .title = TEXT("First byte") };
  return self->host->emit_rule(ctx, &rule);
}

static scn_status open_scan(scn_instance *self, scn_ctx *ctx, const scn_target_info *target, scn_scan **out) {
  if (self->host->cancelled(ctx)) return SCN_E_CANCELLED;
  self->host->progress(ctx, 0, target->file_count, target->name);
  scan.host = self->host;
  *out = &scan;
  return SCN_OK;
}

static scn_status scan_file(scn_scan *self, scn_ctx *ctx, scn_file *file, const scn_file_info *info) {
  uint8_t byte = 0;
  size_t got = 0;
  scn_status status = self->host->read(ctx, file, 0, &byte, 1, &got);
  if (status != SCN_OK || got == 0) return status;
  scn_region region = { .struct_size = sizeof region, .byte_length = 1, .path = info->path };
  scn_finding finding = { .struct_size = sizeof finding, .rule_id = rule_id, .message = TEXT("a byte"),
                          .primary = &region, .confidence = SCN_CONF_LOW };
  return self->host->emit_finding(ctx, &finding);
}

static scn_status scan_target(scn_scan *self, scn_ctx *ctx) {
  const scn_ext_data *data = self->host->extension(ctx, SCN_EXT_DATA);
  scn_component component = { .struct_size = sizeof component, .scope = SCN_SCOPE_OPTIONAL, .name = TEXT("sample") };
  return data ? self->host->emit_component(ctx, &component) : SCN_OK;
}

static void close_scan(scn_scan *self, scn_ctx *ctx) { self->host->metric(ctx, rule_id, 1.0); }

static const scn_plugin plugin = {
  .struct_size = sizeof plugin, .abi_major = SCN_ABI_MAJOR, .abi_minor = SCN_ABI_MINOR,
  .id = TEXT("org.example.frozen"), .name = TEXT("Frozen"), .version = TEXT("1.0.0"), .runtime = TEXT("c"),
  .scan_types = types, .scan_type_count = 1,
  .caps = SCN_CAP_SCAN_FILE | SCN_CAP_SCAN_TARGET | SCN_CAP_COMPONENTS,
  .create = create, .destroy = destroy, .list_rules = list_rules, .open_scan = open_scan,
  .scan_file = scan_file, .scan_target = scan_target, .close_scan = close_scan,
};

const scn_plugin *scanner_plugin_entry(uint32_t host_abi_major, uint32_t host_abi_minor) {
  (void)host_abi_minor;
  return host_abi_major == SCN_ABI_MAJOR ? &plugin : NULL;
}
