#ifndef SECURESCAN_BENEATH_H
#define SECURESCAN_BENEATH_H

#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The kernel's struct open_how and RESOLVE_* values (openat2(2)); own copies, so that old headers will do. */
struct securescan_open_how {
    uint64_t flags;
    uint64_t mode;
    uint64_t resolve;
};

enum {
    SECURESCAN_O_PATH = 010000000,
    SECURESCAN_SYS_OPENAT2 = 437,
    SECURESCAN_RESOLVE_NO_MAGICLINKS = 0x02,
    SECURESCAN_RESOLVE_NO_SYMLINKS = 0x04,
    SECURESCAN_RESOLVE_BENEATH = 0x08,
};

/* Opens `path` beneath `directory` without following any link on the way. -1 and errno, ENOSYS before Linux 5.6. */
static inline int securescan_open_beneath(int directory, const char *path, int flags) {
    struct securescan_open_how how = {
        .flags = (uint64_t)(unsigned int)flags,
        .resolve = SECURESCAN_RESOLVE_BENEATH | SECURESCAN_RESOLVE_NO_SYMLINKS | SECURESCAN_RESOLVE_NO_MAGICLINKS,
    };
    return (int)syscall(SECURESCAN_SYS_OPENAT2, directory, path, &how, sizeof how);
}

#endif
