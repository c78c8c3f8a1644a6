/* scanner_api.h: the SecureScan plugin ABI, version 1.0. C11, LP64 little-endian, Linux ELF.
 *
 * This file is the whole contract between the host and a scanner plugin. A plugin is a shared library that
 * exports one function, scanner_plugin_entry, which returns a constant table (scn_plugin).
 *
 * Ground rules, true everywhere unless a field says otherwise:
 *  G1 borrow   Pointers are lent for the duration of the call. Whoever wants the bytes later copies
 *              them. Neither side ever frees memory the other one allocated.
 *  G2 growth   A struct starts with struct_size = sizeof as its author compiled it. Fields are only
 *              appended, and a reader ignores what lies beyond struct_size. Zero always means "not given".
 *  G3 tables   Arrays of structs are arrays of pointers, so elements may grow as well (scn_str never does).
 *  G4 text     scn_str is pointer + length, UTF-8, no NUL needed; {NULL,0} is the empty string.
 *              Paths are raw bytes: relative to the target, '/' between parts, no "." or ".." part.
 *  G5 errors   A call returns scn_status; before returning non-zero a plugin may host->fail() a reason.
 *  G6 unwind   No exception, panic, longjmp or signal handler may cross the boundary.
 *  G7 threads  Tags: [once] at load, alone; [serial] one call at a time per object;
 *              [parallel] any number of threads at once. A scn_ctx belongs to the call it came with and
 *              is used by one thread at a time.
 *
 * Life of a plugin: entry -> create -> list_rules ->
 *                   (open_scan -> scan_file x n -> scan_target -> close_scan) x m -> destroy -> process ends.
 * A library is never unloaded: the process that loaded it ends instead.
 */
#ifndef SCANNER_API_H
#define SCANNER_API_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

#define SCN_ABI_MAJOR 1        /* differs: refuse to load */
#define SCN_ABI_MINOR 1        /* counts appended fields and functions */
#define SCN_ENTRY_SYMBOL "scanner_plugin_entry"
#define SCN_EXPORT __attribute__((visibility("default")))

/* Text or bytes lent for the call. Never grows. */
typedef struct scn_str { const char *ptr; size_t len; } scn_str;

typedef int32_t scn_status;
enum { SCN_OK = 0,
       SCN_E_CANCELLED = 1,    /* stopped because cancelled() said so */
       SCN_E_CONFIG = 2,       /* the configuration cannot be used */
       SCN_E_INPUT = 3,        /* this file only; the scan goes on */
       SCN_E_NOT_FOUND = 4,
       SCN_E_LIMIT = 5,        /* a host limit was reached; stop emitting */
       SCN_E_UNSUPPORTED = 6,
       SCN_E_MISUSE = 7,       /* the caller broke this contract */
       SCN_E_INTERNAL = 8 };

typedef uint32_t scn_severity;   /* NONE in a finding = the rule's own; the same for confidence */
enum { SCN_SEV_NONE = 0, SCN_SEV_INFO = 1, SCN_SEV_LOW = 2, SCN_SEV_MEDIUM = 3,
       SCN_SEV_HIGH = 4, SCN_SEV_CRITICAL = 5 };

typedef uint32_t scn_confidence;
enum { SCN_CONF_NONE = 0, SCN_CONF_LOW = 1, SCN_CONF_MEDIUM = 2, SCN_CONF_HIGH = 3 };

typedef uint32_t scn_log_level;
enum { SCN_LOG_TRACE = 0, SCN_LOG_DEBUG = 1, SCN_LOG_INFO = 2, SCN_LOG_WARNING = 3, SCN_LOG_ERROR = 4,
       SCN_LOG_NOTE = 5 };       /* belongs to the result: kept with the scan and shown with it; since 1.1 */

typedef uint32_t scn_scope;      /* how a component is used by the target */
enum { SCN_SCOPE_REQUIRED = 0, SCN_SCOPE_OPTIONAL = 1, SCN_SCOPE_DEVELOPMENT = 2 };

