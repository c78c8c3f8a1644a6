#define _GNU_SOURCE
#include "misbehaving.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONTROL 3

static int is(const char *verb, const char *name) { return strcmp(verb, name) == 0; }

static int overflow(volatile char *before) {
  volatile char room[4096];
  room[0] = before ? before[0] : 0;
  return room[0] == 42 ? 0 : overflow(room) + room[0];
}

static void *crash_here(void *argument) {
  *(volatile int *)argument = 1;
  return NULL;
}

static void send_frame(uint32_t length, uint16_t type, const void *payload, size_t count) {
  struct {
    uint32_t length;
    uint16_t type, zero;
  } header = {length, type, 0};
  send(CONTROL, &header, sizeof header, MSG_NOSIGNAL);
  send(CONTROL, payload, count, MSG_NOSIGNAL);
}

static void die(const char *verb) {
  if (is(verb, "segv")) *(volatile int *)8 = 1;
  if (is(verb, "abort")) abort();
  if (is(verb, "trap")) __builtin_trap();
  if (is(verb, "overflow")) overflow(NULL);
  if (is(verb, "exit")) exit(3);
  if (is(verb, "quick-exit")) _exit(4);
  if (is(verb, "sigkill")) raise(SIGKILL);
  if (is(verb, "sleep-200ms")) usleep(200000);
  while (is(verb, "hang")) pause();
  if (is(verb, "own-thread-segv")) {
    pthread_t thread;
    pthread_create(&thread, NULL, crash_here, (void *)8);
    pthread_join(thread, NULL);
  }
}

/* A child that does what is forbidden while its parent dies: nobody may wait for it. */
static void leave_child(int in_group) {
  if (fork() != 0) *(volatile int *)8 = 1;
  if (!in_group) setsid();
  static const char line[] = "\11\0\0\0\112\0\0\0\2\0\0\0\0\0\0\0\0";
  while (send(CONTROL, line, sizeof line - 1, MSG_NOSIGNAL) > 0) usleep(1000);
  _exit(0);
}

static void forge(const char *verb) {
  static const char noise[64] = "this is not a frame, but it is long enough to be taken for one.";
  uint64_t done[2] = {0xDEAD, 0};
  if (is(verb, "garbage")) send(CONTROL, noise, sizeof noise, MSG_NOSIGNAL);
  if (is(verb, "oversized")) send_frame(0xFFFFFFF0u, 74, noise, sizeof noise);
  if (is(verb, "unknown-type")) send_frame(8, 999, done, 8);
  if (is(verb, "forged-answer")) send_frame(16, 70, done, 16);
  if (is(verb, "forged-result")) send_frame(14, 82, "\1\0\0\0k\1\0\0\0\1\0\0\0v", 14);
  if (is(verb, "half-result")) send_frame(5, 83, "\1\0\0\0v", 5);
  if (is(verb, "forged-bits")) send_frame(5, 84, "\1\0\0\0\377", 5);
  if (is(verb, "child")) leave_child(1);
  if (is(verb, "escaped-child")) leave_child(0);
  if (is(verb, "close-socket")) close(CONTROL);
  while (is(verb, "forged-chatter")) send_frame(9, 74, "\2\0\0\0\0\0\0\0\0", 9);
}

static scn_status flood(const char *verb, scn_ctx *ctx, scn_instance *me) {
  const scn_host *host = me->host;
  scn_str line = TEXT("another line \x1b[31m of many");
  if (is(verb, "flood-findings"))
    for (;;) {
      scn_status status = misbehaving_report(host, ctx, "fixture.misbehaving.seen", "flood", NULL);
      if (status != SCN_OK) return SCN_OK;
    }
  if (is(verb, "flood-findings-deaf"))
    for (int i = 0; i < 20000; i++) misbehaving_report(host, ctx, "fixture.misbehaving.seen", "flood", NULL);
  if (is(verb, "flood-logs"))
    for (int i = 0; i < 100000; i++) host->log(ctx, SCN_LOG_WARNING, line);
  if (is(verb, "flood-stderr"))
    for (int i = 0; i < 20000; i++) fprintf(stderr, "%.*s\n", (int)line.len, line.ptr);
  if (is(verb, "endless-line"))
    for (int i = 0; i < 100000; i++) fputs("no end ", stderr);
  while (is(verb, "allocate")) memset(malloc(1 << 20), 1, 1 << 20);
  if (is(verb, "spin-until-cancelled")) {
    host->log(ctx, SCN_LOG_INFO, (scn_str)TEXT("spinning"));
    while (!host->cancelled(ctx)) usleep(1000);
    return SCN_E_CANCELLED;
  }
  return SCN_OK;
}

