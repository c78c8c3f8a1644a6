/* confine.h: what the process gives up, step by step, before it runs code of the plugin. */
#ifndef CONFINE_H
#define CONFINE_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* From SETUP. */
typedef struct limits {
  uint32_t threads;
  uint64_t memory;      /* bytes of address space beyond what is mapped when the limit is set */
  uint32_t open_files;
  uint32_t cpu_seconds;
  uint64_t findings, components;
  uint64_t results; /* bytes that the plugin may keep for later scans, as scw_result_cost counts them */
  uint32_t text; /* bytes of one text */
} limits;

/* First thing in main: descriptors, working directory, and death with the host. 0 on failure. */
int confine_at_start(pid_t host, unsigned data_files);

/* Before dlopen, whose constructors are plugin code already. 0 on failure: then nothing may be loaded. */
int confine_before_load(const limits *);

/* After create and list_rules, before the first byte of the target is seen. 0 on failure. */
int confine_before_scan(void);
#endif
