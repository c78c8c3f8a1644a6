#ifndef UTIL_H
#define UTIL_H
#include <stddef.h>
const char *query_value(const char *name);
int is_word(const char *text);
void run_report(const char *name);
char *copy_text(const char *text);
void release(char *text);
#endif
