/* Programs that are started with what comes in, and formats that come in themselves. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

static const int maintenance = 0;
static const char *const known_services[] = {"mail", "web", "backup"};

int ping_argument(int argc, char **argv) {
    char line[256];
    if (argc < 2) return 1;
    snprintf(line, sizeof line, "ping -c 1 %s", argv[1]);
    // ruleid: command-injection
    return system(line);
}

int ping_constant(int argc, char **argv) {
    char line[256];
    (void)argv;
    snprintf(line, sizeof line, "ping -c %d gateway", argc);
    // ok: command-injection
    return system(line);
}

int list_environment(void) {
    const char *folder = getenv("REPORT_FOLDER");
    char line[512] = "ls -l ";
    if (!folder) return 1;
    strncat(line, folder, sizeof line - strlen(line) - 1);
    // ruleid: command-injection
    return system(line);
}

int list_fixed(void) {
    const char *folder = getenv("REPORT_FOLDER");
    // ok: command-injection
    return folder ? system("ls -l /srv/reports") : 1;
}

FILE *open_filter(int argc, char **argv) {
    char line[300];
    if (argc < 3) return NULL;
    strcpy(line, "grep -n ");
    snprintf(line + 8, sizeof line - 8, "%s notes.txt", argv[2]);
    // ruleid: command-injection
    return popen(line, "r");
}

FILE *open_fixed_filter(void) {
    // ok: command-injection
    return popen("grep -n error /var/log/shop.log", "r");
}

int read_and_run(int connection) {
    char request[128];
    ssize_t size = recv(connection, request, sizeof request - 1, 0);
    if (size <= 0) return 1;
    request[size] = '\0';
    // ruleid: command-injection
    return execl("/bin/sh", "sh", "-c", request, (char *)NULL);
}

int read_and_show(int connection) {
    char request[128];
    ssize_t size = recv(connection, request, sizeof request - 1, 0);
    if (size <= 0) return 1;
    request[size] = '\0';
    // ok: command-injection
    return execl("/usr/bin/nslookup", "nslookup", request, (char *)NULL);
}

int restart_known(int argc, char **argv) {
    char line[64];
    if (argc < 2) return 1;
    for (size_t i = 0; i < sizeof known_services / sizeof *known_services; i++) {
        if (strcmp(argv[1], known_services[i]) != 0) continue;
        snprintf(line, sizeof line, "systemctl restart %s", known_services[i]);
        // ok: command-injection
        return system(line);
    }
    return 1;
}

int restart_named(void) {
    char name[64], line[128];
    if (!fgets(name, sizeof name, stdin)) return 1;
    name[strcspn(name, "\n")] = '\0';
    snprintf(line, sizeof line, "systemctl restart %s", name);
    // ruleid: command-injection
    return system(line);
}

int restart_numbered(void) {
    char text[16], line[64];
    if (!fgets(text, sizeof text, stdin)) return 1;
    snprintf(line, sizeof line, "systemctl restart worker@%ld", strtol(text, NULL, 10));
    // ok: command-injection
    return system(line);
}

int run_in_maintenance(int argc, char **argv) {
    const char *line = "true";
    if (maintenance && argc > 1) line = argv[1];
    // ok: command-injection
    return system(line);
}

int start_named(int argc, char **argv) {
    char *program = argc > 1 ? argv[1] : "date";
    // ruleid: command-injection
    return execlp(program, program, (char *)NULL);
}

void print_argument(char **argv) {
    // ruleid: format-string
    printf(argv[1]);
}

void print_text(char **argv) {
    // ok: format-string
    printf("%s", argv[1]);
}

void print_line(void) {
    char line[200];
    if (!fgets(line, sizeof line, stdin)) return;
    // ruleid: format-string
    fprintf(stderr, line);
    // ok: format-string
    fputs(line, stderr);
}

void log_environment(void) {
    const char *user = getenv("USER");
    if (!user) return;
    // ruleid: format-string
    syslog(LOG_INFO, user);
    // ok: format-string
    syslog(LOG_INFO, "user %s", user);
}

void build_text(char **argv, char *out, size_t size) {
    // ruleid: format-string
    snprintf(out, size, argv[2], 1);
}

void build_chosen(char **argv, char *out, size_t size) {
    const char *layout = strcmp(argv[2], "short") == 0 ? "%d" : "%d items";
    // ok: format-string
    snprintf(out, size, layout, 1);
}

void received_format(int connection) {
    char text[64] = {0};
    recv(connection, text, sizeof text - 1, 0);
    // ruleid: format-string
    dprintf(connection, text);
    // ok: format-string
    dprintf(connection, "%s\n", text);
}

int main(int argc, char **argv) {
    char text[128];
    if (argc < 3) return 1;
    print_argument(argv);
    print_text(argv);
    build_text(argv, text, sizeof text);
    build_chosen(argv, text, sizeof text);
    FILE *lines = open_filter(argc, argv);
    if (lines) pclose(lines);
    return ping_argument(argc, argv) + ping_constant(argc, argv) + restart_known(argc, argv)
        + run_in_maintenance(argc, argv) + start_named(argc, argv);
}
