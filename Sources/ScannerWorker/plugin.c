#include "plugin.h"

#include "encode.h"
#include "leave.h"

#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>

#define MAX_TABLE (64u << 10) /* bytes; a struct_size above is not a size */
#define MAX_LIST 4096u

#define STRINGIFY(x) #x
#define TEXT(x) STRINGIFY(x)

scn_instance *plugin_instance;

void plugin_refuse(scn_ctx *ctx, const char *format, ...) {
  char text[6000];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  buffer_reset(&ctx->frame);
  buffer_begin(&ctx->frame, SCW_REFUSED);
  buffer_str(&ctx->frame, str(text));
  buffer_end(&ctx->frame);
  outbox_put(&ctx->frame, 1);
  leave(0);
}

static const scn_plugin *ask_entry(scn_ctx *ctx) {
  call_begin(ctx, SCW_PHASE_LOAD, 0);
  void *library = dlopen("/proc/self/fd/" TEXT(SCW_FD_LIBRARY), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!library) plugin_refuse(ctx, "cannot be loaded: %s", dlerror());
  scn_entry_fn entry = (scn_entry_fn)(uintptr_t)dlsym(library, SCN_ENTRY_SYMBOL);
  if (!entry) plugin_refuse(ctx, "does not export " SCN_ENTRY_SYMBOL);
  call_begin(ctx, SCW_PHASE_DESCRIBE, 0);
  const scn_plugin *plugin = entry(SCN_ABI_MAJOR, SCN_ABI_MINOR);
  if (!plugin) plugin_refuse(ctx, "declines this host's ABI %d.%d", SCN_ABI_MAJOR, SCN_ABI_MINOR);
  return plugin;
}

/* Nothing of the table is read before its version and size say that it is there. */
void plugin_load(scn_ctx *ctx) {
  const scn_plugin *plugin = ask_entry(ctx);
  if (plugin->abi_major != SCN_ABI_MAJOR)
    plugin_refuse(ctx, "was built against ABI %u.%u, this host has %d.%d", plugin->abi_major, plugin->abi_minor,
                  SCN_ABI_MAJOR, SCN_ABI_MINOR);
  if (plugin->struct_size < sizeof *plugin || plugin->struct_size > MAX_TABLE)
    plugin_refuse(ctx, "its table claims %u bytes where ABI %d.%d has %zu", plugin->struct_size, SCN_ABI_MAJOR,
                  SCN_ABI_MINOR, sizeof *plugin);
  if (plugin->scan_type_count > MAX_LIST || plugin->file_pattern_count > MAX_LIST)
    plugin_refuse(ctx, "its table lists more than %u scan types or file patterns", MAX_LIST);
  buffer_reset(&ctx->frame);
  encode_descriptor(&ctx->frame, plugin);
  if (ctx->frame.status == SCN_E_MISUSE) plugin_refuse(ctx, "its table has a text or list without an address");
  if (ctx->frame.status != SCN_OK) plugin_refuse(ctx, "its descriptor is larger than %u bytes", SCW_FRAME_CAP);
  call_plugin = plugin;
  call_end(ctx);
  outbox_put(&ctx->frame, 1);
}

static const char *status_name(scn_status status) {
  static const char *const names[] = {"SCN_OK",          "SCN_E_CANCELLED",   "SCN_E_CONFIG", "SCN_E_INPUT",
                                      "SCN_E_NOT_FOUND", "SCN_E_LIMIT",       "SCN_E_UNSUPPORTED",
                                      "SCN_E_MISUSE",    "SCN_E_INTERNAL"};
  return status >= 0 && status <= SCN_E_INTERNAL ? names[status] : "an unknown status";
}

static _Noreturn void refuse_call(scn_ctx *ctx, const char *function, scn_status status) {
  scn_str reason = call_reason(ctx);
  char text[sizeof ctx->reason + 1];
  snprintf(text, sizeof text, "%.*s", (int)reason.len, reason.ptr);
  plugin_refuse(ctx, "%s returned %s%s%s", function, status_name(status), *text ? ": " : "", text);
}

void plugin_create(scn_ctx *ctx, const scn_host *host, scn_str config) {
  call_begin(ctx, SCW_PHASE_CREATE, 0);
  scn_status status = call_plugin->create(host, ctx, config, &plugin_instance);
  if (status != SCN_OK) refuse_call(ctx, "create", status);
  if (!plugin_instance) plugin_refuse(ctx, "create returned SCN_OK and no instance");
  call_begin(ctx, SCW_PHASE_RULES, 0);
  status = call_plugin->list_rules(plugin_instance, ctx);
  if (status != SCN_OK) refuse_call(ctx, "list_rules", status);
  call_end(ctx);
}

void plugin_destroy(scn_ctx *ctx) {
  call_begin(ctx, SCW_PHASE_DESTROY, 0);
  call_plugin->destroy(plugin_instance);
  call_end(ctx);
  leave(0);
}
