#include "pool.h"

#include "blackboard.h"
#include "leave.h"
#include "plugin.h"
#include "results.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define THREAD_STACK (8u << 20)

static struct {
  pthread_mutex_t lock;
  pthread_cond_t work;
  job *first, *last;
  atomic_uint queued;
  unsigned running, idle;
  int opened, ended, closing; /* open_scan is done; no more files will come; one thread is ending the scan */
  scn_scan *scan;
} pool = {.lock = PTHREAD_MUTEX_INITIALIZER, .work = PTHREAD_COND_INITIALIZER};

static void send_file_done(scn_ctx *ctx, uint64_t id, scn_status status, int flush) {
  buffer_reset(&ctx->frame);
  buffer_begin(&ctx->frame, SCW_FILE_DONE);
  buffer_u64(&ctx->frame, id);
  buffer_i32(&ctx->frame, status);
  buffer_str(&ctx->frame, status == SCN_OK ? (scn_str){NULL, 0} : call_reason(ctx));
  buffer_end(&ctx->frame);
  if (ctx->frame.status != SCN_OK) leave(SCW_EXIT_MEMORY);
  outbox_put(&ctx->frame, flush);
}

/* Tells how the plugin's part of the scan went, then ends the process. */
static _Noreturn void finish(scn_ctx *ctx, scn_status status) {
  if (status == SCN_OK) results_report(ctx);
  buffer_reset(&ctx->frame);
  buffer_begin(&ctx->frame, SCW_SCAN_DONE);
  buffer_i32(&ctx->frame, status);
  buffer_str(&ctx->frame, status == SCN_OK ? (scn_str){NULL, 0} : call_reason(ctx));
  buffer_u64(&ctx->frame, atomic_load(&call_findings_refused));
  buffer_u64(&ctx->frame, atomic_load(&call_components_refused));
  buffer_end(&ctx->frame);
  if (ctx->frame.status != SCN_OK) leave(SCW_EXIT_MEMORY);
  outbox_put(&ctx->frame, 1);
  plugin_destroy(ctx);
}

static void open_scan(scn_ctx *ctx, target *t) {
  call_begin(ctx, SCW_PHASE_OPEN_SCAN, 0);
  scn_status status = call_plugin->open_scan(plugin_instance, ctx, &t->info, &pool.scan);
  call_end(ctx);
  free(t);
  if (status == SCN_OK && !pool.scan) {
    static const char text[] = "open_scan returned SCN_OK and no scan";
    memcpy(ctx->reason, text, sizeof text - 1);
    ctx->reason_length = sizeof text - 1;
    status = SCN_E_MISUSE;
  }
  if (status != SCN_OK) {
    pthread_mutex_lock(&pool.lock);
    pool.closing = 1; /* the other threads keep waiting until the process ends */
    pthread_mutex_unlock(&pool.lock);
    finish(ctx, status);
  }
  buffer_reset(&ctx->frame);
  buffer_begin(&ctx->frame, SCW_SCAN_OPENED);
  buffer_end(&ctx->frame);
  outbox_put(&ctx->frame, 1);
  pthread_mutex_lock(&pool.lock);
  pool.opened = 1;
  pthread_cond_broadcast(&pool.work);
  pthread_mutex_unlock(&pool.lock);
}

/* Nothing else is running. */
static _Noreturn void end_scan(scn_ctx *ctx) {
  scn_status status = atomic_load(&call_cancelled) ? SCN_E_CANCELLED : SCN_OK;
  char reason[sizeof ctx->reason];
  size_t reason_length = 0;
  if (status == SCN_OK && call_plugin->scan_target) {
    call_begin(ctx, SCW_PHASE_TARGET, 0);
    status = call_plugin->scan_target(pool.scan, ctx);
    reason_length = ctx->reason_length;
    memcpy(reason, ctx->reason, reason_length);
  }
  call_begin(ctx, SCW_PHASE_CLOSE_SCAN, 0);
  call_plugin->close_scan(pool.scan, ctx);
  call_end(ctx);
  memcpy(ctx->reason, reason, reason_length);
  ctx->reason_length = reason_length;
  finish(ctx, status);
}

