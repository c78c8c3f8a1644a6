#include "content.h"

#include "worker_protocol.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static struct {
  const uint8_t *bytes;
  uint64_t size;
} arena;

static struct {
  char *name;
  size_t name_length;
  const uint8_t *bytes;
  size_t size;
} data[SCW_MAX_DATA];
static unsigned data_count;

/* An empty file has a valid pointer as well. */
static const uint8_t nothing[1];

static int map(int descriptor, int sharing, const uint8_t **bytes, uint64_t *size) {
  struct stat status;
  int known = fstat(descriptor, &status) == 0;
  *size = known ? (uint64_t)status.st_size : 0;
  *bytes = nothing;
  if (*size > 0) {
    void *mapped = mmap(NULL, *size, PROT_READ, sharing, descriptor, 0);
    known = mapped != MAP_FAILED;
    if (known) *bytes = mapped;
  }
  close(descriptor);
  return known;
}

int content_open_arena(void) { return map(SCW_FD_ARENA, MAP_SHARED, &arena.bytes, &arena.size); }

int content_in_arena(uint64_t offset, uint64_t size, struct scn_file *file) {
  if (size > arena.size || offset > arena.size - size) return 0;
  *file = (struct scn_file){arena.bytes + offset, size, 0};
  return 1;
}

int content_add_data(unsigned index, scn_str name) {
  uint64_t size;
  if (index >= SCW_MAX_DATA || name.len == 0) return 0;
  if (!map(SCW_FD_DATA + (int)index, MAP_PRIVATE, &data[index].bytes, &size)) return 0;
  data[index].size = size;
  data[index].name = malloc(name.len);
  if (!data[index].name) return 0;
  memcpy(data[index].name, name.ptr, name.len);
  data[index].name_length = name.len;
  data_count = index + 1;
  return 1;
}

scn_status content_read(const struct scn_file *file, uint64_t offset, void *into, size_t capacity, size_t *got) {
  if (!file || !got || (capacity && !into)) return SCN_E_MISUSE;
  uint64_t left = offset < file->size ? file->size - offset : 0;
  *got = left < capacity ? (size_t)left : capacity;
  if (*got) memcpy(into, file->bytes + offset, *got);
  return SCN_OK;
}

scn_status content_bytes(const struct scn_file *file, const uint8_t **bytes, size_t *length) {
  if (!file || !bytes || !length) return SCN_E_MISUSE;
  *bytes = file->bytes;
  *length = (size_t)file->size;
  return SCN_OK;
}

scn_status content_data(scn_str name, const uint8_t **bytes, size_t *length) {
  if (!bytes || !length || (name.len && !name.ptr)) return SCN_E_MISUSE;
  for (unsigned i = 0; i < data_count; i++) {
    if (data[i].name_length != name.len || memcmp(data[i].name, name.ptr, name.len) != 0) continue;
    *bytes = data[i].bytes;
    *length = data[i].size;
    return SCN_OK;
  }
  return SCN_E_NOT_FOUND;
}
