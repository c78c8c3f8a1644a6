#ifndef SECURESCAN_FILESYSTEM_H
#define SECURESCAN_FILESYSTEM_H

#include <linux/magic.h>
#include <sys/vfs.h>

/* Whether an open file or folder is of proc(5) or sysfs(5), where the kernel shows itself. */
static inline int securescan_is_of_kernel(int descriptor) {
    struct statfs status;
    if (fstatfs(descriptor, &status) != 0) return 0;
    return status.f_type == PROC_SUPER_MAGIC || status.f_type == SYSFS_MAGIC;
}

#endif
