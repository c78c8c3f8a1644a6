#define _GNU_SOURCE
#include "supervision.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define FIRST_DESCRIPTOR 3
#define MAX_DESCRIPTORS 64

int supervision_shared_memory(const char *name, size_t size, int read_only, int *descriptor, void **memory) {
  int fd = memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0) return -1;
  int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL | (read_only ? F_SEAL_FUTURE_WRITE : 0);
  void *mapped = MAP_FAILED;
  if (ftruncate(fd, (off_t)size) == 0) mapped = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped == MAP_FAILED || fcntl(fd, F_ADD_SEALS, seals) != 0) {
    int error = errno;
    if (mapped != MAP_FAILED) munmap(mapped, size);
    close(fd);
    errno = error;
    return -1;
  }
  *descriptor = fd;
  *memory = mapped;
  return 0;
}

int supervision_socket_pair(int *ours, int *theirs) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) return -1;
  fcntl(pair[0], F_SETFL, O_NONBLOCK);
  *ours = pair[0];
  *theirs = pair[1];
  return 0;
}

int supervision_pipe(int *reading, int *writing) {
  int pair[2];
  if (pipe2(pair, O_CLOEXEC) != 0) return -1;
  fcntl(pair[0], F_SETFL, O_NONBLOCK);
  *reading = pair[0];
  *writing = pair[1];
  return 0;
}

int supervision_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void supervision_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }

/* Copies of the descriptors above every number that the child will use, so that no dup2 overwrites a source. */
static int lift(const int *descriptors, int count, int *lifted) {
  for (int i = 0; i < count; i++) {
    lifted[i] = fcntl(descriptors[i], F_DUPFD_CLOEXEC, FIRST_DESCRIPTOR + MAX_DESCRIPTORS);
    if (lifted[i] >= 0) continue;
    while (i-- > 0) close(lifted[i]);
    return -1;
  }
  return 0;
}

static int plan(posix_spawn_file_actions_t *actions, const int *lifted, int count) {
  int error = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
  if (!error) error = posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0);
  if (!error) error = posix_spawn_file_actions_adddup2(actions, lifted[count - 1], 2);
  for (int i = 0; i < count - 1 && !error; i++)
    error = posix_spawn_file_actions_adddup2(actions, lifted[i], FIRST_DESCRIPTOR + i);
  if (!error) error = posix_spawn_file_actions_addclosefrom_np(actions, FIRST_DESCRIPTOR + count - 1);
  return error;
}

static int start(const char *path, const char *argument, const posix_spawn_file_actions_t *actions, pid_t *process) {
  char parent[16];
  snprintf(parent, sizeof parent, "%d", (int)getpid());
  char *arguments[] = {(char *)path, parent, (char *)argument, NULL};
  char *environment[] = {NULL};
  sigset_t every, none;
  sigfillset(&every);
  sigemptyset(&none);
  posix_spawnattr_t attributes;
  int error = posix_spawnattr_init(&attributes);
  if (error) return error;
  posix_spawnattr_setsigdefault(&attributes, &every);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0); /* a Ctrl-C at the terminal is the host's to handle */
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  error = posix_spawn(process, path, actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  return error;
}

pid_t supervision_spawn(const char *path, const char *argument, const int *descriptors, int count,
                        int error_descriptor, int *pidfd) {
  int sources[MAX_DESCRIPTORS], lifted[MAX_DESCRIPTORS];
  if (count < 0 || count + 1 > MAX_DESCRIPTORS) {
    errno = EINVAL;
    return -1;
  }
  for (int i = 0; i < count; i++) sources[i] = descriptors[i];
  sources[count] = error_descriptor;
  if (lift(sources, count + 1, lifted) != 0) return -1;
  posix_spawn_file_actions_t actions;
  pid_t process = -1;
  int error = posix_spawn_file_actions_init(&actions);
  if (!error) {
    error = plan(&actions, lifted, count + 1);
    if (!error) error = start(path, argument, &actions, &process);
    posix_spawn_file_actions_destroy(&actions);
  }
  for (int i = 0; i <= count; i++) close(lifted[i]);
  if (!error) {
    *pidfd = pidfd_open(process, 0);
    if (*pidfd < 0) {
      error = errno;
      supervision_kill(process);
      waitpid(process, NULL, 0);
    }
  }
  errno = error;
  return error ? -1 : process;
}

int supervision_reap(pid_t process, int *status) {
  siginfo_t ended = {0};
  if (waitid(P_PID, (id_t)process, &ended, WEXITED | WNOHANG | WNOWAIT) != 0) return -1;
  if (ended.si_pid != process) return 0;
  kill(-process, SIGKILL); /* what it may have left behind; its number is still its own */
  pid_t reaped;
  do reaped = waitpid(process, status, WNOHANG);
  while (reaped < 0 && errno == EINTR);
  return reaped == process ? 1 : (int)reaped;
}

void supervision_kill(pid_t process) {
  /* The group first, while its leader keeps the number from being used again; then the leader, in case it moved. */
  kill(-process, SIGKILL);
  kill(process, SIGKILL);
}
