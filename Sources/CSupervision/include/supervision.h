/* supervision.h: system calls of the plugin host that Swift cannot make itself (variadic, or hidden behind
 * _GNU_SOURCE). Every function that can fail returns -1 and leaves errno. */
#ifndef SUPERVISION_H
#define SUPERVISION_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Shared memory in a memory file, mapped read-write here; its size is sealed. With `read_only` nobody else can map it
 * for writing. Release with munmap and close. */
int supervision_shared_memory(const char *name, size_t size, int read_only, int *descriptor, void **memory);

/* Two connected stream sockets, close-on-exec; `ours` does not block. */
int supervision_socket_pair(int *ours, int *theirs);

/* A pipe, close-on-exec; reading does not block. */
int supervision_pipe(int *reading, int *writing);

/* A counter to wake a poll with, close-on-exec, not blocking. */
int supervision_event(void);

/* Names the calling thread, at most 15 bytes. */
void supervision_name_thread(const char *name);

/* Starts `path` with two arguments, our process id and `argument`, an empty environment, default signal handling and a
 * process group of its own. stdin and stdout are /dev/null, stderr is `error_descriptor`, descriptors[i] becomes 3 + i,
 * everything else is closed. Returns the process id and stores a pidfd. Call it from the thread that will outlive the
 * process: the process is told to die with that thread (PR_SET_PDEATHSIG). */
pid_t supervision_spawn(const char *path, const char *argument, const int *descriptors, int count,
                        int error_descriptor, int *pidfd);

/* 1 and the status (as waitpid gives it) when the process has ended, after which its group is gone as well; 0 when it
 * is still running. Never blocks. */
int supervision_reap(pid_t process, int *status);

/* SIGKILL to the process group. The process must not have been reaped. */
void supervision_kill(pid_t process);

#endif