typedef uint64_t scn_caps;       /* what it implements, and what it asks for (upper half: must be granted) */
#define SCN_CAP_SCAN_FILE   0x1ULL          /* scan_file is set */
#define SCN_CAP_SCAN_TARGET 0x2ULL          /* scan_target is set */
#define SCN_CAP_COMPONENTS  0x4ULL          /* calls emit_component / emit_relation */
#define SCN_CAP_CACHEABLE   0x8ULL          /* scan_file uses path, bytes, config, version; no open/walk */
#define SCN_NEED_NETWORK    0x100000000ULL  /* "scn.http/1": the host fetches, from granted origins only */
#define SCN_NEED_TMPDIR     0x200000000ULL  /* "scn.tmpdir/1": path of a private writable folder */
#define SCN_NEED_DATA       0x400000000ULL  /* "scn.data/1": the plugin's own data files, read only */
#define SCN_NEED_ADVISORIES 0x800000000ULL  /* "scn.advisories/1": the host's advisory database, read only; since 1.1 */
#define SCN_NEED_CACHE      0x1000000000ULL /* "scn.cache/1": small results kept from scan to scan; since 1.1 */

typedef struct scn_ctx scn_ctx;             /* host object: one call in flight */
typedef struct scn_file scn_file;           /* host object: one opened file */
typedef struct scn_instance scn_instance;   /* plugin object: one configuration */
typedef struct scn_scan scn_scan;           /* plugin object: one target being scanned */

typedef struct scn_file_info {
  uint32_t struct_size;
  uint32_t mode;               /* git file mode: 0100644, 0100755, 0120000 (link, content = its target) */
  scn_str  path;
  uint64_t size;               /* bytes */
  scn_str  content_id;         /* git blob id or hash of the bytes, hex; equal ids = equal bytes */
} scn_file_info;

typedef struct scn_target_info {
  uint32_t struct_size;
  uint32_t reserved;
  scn_str  id;                 /* host id of the scan, for messages */
  scn_str  name;               /* shown to people; never a path to open */
  scn_str  revision;           /* commit id, empty for a plain folder */
  scn_str  base_revision;      /* only what is new since this commit is reported; empty: everything */
  scn_str  url;                /* target_url of the request, for dynamic scanners; empty when not given */
  scn_str  host;               /* target_host of the request, likewise */
  uint64_t file_count;         /* 0 when unknown */
} scn_target_info;

typedef struct scn_region {    /* byte offsets rule; lines and columns are 1-based, 0 = let the host work them out */
  uint32_t struct_size;
  uint32_t start_line, start_column, end_line, end_column;
  uint32_t reserved;
  uint64_t byte_offset, byte_length;   /* both 0: lines and columns rule; no line either: the whole file */
  scn_str  path;               /* empty: the file being scanned */
  scn_str  note;               /* what this step means, for related places */
} scn_region;

typedef struct scn_rule {
  uint32_t     struct_size;
  scn_severity severity;
  scn_str      id;             /* stable for ever, [a-z0-9.-]+, prefixed with the plugin id and a dot */
  scn_str      title;          /* one line */
  scn_str      help_markdown;  /* why it matters, how to fix it */
  scn_str      help_uri;
  const scn_str *cwes;         /* "CWE-89" */
  uint32_t     cwe_count;
  uint32_t     tag_count;
  const scn_str *tags;         /* what the compliance mapping keys on besides id and CWE */
  scn_confidence confidence;
  uint32_t     deprecated;     /* 1: known but no longer emitted */
} scn_rule;

typedef struct scn_finding {
  uint32_t     struct_size;
  scn_severity severity;
  scn_str      rule_id;        /* one that list_rules gave */
  scn_str      message;
  const scn_region *primary;
  const scn_region *const *related;   /* taint steps, other copies: in order */
  uint32_t     related_count;
  scn_confidence confidence;
  const scn_region *secret;    /* bytes the host must never store or show in clear */
  scn_str      match_key;      /* what makes it the same finding after the lines moved; host hashes it */
  scn_str      component_ref;  /* for a vulnerable component: ref of an emitted component */
  scn_str      properties_json;/* object: cvss, fixed_version, aliases, entropy...; documented per plugin */
} scn_finding;

