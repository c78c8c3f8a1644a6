/* pool.h: the threads that scan. */
#ifndef POOL_H
#define POOL_H
#include "call.h"

/* A file to scan; `text` holds its path and content id. */
typedef struct job {
  struct job *next;
  uint64_t id, size;
  struct scn_file content;
  uint32_t mode;
  uint32_t path_length, content_id_length;
  char text[];
} job;

/* What open_scan is told; `text` holds the strings that `info` points into. */
typedef struct target {
  scn_target_info info;
  char text[];
} target;

/* Starts the threads; the first one opens the scan, and the last one at work ends it and the process. 0: no threads. */
int pool_start(unsigned threads, target *);

/* Appends a chain of jobs. */
void pool_add(job *first, job *last, unsigned count);

/* No more jobs will come. */
void pool_end_files(void);

/* Answers every queued job as cancelled and closes the scan. */
void pool_cancel(void);

/* Files that were added and not answered. */
unsigned pool_outstanding(void);
#endif
