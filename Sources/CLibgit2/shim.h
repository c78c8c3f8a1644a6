#ifndef SECURESCAN_LIBGIT2_SHIM_H
#define SECURESCAN_LIBGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/repository.h>

/* git_libgit2_opts is variadic, which Swift does not import: one function for each shape of its arguments. */

static inline int securescan_git_set_flag(int option, int value) { return git_libgit2_opts(option, value); }

static inline int securescan_git_set_size(int option, size_t value) { return git_libgit2_opts(option, value); }

static inline int securescan_git_set_search_path(int level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

#endif
