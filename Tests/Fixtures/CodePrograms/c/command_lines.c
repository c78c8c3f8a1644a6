#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdarg.h>
#include <unistd.h>
#include <syslog.h>
#include <spawn.h>
#include <sys/socket.h>
#include <netinet/in.h>

extern char **environ;

#define LIST_COMMAND "ls -la "
static const int STATIC_CONST_TRUE = 1;
static const int STATIC_CONST_FALSE = 0;
static int staticFive = 5;

static void bad_fgets(void) {
    char data[100] = "";
    char line[200];
    if (fgets(data, sizeof(data), stdin) == NULL) return;
    strcpy(line, LIST_COMMAND);
    strcat(line, data);
    // ruleid: command-injection
    system(line);
}

static void good_fixed(void) {
    char data[100] = "";
    char line[200];
    strcpy(data, "*.*");
    strcpy(line, LIST_COMMAND);
    strcat(line, data);
    // ok: command-injection
    system(line);
}

static void bad_branch(void) {
    char data[100] = "ls ";
    if (STATIC_CONST_TRUE) {
        size_t length = strlen(data);
        fgets(data + length, (int)(100 - length), stdin);
    }
    // ruleid: command-injection
    system(data);
}

static void good_branch(void) {
    char data[100] = "ls ";
    if (STATIC_CONST_FALSE) {
        size_t length = strlen(data);
        fgets(data + length, (int)(100 - length), stdin);
    } else {
        strcat(data, "*.*");
    }
    // ok: command-injection
    system(data);
}

static void good_five(void) {
    char data[100] = "ls ";
    if (staticFive != 5) {
        char *text = getenv("ADD");
        if (text) strncat(data, text, 90);
    }
    // ok: command-injection
    popen(data, "r");
}

static void bad_socket(void) {
    char data[100] = "";
    int connection = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    int received = recv(connection, data, sizeof(data) - 1, 0);
    if (received <= 0) return;
    data[received] = '\0';
    // ruleid: command-injection
    execlp("sh", "sh", "-c", data, NULL);
}

static void good_exec_argument(int argc, char **argv) {
    if (argc < 2) return;
    // ok: command-injection
    execlp("ls", "ls", "--", argv[1], NULL);
}

static void bad_exec_path(void) {
    char *program = getenv("PAGER_PROGRAM");
    char *arguments[] = {program, NULL};
    // ruleid: command-injection
    execvp(program, arguments);
}

static void bad_spawn(char **argv) {
    pid_t child;
    char *arguments[] = {"sh", "-c", argv[1], NULL};
    // ruleid: command-injection
    posix_spawn(&child, "/bin/sh", NULL, NULL, arguments, environ);
}

static void bad_sink(char *data) {
    // ruleid: command-injection
    popen(data, "w");
}

void bad_through_call(void) {
    char *data;
    char buffer[100] = "";
    data = buffer;
    read(0, data, 99);
    bad_sink(data);
}

static void good_sink(char *data) {
    // ok: command-injection
    popen(data, "w");
}

void good_through_call(void) {
    char *data;
    char buffer[100] = "";
    data = buffer;
    strcpy(data, "ls");
    good_sink(data);
}

struct request {
    char name[64];
    char kind[64];
};

static void struct_fields(void) {
    struct request request;
    fgets(request.name, sizeof(request.name), stdin);
    strcpy(request.kind, "plain");
    // ok: command-injection
    system(request.kind);
    // ruleid: command-injection
    system(request.name);
}

static void allow_list(char **argv) {
    char line[100];
    if (strcmp(argv[1], "start") != 0 && strcmp(argv[1], "stop") != 0) return;
    snprintf(line, sizeof(line), "service web %s", argv[1]);
    // ok: command-injection
    system(line);
}

static void char_check(char **argv) {
    char line[100];
    if (strspn(argv[1], "abcdefghijklmnopqrstuvwxyz") != strlen(argv[1])) exit(1);
    snprintf(line, sizeof(line), "service %s restart", argv[1]);
    // ok: command-injection
    system(line);
}

static void pick(char **argv) {
    const char *command;
    switch (argv[1][0]) {
        case 'a': command = "apt list"; break;
        case 'd': command = "dpkg -l"; break;
        default: command = "true";
    }
    // ok: command-injection
    system(command);
}

static void getline_bad(void) {
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, stdin) > 0) {
        // ruleid: command-injection
        system(line);
    }
    free(line);
}

static void fscanf_bad(FILE *file) {
    char word[64];
    char *line;
    fscanf(file, "%63s", word);
    if (asprintf(&line, "host %s", word) < 0) return;
    // ruleid: command-injection
    system(line);
    free(line);
}

static void format_bad(int argc, char **argv) {
    if (argc < 2) return;
    // ruleid: format-string
    printf(argv[1]);
    // ok: format-string
    printf("%s", argv[1]);
    // ruleid: format-string
    fprintf(stderr, argv[1]);
    // ruleid: format-string
    syslog(LOG_INFO, argv[1]);
    // ok: format-string
    syslog(LOG_INFO, "%s", argv[1]);
}

static void format_variable(void) {
    char data[100] = "";
    char destination[100];
    fgets(data, 100, stdin);
    // ruleid: format-string
    snprintf(destination, sizeof(destination) - 1, data);
    // ok: format-string
    snprintf(destination, sizeof(destination) - 1, "%s", data);
}

static void format_vprint(char *data, ...) {
    va_list arguments;
    va_start(arguments, data);
    // ruleid: format-string
    vfprintf(stdout, data, arguments);
    va_end(arguments);
}

void format_vbad(void) {
    char *data = getenv("GREETING");
    format_vprint(data, data);
}

static void format_good_constant(void) {
    char data[100] = "";
    strcpy(data, "fixedstringtest");
    // ok: format-string
    printf(data);
}

static void format_table(int which) {
    const char *formats[] = {"%d items\n", "%d things\n"};
    // ok: format-string
    printf(formats[which & 1], which);
}
