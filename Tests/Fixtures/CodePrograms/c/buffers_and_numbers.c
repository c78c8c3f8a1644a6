/* Copies into buffers of a fixed size, and sizes that are calculated. */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define NAME_SIZE 32

struct contact {
    char name[NAME_SIZE];
    int age;
};

void copy_argument(char **argv) {
    char name[NAME_SIZE];
    // ruleid: buffer-overflow
    strcpy(name, argv[1]);
    puts(name);
}

void copy_checked(char **argv) {
    char name[NAME_SIZE];
    if (strlen(argv[1]) >= sizeof name) return;
    // ok: buffer-overflow
    strcpy(name, argv[1]);
    puts(name);
}

void copy_literal(void) {
    char name[NAME_SIZE];
    // ok: buffer-overflow
    strcpy(name, "unknown");
    puts(name);
}

void copy_limited(char **argv) {
    char name[NAME_SIZE];
    // ok: buffer-overflow
    snprintf(name, sizeof name, "%s", argv[1]);
    puts(name);
}

void append_environment(void) {
    char path[64] = "/home/";
    const char *user = getenv("LOGNAME");
    if (!user) return;
    // ruleid: buffer-overflow
    strcat(path, user);
    puts(path);
}

void append_limited(void) {
    char path[64] = "/home/";
    const char *user = getenv("LOGNAME");
    if (!user) return;
    // ok: buffer-overflow
    strncat(path, user, sizeof path - strlen(path) - 1);
    puts(path);
}

void format_argument(char **argv) {
    char line[40];
    // ruleid: buffer-overflow
    sprintf(line, "name=%s", argv[1]);
    puts(line);
}

void format_number(int number) {
    char line[40];
    // ok: buffer-overflow
    sprintf(line, "number=%d", number);
    puts(line);
}

void read_line_blindly(void) {
    char line[80];
    // ruleid: buffer-overflow
    gets(line);
    puts(line);
}

void read_line(void) {
    char line[80];
    // ok: buffer-overflow
    if (fgets(line, sizeof line, stdin)) puts(line);
}

void scan_word(void) {
    char word[16];
    // ruleid: buffer-overflow
    if (scanf("%s", word) == 1) puts(word);
}

void scan_limited_word(void) {
    char word[16];
    // ok: buffer-overflow
    if (scanf("%15s", word) == 1) puts(word);
}

void copy_counted(struct contact *contact, int connection) {
    char packet[1024];
    uint32_t size;
    if (recv(connection, packet, sizeof packet, 0) < (ssize_t)sizeof size) return;
    memcpy(&size, packet, sizeof size);
    // ruleid: buffer-overflow
    memcpy(contact->name, packet + sizeof size, size);
}

void copy_counted_checked(struct contact *contact, int connection) {
    char packet[1024];
    uint32_t size;
    if (recv(connection, packet, sizeof packet, 0) < (ssize_t)sizeof size) return;
    memcpy(&size, packet, sizeof size);
    if (size >= sizeof contact->name) return;
    // ok: buffer-overflow
    memcpy(contact->name, packet + sizeof size, size);
    contact->name[size] = '\0';
}

char *copy_allocated(const char *text) {
    char *copy = malloc(strlen(text) + 1);
    // ok: buffer-overflow
    if (copy) strcpy(copy, text);
    return copy;
}

void read_too_much(int file) {
    char block[64];
    // ruleid: buffer-overflow
    read(file, block, 640);
}

void read_block(int file) {
    char block[64];
    // ok: buffer-overflow
    read(file, block, sizeof block);
}

struct contact *contacts_of(char **argv) {
    size_t count = strtoul(argv[1], NULL, 10);
    // ruleid: integer-overflow
    return malloc(count * sizeof(struct contact));
}

struct contact *contacts_cleared(char **argv) {
    size_t count = strtoul(argv[1], NULL, 10);
    // ok: integer-overflow
    return calloc(count, sizeof(struct contact));
}

struct contact *contacts_checked(char **argv) {
    size_t count = strtoul(argv[1], NULL, 10);
    if (count > SIZE_MAX / sizeof(struct contact)) return NULL;
    // ok: integer-overflow
    return malloc(count * sizeof(struct contact));
}

char *line_of(char **argv) {
    int size = atoi(argv[1]);
    // ruleid: integer-overflow
    return malloc(size + 1);
}

char *line_of_checked(char **argv) {
    int size = atoi(argv[1]);
    if (size < 0 || size > 4096) return NULL;
    // ok: integer-overflow
    return malloc((size_t)size + 1);
}

int *grown(int *numbers) {
    unsigned int count = 0;
    if (scanf("%u", &count) != 1) return NULL;
    // ruleid: integer-overflow
    return realloc(numbers, count * 2 * sizeof(int));
}

int *grown_checked(int *numbers) {
    unsigned int count = 0;
    if (scanf("%u", &count) != 1 || count > 1000) return NULL;
    // ok: integer-overflow
    return realloc(numbers, count * 2 * sizeof(int));
}

int main(int argc, char **argv) {
    if (argc < 2) return 1;
    copy_argument(argv);
    copy_checked(argv);
    copy_limited(argv);
    format_argument(argv);
    free(copy_allocated(argv[1]));
    free(contacts_of(argv));
    free(contacts_cleared(argv));
    free(contacts_checked(argv));
    free(line_of(argv));
    free(line_of_checked(argv));
    free(grown(NULL));
    free(grown_checked(NULL));
    return 0;
}
