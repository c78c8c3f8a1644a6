#ifndef SECURESCAN_LIBARCHIVE_SHIM_H
#define SECURESCAN_LIBARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

#endif
