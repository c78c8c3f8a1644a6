#define _GNU_SOURCE
#include "blackboard.h"
#include "call.h"
#include "encode.h"
#include "results.h"
#include "tree.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#define MAX_LOG (4u << 10)
#define MAX_LABEL 256u
#define LOG_BURST 500.0
#define LOG_PER_SECOND 100.0
#define PROGRESS_INTERVAL_NS 100000000ull

limits call_limits;
const scn_plugin *call_plugin;
atomic_int call_cancelled;
atomic_ullong call_findings_refused, call_components_refused;

static atomic_ullong findings, components, relations;

void call_begin(scn_ctx *ctx, scw_phase phase, uint64_t file) {
  ctx->phase = phase;
  ctx->file = file;
  ctx->reason_length = 0;
  blackboard_phase(phase, file);
}

void call_end(scn_ctx *ctx) {
  ctx->phase = SCW_PHASE_NONE;
  blackboard_phase(SCW_PHASE_NONE, 0);
}

scn_str call_reason(const scn_ctx *ctx) { return (scn_str){ctx->reason, ctx->reason_length}; }

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000ull + (uint64_t)time.tv_nsec;
}

static int scanning(const scn_ctx *ctx) {
  return ctx->phase == SCW_PHASE_FILE || ctx->phase == SCW_PHASE_TARGET || ctx->phase == SCW_PHASE_CLOSE_SCAN;
}

static buffer *begin(scn_ctx *ctx) {
  buffer_reset(&ctx->frame);
  return &ctx->frame;
}

/* A finding that left the process is not lost in a later crash: everything emitted goes out at once. */
static scn_status send_frame(scn_ctx *ctx) {
  if (ctx->frame.status == SCN_OK) outbox_put(&ctx->frame, 1);
  return ctx->frame.status;
}

static int take(atomic_ullong *count, uint64_t limit) {
  if (atomic_fetch_add(count, 1) < limit) return 1;
  atomic_fetch_sub(count, 1);
  return 0;
}

/* One more line of log, at LOG_PER_SECOND with bursts; what is above is counted and told with the next line. */
static int admit_log(unsigned *dropped) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  static double tokens = LOG_BURST;
  static uint64_t last;
  static unsigned missing;
  pthread_mutex_lock(&lock);
  uint64_t time = now();
  if (last) tokens += (double)(time - last) / 1e9 * LOG_PER_SECOND;
  if (tokens > LOG_BURST) tokens = LOG_BURST;
  last = time;
  int admitted = tokens >= 1;
  if (admitted) {
    tokens -= 1;
    *dropped = missing;
    missing = 0;
  } else {
    missing++;
  }
  pthread_mutex_unlock(&lock);
  return admitted;
}

static void host_log(scn_ctx *ctx, scn_log_level level, scn_str message) {
  unsigned dropped = 0;
  if (!ctx || !admit_log(&dropped)) return;
  buffer *b = begin(ctx);
  buffer_begin(b, SCW_LOG);
  buffer_u8(b, (uint8_t)(level > SCN_LOG_NOTE ? SCN_LOG_ERROR : level));
  buffer_u32(b, dropped);
  buffer_cut(b, message, MAX_LOG);
  buffer_end(b);
  send_frame(ctx);
}

static void host_fail(scn_ctx *ctx, scn_str reason) {
  if (!ctx || (reason.len && !reason.ptr)) return;
  ctx->reason_length = reason.len < sizeof ctx->reason ? reason.len : sizeof ctx->reason;
  if (ctx->reason_length) memcpy(ctx->reason, reason.ptr, ctx->reason_length);
}

static uint32_t host_cancelled(scn_ctx *ctx) {
  (void)ctx;
  return (uint32_t)atomic_load_explicit(&call_cancelled, memory_order_relaxed);
}

static void host_progress(scn_ctx *ctx, uint64_t done, uint64_t total, scn_str label) {
  static atomic_ullong last;
  unsigned long long time = now(), before = atomic_load(&last);
  if (!ctx || (before && time - before < PROGRESS_INTERVAL_NS)) return;
  if (!atomic_compare_exchange_strong(&last, &before, time)) return;
  buffer *b = begin(ctx);
  buffer_begin(b, SCW_PROGRESS);
  buffer_u64(b, done);
  buffer_u64(b, total);
  buffer_cut(b, label, MAX_LABEL);
  buffer_end(b);
  send_frame(ctx);
}

static void host_metric(scn_ctx *ctx, scn_str name, double value) {
  unsigned dropped = 0;
  if (!ctx || !admit_log(&dropped)) return;
  buffer *b = begin(ctx);
  buffer_begin(b, SCW_METRIC);
  buffer_cut(b, name, MAX_LABEL);
  buffer_f64(b, value);
  buffer_end(b);
  send_frame(ctx);
}

static scn_status host_emit_rule(scn_ctx *ctx, const scn_rule *rule) {
  if (!ctx || ctx->phase != SCW_PHASE_RULES) return SCN_E_MISUSE;
  encode_rule(begin(ctx), rule, call_limits.text);
  return send_frame(ctx);
}

