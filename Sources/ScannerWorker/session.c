#include "session.h"

#include "call.h"
#include "leave.h"
#include "plugin.h"
#include "pool.h"
#include "results.h"
#include "tree.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define INPUT_ROOM (64u << 10)
#define TICK_MS 2 /* longest time that an answer waits for others to share its write */

/* What may come next. */
typedef enum state { GREETED, SET_UP, LOADED, READY, SCANNING, ENDING } state;

static struct {
  state state;
  unsigned data_files, threads;
  scn_ctx ctx; /* of the main thread */
  char version[64];
  size_t version_length;
  uint8_t *input;
  size_t length, capacity;
  job *first, *last; /* read from one chunk of input, handed to the pool together */
  unsigned count;
} session;

static _Noreturn void malformed(void) { leave(SCW_EXIT_PROTOCOL); }

static void expect(int condition) {
  if (!condition) malformed();
}

static void hand_over(void) {
  if (session.count) pool_add(session.first, session.last, session.count);
  session.first = session.last = NULL;
  session.count = 0;
}

static void on_hello(cursor c) {
  uint32_t version = cursor_u32(&c);
  expect(cursor_done(&c));
  if (version != SCW_PROTOCOL_VERSION)
    plugin_refuse(&session.ctx, "the worker speaks protocol %u, the host %u", SCW_PROTOCOL_VERSION, version);
  session.state = SET_UP;
}

static void on_setup(cursor c) {
  call_limits = (limits){.threads = cursor_u32(&c),      .memory = cursor_u64(&c),
                         .open_files = cursor_u32(&c),   .cpu_seconds = cursor_u32(&c),
                         .findings = cursor_u64(&c),     .components = cursor_u64(&c),
                         .results = cursor_u64(&c),      .text = cursor_u32(&c)};
  scn_str version = cursor_str(&c);
  uint32_t count = cursor_u32(&c);
  expect(!c.bad && call_limits.threads >= 1 && call_limits.threads <= SCW_MAX_THREADS);
  expect(version.len <= sizeof session.version && count == session.data_files);
  memcpy(session.version, version.ptr, version.len);
  session.version_length = version.len;
  for (uint32_t i = 0; i < count; i++) {
    scn_str name = cursor_str(&c);
    if (c.bad || !content_add_data(i, name)) leave(c.bad ? SCW_EXIT_PROTOCOL : SCW_EXIT_SETUP);
  }
  expect(cursor_done(&c));
  if (!results_open()) leave(SCW_EXIT_MEMORY);
  if (!content_open_arena() || !confine_before_load(&call_limits)) leave(SCW_EXIT_SETUP);
  plugin_load(&session.ctx);
  session.state = LOADED;
}

static void on_create(cursor c) {
  session.threads = cursor_u32(&c);
  scn_str config = cursor_str(&c);
  expect(cursor_done(&c) && session.threads >= 1 && session.threads <= call_limits.threads);
  plugin_create(&session.ctx, host_table((scn_str){session.version, session.version_length}), config);
  if (!confine_before_scan()) leave(SCW_EXIT_SETUP);
  buffer_reset(&session.ctx.frame);
  buffer_begin(&session.ctx.frame, SCW_READY);
  buffer_end(&session.ctx.frame);
  if (session.ctx.frame.status != SCN_OK) leave(SCW_EXIT_MEMORY);
  outbox_put(&session.ctx.frame, 1);
  session.state = READY;
}

static void on_open_scan(cursor c) {
  size_t length = (size_t)(c.end - c.at);
  target *t = malloc(sizeof *t + length);
  if (!t) leave(SCW_EXIT_MEMORY);
  memcpy(t->text, c.at, length);
  c = (cursor){(const uint8_t *)t->text, (const uint8_t *)t->text + length, 0};
  t->info = (scn_target_info){.struct_size = sizeof t->info};
  scn_str *texts[] = {&t->info.id,            &t->info.name, &t->info.revision,
                      &t->info.base_revision, &t->info.url,  &t->info.host};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = cursor_str(&c);
  t->info.file_count = cursor_u64(&c);
  expect(cursor_done(&c));
  if (!pool_start(session.threads, t)) leave(SCW_EXIT_SETUP);
  session.state = SCANNING;
}

