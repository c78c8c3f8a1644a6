/* worker_protocol.h: what the host and a scanner-worker say to each other. The prose is docs/wire-protocol.md.
 *
 * Both sides include this one file; its version changes with every change that the other side could notice.
 * A frame is u32 payload length, u16 type, u16 zero, payload; integers are little-endian and unaligned; text and
 * bytes are u32 length + bytes. Neither side believes a number that it has not checked.
 */
#ifndef WORKER_PROTOCOL_H
#define WORKER_PROTOCOL_H
#include <stdint.h>

#define SCW_PROTOCOL_VERSION 2u
#define SCW_FRAME_HEADER 8u
#define SCW_FRAME_CAP (1u << 20) /* bytes of payload */

/* Descriptors that a worker is born with, besides stdin and stdout (/dev/null) and stderr (a pipe to the host). */
#define SCW_FD_CONTROL 3    /* stream socket: the frames */
#define SCW_FD_LIBRARY 4    /* the plugin, opened and hashed by the host */
#define SCW_FD_ARENA 5      /* contents of the files in flight, read only */
#define SCW_FD_BLACKBOARD 6 /* one page: scw_blackboard */
#define SCW_FD_DATA 7       /* first data file of the manifest */
#define SCW_MAX_DATA 34     /* data files of one plugin: 32 of its manifest, advisory database, kept results */
#define SCW_ADVISORIES "/advisories" /* names of those two among them; no file of a manifest can have them */
#define SCW_RESULTS "/results"       /* what an earlier scan kept: result_file.h */
#define SCW_RESULT_PART (1u << 19)   /* bytes of a kept value in one frame */
#define SCW_MAX_THREADS 56

/* Statuses with which a worker leaves on its own account. */
#define SCW_EXIT_PROTOCOL 100 /* the host sent something that is not this protocol */
#define SCW_EXIT_SETUP 101    /* a limit could not be applied; nothing was loaded */
#define SCW_EXIT_ORPHAN 102   /* the host went away */
#define SCW_EXIT_MEMORY 103   /* no memory left for the worker itself */

typedef enum scw_frame {
  /* host to worker */
  SCW_HELLO = 1,      /* u32 version */
  SCW_SETUP = 2,      /* limits and the host's version; the plugin is loaded when it arrives */
  SCW_CREATE = 3,     /* threads, configuration: the descriptor was accepted */
  SCW_OPEN_SCAN = 4,  /* target */
  SCW_FILE = 5,       /* u64 id, u32 mode, u64 arena offset, u64 size, path, content id */
  SCW_END_FILES = 6,  /* no more files: scan_target, close_scan */
  SCW_CANCEL = 7,
  SCW_STOP = 8,       /* destroy and exit; only outside of a scan */
  SCW_WALK_PAGE = 9,  /* u32 request, i32 status, reason; if OK: u8 last, u32 count, entries */
  SCW_OPENED = 10,    /* u32 request, i32 status, reason, u32 mode, u64 size, content id */
  SCW_CONTENT = 11,   /* u32 request, i32 status, bytes: the next part of an opened file */

  /* worker to host */
  SCW_GREETING = 64,    /* u32 version */
  SCW_DESCRIPTOR = 65,
  SCW_RULE = 66,
  SCW_READY = 67,       /* create and list_rules went well */
  SCW_REFUSED = 68,     /* reason: this plugin cannot be used; the worker leaves */
  SCW_SCAN_OPENED = 69, /* open_scan went well: files are being scanned from now on */
  SCW_FILE_DONE = 70,   /* u64 id, i32 status, reason */
  SCW_FINDING = 71,
  SCW_COMPONENT = 72,
  SCW_RELATION = 73,    /* from, to */
  SCW_LOG = 74,         /* u8 level, text */
  SCW_PROGRESS = 75,    /* u64 done, u64 total, label */
  SCW_METRIC = 76,      /* name, f64 */
  SCW_SCAN_DONE = 77,   /* i32 status, reason, u64 findings refused at the limit, u64 other emissions refused */
  SCW_WALK = 78,        /* u32 request, prefix */
  SCW_WALK_MORE = 79,   /* u32 request */
  SCW_WALK_STOP = 80,   /* u32 request */
  SCW_OPEN = 81,        /* u32 request, path */
  SCW_RESULT = 82,      /* key, u32 size, first part of the value: to be kept for later scans */
  SCW_RESULT_REST = 83, /* the other part of a value longer than SCW_RESULT_PART; the very next frame */
  SCW_RESULTS_USED = 84 /* a bit for each entry of SCW_RESULTS that was found, lowest first; once, before SCAN_DONE */
} scw_frame;

/* What a thread of the worker is doing, for the sentence that reports its death. */
typedef enum scw_phase {
  SCW_PHASE_NONE = 0,
  SCW_PHASE_LOAD = 1,
  SCW_PHASE_DESCRIBE = 2,
  SCW_PHASE_CREATE = 3,
  SCW_PHASE_RULES = 4,
  SCW_PHASE_OPEN_SCAN = 5,
  SCW_PHASE_FILE = 6,
  SCW_PHASE_TARGET = 7,
  SCW_PHASE_CLOSE_SCAN = 8,
  SCW_PHASE_DESTROY = 9
} scw_phase;

typedef struct scw_slot {
  uint64_t file;  /* id of the file in hand, meaningful in SCW_PHASE_FILE */
  uint32_t phase;
  uint32_t reserved;
} scw_slot;

/* Shared page that outlives the worker. The worker alone writes to it, and it may lie: the host uses it for nothing
 * but the words of a message, and only after checking each number. Slot 0 is the worker's main thread. */
typedef struct scw_blackboard {
  uint32_t crash_signal;   /* set by the signal handler */
  uint32_t crash_slot;     /* slot of the thread that crashed + 1; 0: a thread of the plugin's own */
  uint32_t exiting;        /* 1: exit() was called while plugin code was running */
  uint32_t exit_slot;      /* like crash_slot */
  scw_slot slots[SCW_MAX_THREADS + 1];
} scw_blackboard;

#endif