/* The next job. NULL: this thread is the one that ends the scan. `answered`: the thread comes back from a job. */
static job *next_job(int answered) {
  pthread_mutex_lock(&pool.lock);
  if (answered) pool.running--;
  for (;;) {
    if (pool.opened && !pool.closing) {
      job *j = pool.first;
      if (j) {
        pool.first = j->next;
        atomic_fetch_sub(&pool.queued, 1);
        pool.running++;
        pthread_mutex_unlock(&pool.lock);
        return j;
      }
      if (pool.ended && pool.running == 0) {
        pool.closing = 1;
        pthread_mutex_unlock(&pool.lock);
        return NULL;
      }
    }
    pool.idle++;
    pthread_cond_wait(&pool.work, &pool.lock);
    pool.idle--;
  }
}

static void scan(scn_ctx *ctx, job *j) {
  scn_file_info info = {.struct_size = sizeof info, .mode = j->mode, .size = j->size};
  info.path = (scn_str){j->text, j->path_length};
  info.content_id = (scn_str){j->text + j->path_length, j->content_id_length};
  call_begin(ctx, SCW_PHASE_FILE, j->id);
  scn_status status = call_plugin->scan_file(pool.scan, ctx, &j->content, &info);
  call_end(ctx);
  /* While jobs are waiting, answers may share a write with the next one; the session flushes after a tick. */
  send_file_done(ctx, j->id, status, atomic_load(&pool.queued) == 0);
  free(j);
}

typedef struct thread_start {
  unsigned slot;
  target *target; /* for the thread that opens the scan */
} thread_start;

static void *run(void *argument) {
  thread_start start = *(thread_start *)argument;
  free(argument);
  scn_ctx *ctx = calloc(1, sizeof *ctx);
  if (!ctx) leave(SCW_EXIT_MEMORY);
  blackboard_enter_thread(start.slot);
  if (start.target) open_scan(ctx, start.target);
  for (int answered = 0;; answered = 1) {
    job *j = next_job(answered);
    if (!j) end_scan(ctx);
    scan(ctx, j);
  }
}

int pool_start(unsigned threads, target *t) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return 0;
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, THREAD_STACK);
  int good = 1;
  for (unsigned i = 0; i < threads && good; i++) {
    thread_start *start = malloc(sizeof *start);
    pthread_t thread;
    if (start) *start = (thread_start){i + 1, i == 0 ? t : NULL};
    good = start && pthread_create(&thread, &attributes, run, start) == 0;
  }
  pthread_attr_destroy(&attributes);
  return good;
}

void pool_add(job *first, job *last, unsigned count) {
  pthread_mutex_lock(&pool.lock);
  if (pool.first) pool.last->next = first;
  else pool.first = first;
  pool.last = last;
  atomic_fetch_add(&pool.queued, count);
  if (count > 1 && pool.idle > 1) pthread_cond_broadcast(&pool.work);
  else if (pool.idle > 0) pthread_cond_signal(&pool.work);
  pthread_mutex_unlock(&pool.lock);
}

void pool_end_files(void) {
  pthread_mutex_lock(&pool.lock);
  pool.ended = 1;
  pthread_cond_broadcast(&pool.work);
  pthread_mutex_unlock(&pool.lock);
}

void pool_cancel(void) {
  atomic_store(&call_cancelled, 1);
  pthread_mutex_lock(&pool.lock);
  job *j = pool.first;
  pool.first = pool.last = NULL;
  atomic_store(&pool.queued, 0);
  pool.ended = 1;
  pthread_cond_broadcast(&pool.work);
  pthread_mutex_unlock(&pool.lock);
  while (j) { /* the host counts a file without an answer as abandoned */
    job *next = j->next;
    free(j);
    j = next;
  }
}

unsigned pool_outstanding(void) {
  pthread_mutex_lock(&pool.lock);
  unsigned count = atomic_load(&pool.queued) + pool.running;
  pthread_mutex_unlock(&pool.lock);
  return count;
}