static void on_file(cursor c) {
  uint64_t id = cursor_u64(&c);
  uint32_t mode = cursor_u32(&c);
  uint64_t offset = cursor_u64(&c), size = cursor_u64(&c);
  scn_str path = cursor_str(&c), content_id = cursor_str(&c);
  struct scn_file content;
  expect(cursor_done(&c) && path.len > 0 && content_in_arena(offset, size, &content));
  job *j = malloc(sizeof *j + path.len + content_id.len);
  if (!j) leave(SCW_EXIT_MEMORY);
  *j = (job){.id = id, .size = size, .content = content, .mode = mode};
  j->path_length = (uint32_t)path.len;
  j->content_id_length = (uint32_t)content_id.len;
  memcpy(j->text, path.ptr, path.len);
  memcpy(j->text + path.len, content_id.ptr, content_id.len);
  if (session.last) session.last->next = j;
  else session.first = j;
  session.last = j;
  session.count++;
}

static void in_scan(scw_frame type, cursor c) {
  if (type == SCW_FILE && session.state == SCANNING) {
    on_file(c);
    return;
  }
  hand_over();
  switch (type) {
  case SCW_END_FILES:
    expect(session.state == SCANNING && cursor_done(&c));
    session.state = ENDING;
    pool_end_files();
    break;
  case SCW_CANCEL:
    expect(cursor_done(&c));
    session.state = ENDING;
    pool_cancel();
    break;
  case SCW_WALK_PAGE:
  case SCW_OPENED:
  case SCW_CONTENT:
    expect(tree_answer(type, c));
    break;
  default:
    malformed();
  }
}

static void dispatch(scw_frame type, cursor c) {
  switch (session.state) {
  case GREETED:
    expect(type == SCW_HELLO);
    on_hello(c);
    break;
  case SET_UP:
    expect(type == SCW_SETUP);
    on_setup(c);
    break;
  case LOADED:
    expect(type == SCW_CREATE);
    on_create(c);
    break;
  case READY:
    if (type == SCW_STOP) plugin_destroy(&session.ctx);
    expect(type == SCW_OPEN_SCAN);
    on_open_scan(c);
    break;
  case SCANNING:
  case ENDING:
    in_scan(type, c);
  }
}

/* Handles the whole frames in the input and keeps the rest. */
static void consume(void) {
  size_t at = 0;
  while (session.length - at >= SCW_FRAME_HEADER) {
    cursor header = {session.input + at, session.input + at + SCW_FRAME_HEADER, 0};
    uint32_t length = cursor_u32(&header), rest = cursor_u32(&header);
    expect(length <= SCW_FRAME_CAP && rest >> 16 == 0);
    if (session.length - at - SCW_FRAME_HEADER < length) break;
    const uint8_t *payload = session.input + at + SCW_FRAME_HEADER;
    at += SCW_FRAME_HEADER + length;
    dispatch((scw_frame)rest, (cursor){payload, payload + length, 0});
  }
  hand_over();
  session.length -= at;
  memmove(session.input, session.input + at, session.length);
}

static void make_room(void) {
  if (session.capacity - session.length >= INPUT_ROOM / 2) return;
  session.capacity = session.capacity ? 2 * session.capacity : INPUT_ROOM;
  session.input = realloc(session.input, session.capacity);
  if (!session.input) leave(SCW_EXIT_MEMORY);
}

/* While files are being scanned, looks after answers that wait for company. */
static void await_input(void) {
  struct pollfd control = {.fd = SCW_FD_CONTROL, .events = POLLIN};
  for (;;) {
    int timeout = session.state >= SCANNING && pool_outstanding() > 0 ? TICK_MS : -1;
    int ready = poll(&control, 1, timeout);
    if (ready > 0) return;
    if (ready == 0) outbox_flush();
    else if (errno != EINTR) leave(SCW_EXIT_ORPHAN);
  }
}

static void greet(void) {
  buffer *b = &session.ctx.frame;
  buffer_begin(b, SCW_GREETING);
  buffer_u32(b, SCW_PROTOCOL_VERSION);
  buffer_end(b);
  outbox_put(b, 1);
}

void session_run(unsigned data_files) {
  session.data_files = data_files;
  greet();
  for (;;) {
    make_room();
    await_input();
    ssize_t count = recv(SCW_FD_CONTROL, session.input + session.length, session.capacity - session.length, 0);
    if (count == 0) leave(SCW_EXIT_ORPHAN);
    if (count < 0 && errno != EINTR) leave(SCW_EXIT_ORPHAN);
    if (count > 0) {
      session.length += (size_t)count;
      consume();
    }
  }
}