typedef struct scn_component {
  uint32_t struct_size;
  scn_scope scope;
  scn_str  ref;                /* unique within this scan */
  scn_str  type;               /* CycloneDX component type, "library" when empty */
  scn_str  name, version, purl, licenses;   /* licenses: SPDX expression */
  const scn_region *evidence;  /* where it was declared */
  const scn_str *hashes;       /* "sha256:<hex>" */
  uint32_t hash_count;
  uint32_t direct;             /* 1: declared by the project itself */
} scn_component;

typedef scn_status (*scn_file_visitor)(void *user, const scn_file_info *info);  /* non-zero stops the walk */

/* Given to the plugin; valid from create until after destroy. All functions are [parallel], none may be NULL. */
typedef struct scn_host {
  uint32_t struct_size;
  uint16_t abi_major, abi_minor;
  scn_str  name, version;
  void       (*log)(scn_ctx *, scn_log_level, scn_str message);
  void       (*fail)(scn_ctx *, scn_str reason);
  uint32_t   (*cancelled)(scn_ctx *);         /* 1: return SCN_E_CANCELLED soon; ask at least every 50 ms of work */
  void       (*progress)(scn_ctx *, uint64_t done, uint64_t total, scn_str label);
  void       (*metric)(scn_ctx *, scn_str name, double value);
  scn_status (*emit_rule)(scn_ctx *, const scn_rule *);            /* inside list_rules only */
  scn_status (*emit_finding)(scn_ctx *, const scn_finding *);      /* inside scan_* and close_scan */
  scn_status (*emit_component)(scn_ctx *, const scn_component *);  /* likewise */
  scn_status (*emit_relation)(scn_ctx *, scn_str from_ref, scn_str to_ref);  /* from depends on to */
  scn_status (*walk)(scn_ctx *, scn_str prefix, scn_file_visitor, void *user);  /* sorted by path bytes */
  scn_status (*open)(scn_ctx *, scn_str path, scn_file **out, scn_file_info *info);
  scn_status (*read)(scn_ctx *, scn_file *, uint64_t offset, void *buf, size_t cap, size_t *got);
  scn_status (*bytes)(scn_ctx *, scn_file *, const uint8_t **ptr, size_t *len);  /* whole file, until close */
  void       (*close)(scn_ctx *, scn_file *); /* only for files the plugin opened */
  const void *(*extension)(scn_ctx *, const char *id);  /* "scn.name/rev"; NULL when this host has none */
} scn_host;

/* Returned by the entry; static, constant, valid until the process ends. */
typedef struct scn_plugin {
  uint32_t struct_size;
  uint16_t abi_major, abi_minor;              /* what it was compiled against */
  scn_str  id;                                /* reverse DNS, "org.example.licences"; single words are ours */
  scn_str  name, version, vendor, license;    /* version: SemVer */
  scn_str  runtime;                           /* "c", "swift-6.3.1": lets a host refuse a clash of runtimes */
  scn_str  config_schema;                     /* JSON Schema 2020-12; host validates before create; {} must do */
  const scn_str *scan_types;                  /* lower-case words: "code", "secrets", or a type of your own */
  scn_caps caps;
  const scn_str *file_patterns;               /* gitignore-style; scan_file sees only matches. none = every file */
  uint32_t scan_type_count;                   /* at least 1; the first one is stamped on the findings */
  uint32_t file_pattern_count;
  uint32_t max_parallel;                      /* scan_file calls at once per scan; 0 = as many as the host likes */
  uint32_t reserved;
  uint64_t max_file_size;                     /* larger files are skipped and counted; 0 = host default */

  scn_status (*create)(const scn_host *, scn_ctx *, scn_str config_json, scn_instance **out);  /* [parallel] */
  void       (*destroy)(scn_instance *);                                     /* [serial], nothing else in flight */
  scn_status (*list_rules)(scn_instance *, scn_ctx *);                       /* [parallel] */
  scn_status (*open_scan)(scn_instance *, scn_ctx *, const scn_target_info *, scn_scan **out);  /* [parallel] */
  scn_status (*scan_file)(scn_scan *, scn_ctx *, scn_file *, const scn_file_info *);  /* [parallel] */
  scn_status (*scan_target)(scn_scan *, scn_ctx *);   /* [serial], after the last scan_file; may walk and open */
  void       (*close_scan)(scn_scan *, scn_ctx *);    /* [serial], always called once if open_scan gave a scan */
} scn_plugin;

