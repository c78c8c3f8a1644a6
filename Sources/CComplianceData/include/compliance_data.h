/* The data of the module Compliance, embedded at build time. */
#ifndef COMPLIANCE_DATA_H
#define COMPLIANCE_DATA_H

#include <stddef.h>

/* One file; `bytes` are not terminated and live as long as the process. */
struct compliance_file {
  const char *name;
  const unsigned char *bytes;
  size_t length;
};

/* How many frameworks there are. */
size_t compliance_framework_count(void);

/* The file of one of them, in the order in which they are listed; `index` is below the count. */
struct compliance_file compliance_framework(size_t index);

/* The CWE list: a line `id TAB kind TAB parents TAB name` for each entry. */
struct compliance_file compliance_weaknesses(void);

#endif
