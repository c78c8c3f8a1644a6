#include "util.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *query_value(const char *name) {
    const char *query = getenv("QUERY_STRING");
    if (query == NULL) return "";
    const char *found = strstr(query, name);
    return found ? found + strlen(name) + 1 : "";
}

int is_word(const char *text) {
    for (; *text; text++)
        if (!isalnum((unsigned char)*text)) return 0;
    return 1;
}

void run_report(const char *name) {
    char command[256];
    snprintf(command, sizeof(command), "report %s", name);
    // ruleid: command-injection
    system(command);
}

char *copy_text(const char *text) {
    char *copy = malloc(strlen(text) + 1);
    if (copy == NULL) return NULL;
    strcpy(copy, text);
    return copy;
}

void release(char *text) {
    free(text);
}