static scn_status host_emit_finding(scn_ctx *ctx, const scn_finding *finding) {
  if (!ctx || !scanning(ctx)) return SCN_E_MISUSE;
  encode_finding(begin(ctx), ctx->phase == SCW_PHASE_FILE ? &ctx->file : NULL, finding, call_limits.text);
  if (ctx->frame.status != SCN_OK) return ctx->frame.status;
  if (!take(&findings, call_limits.findings)) {
    atomic_fetch_add(&call_findings_refused, 1);
    return SCN_E_LIMIT;
  }
  return send_frame(ctx);
}

static scn_status host_emit_component(scn_ctx *ctx, const scn_component *component) {
  if (!ctx || !scanning(ctx)) return SCN_E_MISUSE;
  encode_component(begin(ctx), ctx->phase == SCW_PHASE_FILE ? &ctx->file : NULL, component, call_limits.text);
  if (ctx->frame.status != SCN_OK) return ctx->frame.status;
  if (!take(&components, call_limits.components)) {
    atomic_fetch_add(&call_components_refused, 1);
    return SCN_E_LIMIT;
  }
  return send_frame(ctx);
}

static scn_status host_emit_relation(scn_ctx *ctx, scn_str from, scn_str to) {
  if (!ctx || !scanning(ctx)) return SCN_E_MISUSE;
  buffer *b = begin(ctx);
  buffer_begin(b, SCW_RELATION);
  buffer_cut(b, from, call_limits.text);
  buffer_cut(b, to, call_limits.text);
  buffer_end(b);
  if (b->status != SCN_OK) return b->status;
  if (!take(&relations, 4 * call_limits.components)) {
    atomic_fetch_add(&call_components_refused, 1);
    return SCN_E_LIMIT;
  }
  return send_frame(ctx);
}

static int in_scan(const scn_ctx *ctx) { return ctx && (scanning(ctx) || ctx->phase == SCW_PHASE_OPEN_SCAN); }

static scn_status host_walk(scn_ctx *ctx, scn_str prefix, scn_file_visitor visitor, void *user) {
  return in_scan(ctx) ? tree_walk(ctx, prefix, visitor, user) : SCN_E_MISUSE;
}

static scn_status host_open(scn_ctx *ctx, scn_str path, scn_file **out, scn_file_info *info) {
  return in_scan(ctx) ? tree_open(ctx, path, out, info) : SCN_E_MISUSE;
}

static scn_status host_read(scn_ctx *ctx, scn_file *file, uint64_t offset, void *into, size_t capacity, size_t *got) {
  (void)ctx;
  return content_read(file, offset, into, capacity, got);
}

static scn_status host_bytes(scn_ctx *ctx, scn_file *file, const uint8_t **bytes, size_t *length) {
  (void)ctx;
  return content_bytes(file, bytes, length);
}

static void host_close(scn_ctx *ctx, scn_file *file) {
  (void)ctx;
  tree_close(file);
}

static scn_status data_file(scn_ctx *ctx, scn_str name, const uint8_t **bytes, size_t *length) {
  (void)ctx;
  return content_data(name, bytes, length);
}

static scn_status advisory_database(scn_ctx *ctx, const uint8_t **bytes, size_t *length) {
  (void)ctx;
  return content_data((scn_str){SCW_ADVISORIES, sizeof SCW_ADVISORIES - 1}, bytes, length);
}

static scn_status cache_get(scn_ctx *ctx, scn_str key, const uint8_t **bytes, size_t *length) {
  return in_scan(ctx) ? results_get(key, bytes, length) : SCN_E_MISUSE;
}

static scn_status cache_put(scn_ctx *ctx, scn_str key, const uint8_t *bytes, size_t length) {
  return in_scan(ctx) ? results_put(ctx, key, bytes, length) : SCN_E_MISUSE;
}

static const void *host_extension(scn_ctx *ctx, const char *id) {
  static const scn_ext_data data = {sizeof data, 0, data_file};
  static const scn_ext_advisories advisories = {sizeof advisories, 0, advisory_database};
  static const scn_ext_cache cache = {sizeof cache, 0, cache_get, cache_put};
  (void)ctx;
  if (id && strcmp(id, SCN_EXT_DATA) == 0) return call_plugin->caps & SCN_NEED_DATA ? &data : NULL;
  if (id && strcmp(id, SCN_EXT_ADVISORIES) == 0) return call_plugin->caps & SCN_NEED_ADVISORIES ? &advisories : NULL;
  if (id && strcmp(id, SCN_EXT_CACHE) == 0) return call_plugin->caps & SCN_NEED_CACHE ? &cache : NULL;
  return NULL;
}

const scn_host *host_table(scn_str version) {
  static scn_host table = {
      .struct_size = sizeof table,
      .abi_major = SCN_ABI_MAJOR,
      .abi_minor = SCN_ABI_MINOR,
      .name = {"SecureScan", 10},
      .log = host_log,
      .fail = host_fail,
      .cancelled = host_cancelled,
      .progress = host_progress,
      .metric = host_metric,
      .emit_rule = host_emit_rule,
      .emit_finding = host_emit_finding,
      .emit_component = host_emit_component,
      .emit_relation = host_emit_relation,
      .walk = host_walk,
      .open = host_open,
      .read = host_read,
      .bytes = host_bytes,
      .close = host_close,
      .extension = host_extension,
  };
  table.version = version;
  return &table;
}
