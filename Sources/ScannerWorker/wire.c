#include "wire.h"

#include "leave.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* Results wait in the outbox at most until it is this large; the session flushes what waits longer than a tick. */
#define OUTBOX_ROOM (16u << 10)

static int reserve(buffer *b, size_t count) {
  if (b->status != SCN_OK) return 0;
  if (count > 2u * SCW_FRAME_CAP || b->length + count > 2u * SCW_FRAME_CAP) {
    b->status = SCN_E_LIMIT;
    return 0;
  }
  if (b->length + count <= b->capacity) return 1;
  size_t capacity = b->capacity ? b->capacity : 1024;
  while (capacity < b->length + count) capacity *= 2;
  uint8_t *bytes = realloc(b->bytes, capacity);
  if (!bytes) {
    b->status = SCN_E_LIMIT;
    return 0;
  }
  b->bytes = bytes;
  b->capacity = capacity;
  return 1;
}

static void put(buffer *b, const void *bytes, size_t count) {
  if (count == 0 || !reserve(b, count)) return;
  memcpy(b->bytes + b->length, bytes, count);
  b->length += count;
}

void buffer_reset(buffer *b) {
  b->length = 0;
  b->status = SCN_OK;
}

void buffer_begin(buffer *b, scw_frame type) {
  b->frame = b->length;
  buffer_u32(b, 0);
  buffer_u16(b, (uint16_t)type);
  buffer_u16(b, 0);
}

void buffer_end(buffer *b) {
  if (b->status != SCN_OK) return;
  size_t length = b->length - b->frame - SCW_FRAME_HEADER;
  uint32_t field = (uint32_t)length;
  if (length > SCW_FRAME_CAP)
    b->status = SCN_E_LIMIT;
  else
    memcpy(b->bytes + b->frame, &field, sizeof field);
}

void buffer_u8(buffer *b, uint8_t v) { put(b, &v, sizeof v); }
void buffer_u16(buffer *b, uint16_t v) { put(b, &v, sizeof v); }
void buffer_u32(buffer *b, uint32_t v) { put(b, &v, sizeof v); }
void buffer_u64(buffer *b, uint64_t v) { put(b, &v, sizeof v); }
void buffer_i32(buffer *b, int32_t v) { put(b, &v, sizeof v); }
void buffer_f64(buffer *b, double v) { put(b, &v, sizeof v); }

void buffer_str(buffer *b, scn_str text) {
  if (b->status != SCN_OK) return;
  if (text.len > SCW_FRAME_CAP)
    b->status = SCN_E_LIMIT;
  else if (text.len && !text.ptr)
    b->status = SCN_E_MISUSE;
  else {
    buffer_u32(b, (uint32_t)text.len);
    put(b, text.ptr, text.len);
  }
}

void buffer_cut(buffer *b, scn_str text, size_t limit) {
  if (text.ptr && text.len > limit) {
    size_t length = limit;
    while (length > 0 && limit - length < 4 && ((uint8_t)text.ptr[length] & 0xC0) == 0x80) length--;
    text.len = length;
  }
  buffer_str(b, text);
}

static void get(cursor *c, void *value, size_t size) {
  if (c->bad || (size_t)(c->end - c->at) < size) {
    c->bad = 1;
    memset(value, 0, size);
    return;
  }
  memcpy(value, c->at, size);
  c->at += size;
}

uint8_t cursor_u8(cursor *c) {
  uint8_t v;
  get(c, &v, sizeof v);
  return v;
}

uint32_t cursor_u32(cursor *c) {
  uint32_t v;
  get(c, &v, sizeof v);
  return v;
}

uint64_t cursor_u64(cursor *c) {
  uint64_t v;
  get(c, &v, sizeof v);
  return v;
}

int32_t cursor_i32(cursor *c) { return (int32_t)cursor_u32(c); }

scn_str cursor_str(cursor *c) {
  uint32_t length = cursor_u32(c);
  if (c->bad || (size_t)(c->end - c->at) < length) {
    c->bad = 1;
    return (scn_str){NULL, 0};
  }
  scn_str text = {(const char *)c->at, length};
  c->at += length;
  return text;
}

int cursor_done(const cursor *c) { return !c->bad && c->at == c->end; }

static struct {
  pthread_mutex_t lock;
  buffer queued;
} outbox = {PTHREAD_MUTEX_INITIALIZER, {NULL, 0, 0, 0, SCN_OK}};

static void send_all(const uint8_t *bytes, size_t count) {
  while (count > 0) {
    ssize_t sent = send(SCW_FD_CONTROL, bytes, count, MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes += sent;
      count -= (size_t)sent;
    } else if (errno != EINTR) {
      leave(SCW_EXIT_ORPHAN);
    }
  }
}

static void flush_locked(void) {
  send_all(outbox.queued.bytes, outbox.queued.length);
  outbox.queued.length = 0;
}

void outbox_put(const buffer *frames, int flush) {
  pthread_mutex_lock(&outbox.lock);
  if (outbox.queued.length + frames->length <= OUTBOX_ROOM) {
    put(&outbox.queued, frames->bytes, frames->length);
    if (outbox.queued.status != SCN_OK) leave(SCW_EXIT_MEMORY);
    if (flush) flush_locked();
  } else {
    flush_locked();
    send_all(frames->bytes, frames->length);
  }
  pthread_mutex_unlock(&outbox.lock);
}

void outbox_flush(void) {
  pthread_mutex_lock(&outbox.lock);
  flush_locked();
  pthread_mutex_unlock(&outbox.lock);
}

scn_str str(const char *text) { return (scn_str){text, strlen(text)}; }
