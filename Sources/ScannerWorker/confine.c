#define _GNU_SOURCE
#include "confine.h"

#include "worker_protocol.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a thread costs in address space before it has asked for anything: its stack and its malloc arena. */
#define THREAD_SPACE ((uint64_t)(8 + 64) << 20)

int confine_at_start(pid_t host, unsigned data_files) {
  if (close_range(SCW_FD_DATA + data_files, ~0u, 0) != 0) return 0;
  if (chdir("/") != 0) return 0;
  umask(077);
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return 0;
  return getppid() == host; /* it may have died before the line above */
}

/* `slack`: how far the hard limit, at which there is no signal with a name, lies above. */
static int limit(int resource, uint64_t value, uint64_t slack) {
  struct rlimit current;
  if (getrlimit((__rlimit_resource_t)resource, &current) != 0) return 0;
  if (current.rlim_max != RLIM_INFINITY && value > current.rlim_max) value = current.rlim_max;
  struct rlimit wanted = {value, value + slack};
  if (current.rlim_max != RLIM_INFINITY && wanted.rlim_max > current.rlim_max) wanted.rlim_max = current.rlim_max;
  return setrlimit((__rlimit_resource_t)resource, &wanted) == 0;
}

/* Bytes of address space in use; 0 when the kernel does not say. */
static uint64_t mapped(void) {
  char text[64] = {0};
  int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t count = read(fd, text, sizeof text - 1);
  close(fd);
  return count > 0 ? strtoull(text, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE) : 0;
}

/* RLIMIT_NPROC is no use here: it counts all processes and threads of the user, the host's included. */
int confine_before_load(const limits *wanted) {
  uint64_t start = mapped();
  if (start == 0) return 0;
  mallopt(M_ARENA_MAX, (int)wanted->threads + 1);
  uint64_t space = start + wanted->memory + wanted->threads * THREAD_SPACE;
  if (!limit(RLIMIT_AS, space, 0) || !limit(RLIMIT_CPU, wanted->cpu_seconds, 5)) return 0;
  if (!limit(RLIMIT_NOFILE, wanted->open_files, 0) || !limit(RLIMIT_FSIZE, 0, 0)) return 0;
  if (!limit(RLIMIT_CORE, 0, 0)) return 0;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 0;
  /* The first Landlock ruleset (read: library folders, nothing else) and the seccomp filter belong here. */
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

/* No code is loaded from here on, so the library's descriptor goes; the second Landlock ruleset, which takes the
 * library folders away, belongs here. It must stay before the first thread of the pool is started: Landlock binds the
 * thread that asks and those it starts later. */
int confine_before_scan(void) { return close(SCW_FD_LIBRARY) == 0; }
