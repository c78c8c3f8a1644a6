/* result_file.h: the file in which results of a plugin are kept from scan to scan. The host writes and checks it, the
 * worker maps it read-only and looks results up in it. docs/wire-protocol.md describes it.
 *
 *   scw_results, values at multiples of 8, the index: `count` times scw_result, sorted by key and key_length
 *
 * Both sides check each offset and length before they use it.
 */
#ifndef RESULT_FILE_H
#define RESULT_FILE_H
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SCW_RESULTS_MAGIC "SCNRES\r\n"
#define SCW_RESULTS_VERSION 1u
#define SCW_RESULT_KEY 64u           /* longest key, bytes */
#define SCW_RESULT_VALUE (1u << 20)  /* longest value, bytes */
#define SCW_MAX_RESULTS (1u << 20)   /* entries of one file, and results that a worker may send in one scan */

typedef struct scw_results {
  uint8_t magic[8];
  uint32_t version;
  uint32_t count;
  uint64_t index;     /* where it begins, a multiple of 8 */
  uint64_t size;      /* of the file */
  uint8_t owner[32];  /* digest of plugin, version and target; the file's name says it too */
  uint8_t digest[32]; /* SHA-256 of everything above and of the index */
} scw_results;

typedef struct scw_result {
  uint8_t key[SCW_RESULT_KEY]; /* zeros behind its end */
  uint32_t key_length;
  uint32_t length;    /* of the value */
  uint64_t offset;    /* of the value */
  uint64_t checksum;  /* scw_checksum of key and value */
} scw_result;

/* What one result takes in the file, bytes. The budget of a scan is counted in these. */
static inline uint64_t scw_result_cost(uint64_t length) { return ((length + 7) & ~7ull) + sizeof(scw_result); }

static inline uint64_t scw_mix(uint64_t sum, uint64_t word) {
  sum = (sum ^ word) * 0x9E3779B97F4A7C15ull;
  return sum ^ (sum >> 29);
}

static inline uint64_t scw_mix_bytes(uint64_t sum, const uint8_t *bytes, size_t length) {
  size_t at = 0;
  for (; length - at >= 8; at += 8) {
    uint64_t word;
    memcpy(&word, bytes + at, 8);
    sum = scw_mix(sum, word);
  }
  uint64_t rest = 0;
  if (length > at) memcpy(&rest, bytes + at, length - at);
  return scw_mix(sum, rest);
}

/* Finds what a disk or a power cut has damaged, at gigabytes a second. No defence against who can write there. */
static inline uint64_t scw_checksum(const uint8_t *key, size_t key_length, const uint8_t *value, size_t length) {
  uint64_t sum = scw_mix(scw_mix(0, key_length), length);
  return scw_mix_bytes(scw_mix_bytes(sum, key, key_length), value, length);
}

#endif
