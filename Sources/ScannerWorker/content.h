/* content.h: the bytes that plugins read: files in the arena, files opened by the plugin, data files. */
#ifndef CONTENT_H
#define CONTENT_H
#include "scanner_api.h"

/* The plugin's view of one file. `owned` bytes were allocated for it and go with it. */
struct scn_file {
  const uint8_t *bytes;
  uint64_t size;
  int owned;
};

/* Maps the arena read-only and closes its descriptor. 0 on failure. */
int content_open_arena(void);

/* The bytes of a file in the arena; 0 when they would lie outside of it. */
int content_in_arena(uint64_t offset, uint64_t size, struct scn_file *file);

/* Maps data file number `index` under a name and closes its descriptor. 0 on failure. */
int content_add_data(unsigned index, scn_str name);

scn_status content_read(const struct scn_file *, uint64_t offset, void *into, size_t capacity, size_t *got);
scn_status content_bytes(const struct scn_file *, const uint8_t **bytes, size_t *length);
scn_status content_data(scn_str name, const uint8_t **bytes, size_t *length);
#endif