/* Extension "scn.data/1" (needs SCN_NEED_DATA): the files that the plugin's manifest lists under "data", with
 * the bytes whose digest the host has checked. A plugin never gets a path to open. */
#define SCN_EXT_DATA "scn.data/1"
typedef struct scn_ext_data {
  uint32_t struct_size;
  uint32_t reserved;
  /* [parallel] The bytes stay valid until the process ends. SCN_E_NOT_FOUND for a name the manifest lacks. */
  scn_status (*file)(scn_ctx *, scn_str name, const uint8_t **ptr, size_t *len);
} scn_ext_data;

/* Extension "scn.advisories/1" (needs SCN_NEED_ADVISORIES; since 1.1): the database of known vulnerabilities that the
 * operator of the host has imported. docs/advisory-database.md describes its format. */
#define SCN_EXT_ADVISORIES "scn.advisories/1"
typedef struct scn_ext_advisories {
  uint32_t struct_size;
  uint32_t reserved;
  /* [parallel] The bytes stay valid until the process ends. SCN_E_NOT_FOUND when the host has no database. */
  scn_status (*database)(scn_ctx *, const uint8_t **ptr, size_t *len);
} scn_ext_advisories;

/* Extension "scn.cache/1" (needs SCN_NEED_CACHE; since 1.1): small results that the host keeps from one scan of a
 * target to the next. Only this very plugin (library and data files, byte for byte) finds them again, and only for this
 * target. The key names everything else that a value follows from: contents, rules, configuration, advisories. It is a
 * cache: every entry may be gone, and the findings must be the same with an empty one. Values lie on a disk, so secrets
 * do not belong into them. From open_scan to close_scan; SCN_E_MISUSE outside, and for a key that is empty or too
 * long. */
#define SCN_EXT_CACHE "scn.cache/1"
#define SCN_CACHE_KEY_MAX 64         /* bytes of a key */
#define SCN_CACHE_VALUE_MAX 1048576  /* bytes of a value */
typedef struct scn_ext_cache {
  uint32_t struct_size;
  uint32_t reserved;
  /* [parallel] What an earlier scan put; the bytes stay valid until the process ends. SCN_E_NOT_FOUND: nothing. */
  scn_status (*get)(scn_ctx *, scn_str key, const uint8_t **ptr, size_t *len);
  /* [parallel] Keeps a copy for later scans, or forgets it without a word; this scan may not find it. SCN_E_LIMIT for a
   * value that is too long. What a scan of the whole target neither gets nor puts is forgotten at its end. */
  scn_status (*put)(scn_ctx *, scn_str key, const uint8_t *ptr, size_t len);
} scn_ext_cache;

/* The one exported symbol. [once], no I/O, no threads, no locks, under 100 ms. NULL: host too old for me. */
typedef const scn_plugin *(*scn_entry_fn)(uint32_t host_abi_major, uint32_t host_abi_minor);
SCN_EXPORT const scn_plugin *scanner_plugin_entry(uint32_t host_abi_major, uint32_t host_abi_minor);

/* True when the struct p points at is new enough to have the field; a function may still be NULL. */
#define SCN_HAS(p, field) ((p)->struct_size >= offsetof(__typeof__(*(p)), field) + sizeof((p)->field))

#ifdef __cplusplus
}
#endif
#endif
