/* wire.h: frames as the worker writes and reads them. */
#ifndef WIRE_H
#define WIRE_H
#include "scanner_api.h"
#include "worker_protocol.h"

/* Frames under construction. After a failure every further call does nothing, so that one look at the end will do. */
typedef struct buffer {
  uint8_t *bytes;
  size_t length, capacity, frame; /* frame: where the frame being written begins */
  scn_status status;              /* SCN_OK, SCN_E_LIMIT (too large, no memory) or SCN_E_MISUSE (pointer missing) */
} buffer;

void buffer_reset(buffer *);
void buffer_begin(buffer *, scw_frame type);
void buffer_end(buffer *); /* fills in the length */
void buffer_u8(buffer *, uint8_t);
void buffer_u16(buffer *, uint16_t);
void buffer_u32(buffer *, uint32_t);
void buffer_u64(buffer *, uint64_t);
void buffer_i32(buffer *, int32_t);
void buffer_f64(buffer *, double);
void buffer_str(buffer *, scn_str);                 /* as it is */
void buffer_cut(buffer *, scn_str, size_t limit);   /* cut before the character that crosses the limit */

/* Reads a payload from the host; after a failure every value is zero and `bad` is set. */
typedef struct cursor {
  const uint8_t *at, *end;
  int bad;
} cursor;

uint32_t cursor_u32(cursor *);
uint64_t cursor_u64(cursor *);
int32_t cursor_i32(cursor *);
uint8_t cursor_u8(cursor *);
scn_str cursor_str(cursor *);
int cursor_done(const cursor *); /* everything read, nothing wrong */

/* Hands whole frames to the host, in the order of the calls, from any thread. With `flush` they, and everything queued
 * before them, have left the process when the call returns, so that no later crash can lose them. */
void outbox_put(const buffer *, int flush);
void outbox_flush(void);

/* Text of a C string. */
scn_str str(const char *);
#endif