static scn_status lie(const char *verb, scn_ctx *ctx, scn_instance *me, const scn_file_info *info) {
  const scn_host *host = me->host;
  scn_region outside = {.struct_size = sizeof outside, .path = TEXT("../../etc/passwd"), .byte_length = 1};
  scn_region absent = {.struct_size = sizeof absent, .path = TEXT("not/there.txt"), .byte_length = 1};
  scn_region beyond = {.struct_size = sizeof beyond, .byte_offset = UINT64_MAX - 1, .byte_length = 5};
  if (is(verb, "unknown-rule")) return misbehaving_report(host, ctx, "fixture.misbehaving.never", "x", NULL);
  if (is(verb, "outside")) return misbehaving_report(host, ctx, "fixture.misbehaving.seen", "x", &outside);
  if (is(verb, "absent")) return misbehaving_report(host, ctx, "fixture.misbehaving.seen", "x", &absent);
  if (is(verb, "beyond")) return misbehaving_report(host, ctx, "fixture.misbehaving.seen", "x", &beyond);
  if (is(verb, "long-text")) {
    char *text = malloc(300001);
    if (!text) return SCN_E_LIMIT;
    memset(text, 'x', 300000);
    memcpy(text + 65535, "\xC3\xA9", 2); /* the limit goes through a character */
    text[300000] = 0;
    scn_status status = misbehaving_report(host, ctx, "fixture.misbehaving.seen", text, NULL);
    free(text);
    return status;
  }
  if (is(verb, "old-struct")) {
    scn_finding old = {.struct_size = 16};
    return host->emit_finding(ctx, &old) == SCN_E_MISUSE ? SCN_OK : SCN_E_INTERNAL;
  }
  if (is(verb, "input-error")) {
    host->fail(ctx, (scn_str)TEXT("line 7 is not JSON"));
    return SCN_E_INPUT;
  }
  if (is(verb, "silent-error")) return SCN_E_INPUT;
  if (is(verb, "odd-status")) return 77;
  if (is(verb, "false-cancel")) return SCN_E_CANCELLED;
  if (is(verb, "config-error")) {
    host->fail(ctx, (scn_str)TEXT("depth: must be between 1 and 9"));
    return SCN_E_CONFIG;
  }
  if (is(verb, "talk")) {
    host->log(ctx, SCN_LOG_INFO, info ? info->path : (scn_str)TEXT("no file"));
    host->metric(ctx, (scn_str)TEXT("lines"), 3);
    host->progress(ctx, 1, 2, (scn_str)TEXT("half"));
    fprintf(stderr, "to stderr\n");
    printf("to stdout\n");
    fflush(stdout);
  }
  if (is(verb, "emit-too-early")) return host->emit_rule(ctx, NULL) == SCN_E_MISUSE ? SCN_OK : SCN_E_INTERNAL;
  return SCN_OK;
}

/* Says in log lines what the process is allowed to do and to see. */
static void confess(scn_ctx *ctx, scn_instance *me) {
  char text[256], cwd[64] = "";
  extern char **environ;
  int descriptors = 0;
  for (int fd = 0; fd < 1024; fd++) descriptors += dup2(fd, fd) == fd;
  int dumpable = prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
  snprintf(text, sizeof text, "environment %d, descriptors %d, cwd %s, dumpable %d", environ && environ[0] != NULL,
           descriptors, getcwd(cwd, sizeof cwd) ? cwd : "?", dumpable);
  me->host->log(ctx, SCN_LOG_INFO, (scn_str){text, strlen(text)});
}

scn_status misbehaving_do(const char *verb, scn_instance *me, scn_ctx *ctx, const scn_file_info *info) {
  die(verb);
  forge(verb);
  if (!me || !ctx) return SCN_OK;
  if (is(verb, "confess")) confess(ctx, me);
  scn_status status = flood(verb, ctx, me);
  return status ? status : lie(verb, ctx, me, info);
}
