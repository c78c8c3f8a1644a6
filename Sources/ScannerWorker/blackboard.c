#define _GNU_SOURCE
#include "blackboard.h"

#include "leave.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PAGE 4096u
#define SIGNAL_STACK (32u << 10)
#define NO_SLOT (~0u)

static scw_blackboard *board;
static _Thread_local unsigned own_slot = NO_SLOT;
static atomic_flag recorded = ATOMIC_FLAG_INIT;

void leave(int status) { _exit(status); }

int blackboard_open(void) {
  void *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, SCW_FD_BLACKBOARD, 0);
  close(SCW_FD_BLACKBOARD);
  if (page == MAP_FAILED) return 0;
  board = page;
  blackboard_enter_thread(0);
  return 1;
}

void blackboard_enter_thread(unsigned slot) {
  own_slot = slot;
  void *memory = mmap(NULL, SIGNAL_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return; /* an overflow of this stack will be reported without its file */
  stack_t stack = {.ss_sp = memory, .ss_size = SIGNAL_STACK};
  sigaltstack(&stack, NULL);
}

void blackboard_phase(scw_phase phase, uint64_t file) {
  volatile scw_slot *slot = &board->slots[own_slot];
  slot->file = file;
  slot->phase = phase;
}

/* The slot of the calling thread + 1, 0 for a thread that the plugin started. */
static uint32_t caller(void) { return own_slot == NO_SLOT ? 0 : own_slot + 1; }

/* Async-signal-safe: stores to mapped memory and system calls only. The first crash is the one that counts. */
static void record_crash(int number, siginfo_t *info, void *context) {
  (void)info;
  (void)context;
  if (!atomic_flag_test_and_set(&recorded)) {
    *(volatile uint32_t *)&board->crash_slot = caller();
    *(volatile uint32_t *)&board->crash_signal = (uint32_t)number;
  }
  signal(number, SIG_DFL);
  syscall(SYS_tgkill, getpid(), (pid_t)syscall(SYS_gettid), number); /* delivered when this handler returns */
}

/* Runs for exit() only: the worker itself always leaves with _exit(). */
static void record_exit(void) {
  *(volatile uint32_t *)&board->exit_slot = caller();
  *(volatile uint32_t *)&board->exiting = 1;
}

void blackboard_watch_crashes(void) {
  static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
  struct sigaction action = {.sa_sigaction = record_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, NULL);
  atexit(record_exit);
}
