#include "tree.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Above every address space: such a size is nonsense. */
#define MAX_OPENED ((uint64_t)1 << 40)

/* One question to the host. It lives on the stack of the thread that asks. */
typedef struct request {
  struct request *next;
  uint32_t id;
  int answered;          /* WALK_PAGE arrived, or OPENED and the last CONTENT */
  scn_status status;
  /* walk: a copy of the page */
  uint8_t *page;
  size_t page_length;
  /* open: the content as it arrives */
  uint8_t *content;
  uint64_t size, received;
  uint32_t mode;
  char content_id[128];
  size_t content_id_length;
  int opened;
  /* why the host could not answer */
  char reason[1024];
  size_t reason_length;
} request;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t answered = PTHREAD_COND_INITIALIZER;
static request *requests;
static uint32_t last_id;

static void enlist(request *r) {
  pthread_mutex_lock(&lock);
  r->id = ++last_id;
  r->next = requests;
  requests = r;
  pthread_mutex_unlock(&lock);
}

static void delist(request *r) {
  pthread_mutex_lock(&lock);
  request **link = &requests;
  while (*link && *link != r) link = &(*link)->next;
  if (*link) *link = r->next;
  pthread_mutex_unlock(&lock);
}

static scn_status ask(scn_ctx *ctx, request *r, scw_frame type, const scn_str *text, int wait) {
  pthread_mutex_lock(&lock);
  r->answered = 0;
  pthread_mutex_unlock(&lock);
  buffer_reset(&ctx->frame);
  buffer_begin(&ctx->frame, type);
  buffer_u32(&ctx->frame, r->id);
  if (text) buffer_str(&ctx->frame, *text);
  buffer_end(&ctx->frame);
  if (ctx->frame.status != SCN_OK) return ctx->frame.status;
  outbox_put(&ctx->frame, 1);
  if (!wait) return SCN_OK;
  pthread_mutex_lock(&lock);
  while (!r->answered) pthread_cond_wait(&answered, &lock);
  pthread_mutex_unlock(&lock);
  if (r->reason_length) { /* what the plugin's own failure will say, unless it knows better */
    memcpy(ctx->reason, r->reason, r->reason_length);
    ctx->reason_length = r->reason_length;
  }
  return r->status;
}

static scn_status visit_page(request *r, scn_file_visitor visitor, void *user, int *last) {
  cursor c = {r->page, r->page + r->page_length, 0};
  *last = cursor_u8(&c);
  uint32_t count = cursor_u32(&c);
  for (uint32_t i = 0; i < count && !c.bad; i++) {
    scn_file_info info = {.struct_size = sizeof info};
    info.mode = cursor_u32(&c);
    info.size = cursor_u64(&c);
    info.path = cursor_str(&c);
    info.content_id = cursor_str(&c);
    scn_status status = c.bad ? SCN_E_INTERNAL : visitor(user, &info);
    if (status != SCN_OK) return status;
  }
  return c.bad ? SCN_E_INTERNAL : SCN_OK;
}

scn_status tree_walk(scn_ctx *ctx, scn_str prefix, scn_file_visitor visitor, void *user) {
  if (!visitor) return SCN_E_MISUSE;
  request r = {0};
  enlist(&r);
  int over = 0; /* the host has nothing more to say about this walk */
  scn_status status = ask(ctx, &r, SCW_WALK, &prefix, 1);
  for (;;) {
    if (status != SCN_OK) over = 1;
    if (status == SCN_OK) status = visit_page(&r, visitor, user, &over);
    free(r.page);
    r.page = NULL;
    if (over || status != SCN_OK) break;
    status = ask(ctx, &r, SCW_WALK_MORE, NULL, 1);
  }
  if (!over) ask(ctx, &r, SCW_WALK_STOP, NULL, 0);
  delist(&r);
  return status;
}

scn_status tree_open(scn_ctx *ctx, scn_str path, scn_file **out, scn_file_info *info) {
  if (!out || (info && info->struct_size && info->struct_size < sizeof *info)) return SCN_E_MISUSE;
  request r = {0};
  enlist(&r);
  scn_status status = ask(ctx, &r, SCW_OPEN, &path, 1);
  delist(&r);
  struct scn_file *file = status == SCN_OK ? malloc(sizeof *file + r.content_id_length) : NULL;
  if (!file) {
    free(r.content);
    return status == SCN_OK ? SCN_E_LIMIT : status;
  }
  *file = (struct scn_file){r.content, r.size, 1};
  char *id = (char *)(file + 1);
  memcpy(id, r.content_id, r.content_id_length);
  *out = file;
  if (info) *info = (scn_file_info){sizeof *info, r.mode, path, r.size, {id, r.content_id_length}};
  return SCN_OK;
}

void tree_close(scn_file *file) {
  if (!file || !file->owned) return;
  free((void *)(uintptr_t)file->bytes);
  free(file);
}

static void finish(request *r, scn_status status) {
  r->status = status;
  r->answered = 1;
  pthread_cond_broadcast(&answered);
}

static void take_reason(request *r, scn_str reason) {
  r->reason_length = reason.len < sizeof r->reason ? reason.len : sizeof r->reason;
  if (r->reason_length) memcpy(r->reason, reason.ptr, r->reason_length);
}

static int take_page(request *r, cursor c) {
  scn_status status = cursor_i32(&c);
  take_reason(r, cursor_str(&c));
  size_t length = (size_t)(c.end - c.at);
  if (c.bad) return 0;
  r->page = malloc(length + 1);
  r->page_length = length;
  if (!r->page) status = SCN_E_LIMIT;
  if (r->page) memcpy(r->page, c.at, length);
  finish(r, status);
  return 1;
}

static int take_opened(request *r, cursor c) {
  scn_status status = cursor_i32(&c);
  take_reason(r, cursor_str(&c));
  r->mode = cursor_u32(&c);
  r->size = cursor_u64(&c);
  scn_str id = cursor_str(&c);
  if (!cursor_done(&c) || r->opened || r->size > MAX_OPENED || id.len > sizeof r->content_id) return 0;
  memcpy(r->content_id, id.ptr, id.len);
  r->content_id_length = id.len;
  r->opened = 1;
  r->status = status;
  if (status == SCN_OK) r->content = malloc(r->size + 1);
  if (status == SCN_OK && !r->content) r->status = SCN_E_LIMIT; /* and what arrives is thrown away */
  if (status != SCN_OK || r->size == 0) finish(r, r->status);
  return 1;
}

static int take_content(request *r, cursor c) {
  scn_status status = cursor_i32(&c);
  scn_str part = cursor_str(&c);
  if (!cursor_done(&c) || !r->opened || part.len > r->size - r->received) return 0;
  if (r->content) memcpy(r->content + r->received, part.ptr, part.len);
  r->received += part.len;
  if (status != SCN_OK) finish(r, status);
  else if (r->received == r->size) finish(r, r->status);
  return 1;
}

int tree_answer(scw_frame type, cursor c) {
  uint32_t id = cursor_u32(&c);
  pthread_mutex_lock(&lock);
  request *r = requests;
  while (r && r->id != id) r = r->next;
  int good = 0;
  if (r && !r->answered && !c.bad) {
    if (type == SCW_WALK_PAGE) good = take_page(r, c);
    if (type == SCW_OPENED) good = take_opened(r, c);
    if (type == SCW_CONTENT) good = take_content(r, c);
  }
  pthread_mutex_unlock(&lock);
  return good;
}
