#include "results.h"

#include "leave.h"
#include "result_file.h"

#include <stdlib.h>

_Static_assert(SCN_CACHE_KEY_MAX == SCW_RESULT_KEY && SCN_CACHE_VALUE_MAX == SCW_RESULT_VALUE,
               "the file has room for what the ABI allows");

static struct {
  const uint8_t *bytes;
  uint64_t size;
  const scw_result *index;
  uint32_t count;
  atomic_uchar *used; /* a bit for each entry */
} kept;

static atomic_ullong spent; /* of the budget, bytes */
static atomic_uint added;

/* The host has checked the file; these are the lines that no later use can do without. */
static int is_sound(const scw_results *head, size_t size) {
  return size >= sizeof *head && memcmp(head->magic, SCW_RESULTS_MAGIC, sizeof head->magic) == 0 &&
         head->version == SCW_RESULTS_VERSION && head->size == size && head->count <= SCW_MAX_RESULTS &&
         head->index % 8 == 0 && head->index >= sizeof *head && head->index <= size &&
         (size - head->index) / sizeof(scw_result) >= head->count;
}

static size_t used_bytes(void) { return (kept.count + 7u) / 8; }

int results_open(void) {
  const uint8_t *bytes;
  size_t size;
  if (content_data((scn_str){SCW_RESULTS, sizeof SCW_RESULTS - 1}, &bytes, &size) != SCN_OK) return 1;
  const scw_results *head = (const scw_results *)bytes;
  if (!is_sound(head, size) || head->count == 0) return 1;
  kept.bytes = bytes;
  kept.size = size;
  kept.index = (const scw_result *)(bytes + head->index);
  kept.count = head->count;
  kept.used = calloc(used_bytes(), sizeof *kept.used);
  return kept.used != NULL;
}

static int is_key(scn_str key) { return key.ptr && key.len > 0 && key.len <= SCW_RESULT_KEY; }

static const scw_result *find(scn_str key) {
  uint8_t wanted[SCW_RESULT_KEY] = {0};
  memcpy(wanted, key.ptr, key.len);
  uint32_t low = 0, high = kept.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const scw_result *entry = kept.index + middle;
    int order = memcmp(entry->key, wanted, sizeof wanted);
    if (order == 0) order = entry->key_length < key.len ? -1 : entry->key_length > key.len;
    if (order == 0) return entry;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

scn_status results_get(scn_str key, const uint8_t **bytes, size_t *length) {
  if (!bytes || !length || !is_key(key)) return SCN_E_MISUSE;
  const scw_result *entry = find(key);
  if (!entry || entry->length > kept.size || entry->offset > kept.size - entry->length) return SCN_E_NOT_FOUND;
  const uint8_t *value = kept.bytes + entry->offset;
  size_t place = (size_t)(entry - kept.index);
  unsigned char bit = (unsigned char)(1u << place % 8);
  if (!(atomic_load_explicit(&kept.used[place / 8], memory_order_relaxed) & bit)) {
    if (scw_checksum(entry->key, entry->key_length, value, entry->length) != entry->checksum) return SCN_E_NOT_FOUND;
    atomic_fetch_or_explicit(&kept.used[place / 8], bit, memory_order_relaxed);
  }
  *bytes = value;
  *length = entry->length;
  return SCN_OK;
}

/* Whether one more result fits into what the host will keep. What does not fit is forgotten, and smaller ones may
 * still fit. */
static int afford(size_t length) {
  uint64_t cost = scw_result_cost(length);
  if (atomic_load(&spent) + cost > call_limits.results || atomic_load(&added) >= SCW_MAX_RESULTS) return 0;
  if (atomic_fetch_add(&spent, cost) + cost > call_limits.results) {
    atomic_fetch_sub(&spent, cost);
    return 0;
  }
  if (atomic_fetch_add(&added, 1) < SCW_MAX_RESULTS) return 1;
  atomic_fetch_sub(&added, 1);
  atomic_fetch_sub(&spent, cost);
  return 0;
}

static void put_part(buffer *b, const uint8_t *bytes, size_t length) {
  buffer_str(b, (scn_str){(const char *)bytes, length});
  buffer_end(b);
}

scn_status results_put(scn_ctx *ctx, scn_str key, const uint8_t *bytes, size_t length) {
  if (!is_key(key) || (length && !bytes)) return SCN_E_MISUSE;
  if (length > SCW_RESULT_VALUE) return SCN_E_LIMIT;
  if (!afford(length)) return SCN_OK;
  size_t first = length < SCW_RESULT_PART ? length : SCW_RESULT_PART;
  buffer *b = &ctx->frame;
  buffer_reset(b);
  buffer_begin(b, SCW_RESULT);
  buffer_str(b, key);
  buffer_u32(b, (uint32_t)length);
  put_part(b, bytes, first);
  if (length > first) {
    buffer_begin(b, SCW_RESULT_REST);
    put_part(b, bytes + first, length - first);
  }
  /* Losing it in a crash costs nothing, so it may wait for company. */
  if (b->status == SCN_OK) outbox_put(b, 0);
  return SCN_OK;
}

void results_report(scn_ctx *ctx) {
  if (kept.count == 0) return;
  uint8_t *bits = malloc(used_bytes());
  if (!bits) leave(SCW_EXIT_MEMORY);
  for (size_t i = 0; i < used_bytes(); i++) bits[i] = atomic_load_explicit(&kept.used[i], memory_order_relaxed);
  buffer_reset(&ctx->frame);
  buffer_begin(&ctx->frame, SCW_RESULTS_USED);
  put_part(&ctx->frame, bits, used_bytes());
  free(bits);
  if (ctx->frame.status != SCN_OK) leave(SCW_EXIT_MEMORY);
  outbox_put(&ctx->frame, 0);
}
