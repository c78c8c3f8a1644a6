#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <limits.h>
#include <sys/socket.h>
#include <arpa/inet.h>

typedef struct {
    char first[16];
    void *second;
    void *third;
} holder;

static int always_true(void) { return 1; }
static int always_false(void) { return 0; }
int global_five = 5;

void stack_loop_bad(void) {
    char *data;
    char bad_buffer[50];
    char source[100];
    data = bad_buffer;
    data[0] = '\0';
    memset(source, 'C', 100 - 1);
    source[100 - 1] = '\0';
    // ruleid: buffer-overflow
    memcpy(data, source, 100 * sizeof(char));
    printf("%s\n", data);
}

void stack_loop_good(void) {
    char *data;
    char good_buffer[100];
    char source[100];
    data = good_buffer;
    data[0] = '\0';
    memset(source, 'C', 100 - 1);
    source[100 - 1] = '\0';
    // ok: buffer-overflow
    memcpy(data, source, 100 * sizeof(char));
    printf("%s\n", data);
}

void stack_branch_bad(void) {
    char *data;
    char bad_buffer[50];
    char good_buffer[100];
    char source[100] = "";
    if (always_true()) {
        data = bad_buffer;
    } else {
        data = good_buffer;
    }
    // ruleid: buffer-overflow
    memmove(data, source, sizeof(source));
}

void stack_branch_good(void) {
    char *data;
    char bad_buffer[50];
    char good_buffer[100];
    char source[100] = "";
    if (always_false()) {
        data = bad_buffer;
    } else {
        data = good_buffer;
    }
    // ok: buffer-overflow
    memmove(data, source, sizeof(source));
}

void alloca_bad(void) {
    char *data = (char *)alloca(10 * sizeof(char));
    char source[11] = "AAAAAAAAAA";
    // ruleid: buffer-overflow
    strcpy(data, source);
}

void alloca_good(void) {
    char *data = (char *)alloca(11 * sizeof(char));
    char source[11] = "AAAAAAAAAA";
    // ok: buffer-overflow
    strcpy(data, source);
}

static void sink_bad(char *data) {
    char source[100] = "";
    // ruleid: buffer-overflow
    strncpy(data, source, 100 - 1);
}

void pass_bad(void) {
    char buffer[50];
    sink_bad(buffer);
}

void struct_bad(void) {
    holder value;
    value.second = NULL;
    char source[32] = "0123456789abcdef0123456789";
    // ruleid: buffer-overflow
    memcpy(value.first, source, sizeof(value));
}

void struct_good(void) {
    holder value;
    value.second = NULL;
    char source[32] = "0123456789abcdef0123456789";
    // ok: buffer-overflow
    memcpy(value.first, source, sizeof(value.first));
}

void index_socket_bad(int connection) {
    int data = -1;
    int buffer[10] = {0};
    char input[14];
    int received = recv(connection, input, sizeof(input) - 1, 0);
    if (received <= 0) return;
    input[received] = '\0';
    data = atoi(input);
    // ruleid: buffer-overflow
    buffer[data] = 1;
}

void index_socket_good(int connection) {
    int data = -1;
    int buffer[10] = {0};
    char input[14];
    int received = recv(connection, input, sizeof(input) - 1, 0);
    if (received <= 0) return;
    input[received] = '\0';
    data = atoi(input);
    if (data >= 0 && data < 10) {
        // ok: buffer-overflow
        buffer[data] = 1;
    }
}

void double_free_flag_bad(void) {
    char *data = (char *)malloc(100 * sizeof(char));
    if (data == NULL) exit(-1);
    if (global_five == 5) {
        free(data);
    }
    if (always_true()) {
        // ruleid: double-free
        free(data);
    }
}

void double_free_flag_good(void) {
    char *data = (char *)malloc(100 * sizeof(char));
    if (data == NULL) exit(-1);
    if (always_false()) {
        free(data);
    } else {
        printf("%s\n", "kept");
    }
    // ok: double-free
    free(data);
}

static char *reverse_bad(char *text) {
    size_t size = strlen(text);
    char *reversed = (char *)malloc(size + 1);
    if (reversed == NULL) exit(-1);
    for (size_t i = 0; i < size; i++) reversed[i] = text[size - i - 1];
    reversed[size] = '\0';
    free(reversed);
    // ruleid: use-after-free
    return reversed;
}

static char *reverse_good(char *text) {
    size_t size = strlen(text);
    char *reversed = (char *)malloc(size + 1);
    if (reversed == NULL) exit(-1);
    for (size_t i = 0; i < size; i++) reversed[i] = text[size - i - 1];
    reversed[size] = '\0';
    // ok: use-after-free
    return reversed;
}

void use_after_free_struct_bad(void) {
    holder *data = (holder *)malloc(sizeof(holder));
    if (data == NULL) exit(-1);
    data->first[0] = 'a';
    free(data);
    // ruleid: use-after-free
    printf("%c\n", data->first[0]);
}

void null_branch_bad(void) {
    int *data;
    if (always_true()) {
        data = NULL;
    }
    // ruleid: null-dereference
    printf("%d\n", *data);
}

void null_branch_good(void) {
    int value = 5;
    int *data;
    data = &value;
    if (always_false()) {
        data = NULL;
    }
    // ok: null-dereference
    printf("%d\n", *data);
}

void string_unchecked_bad(void) {
    char *data = (char *)calloc(20, sizeof(char));
    // ruleid: null-dereference
    strcpy(data, "Initialize");
    free(data);
}

void string_unchecked_good(void) {
    char *data = (char *)calloc(20, sizeof(char));
    if (data != NULL) {
        // ok: null-dereference
        strcpy(data, "Initialize");
        free(data);
    }
}

void multiply_bad(void) {
    int data = 0;
    char input[14] = "";
    if (fgets(input, 14, stdin) != NULL) {
        data = atoi(input);
    }
    if (data > 0) {
        // ruleid: integer-overflow
        int result = data * 2;
        printf("%d\n", result);
    }
}

void multiply_good(void) {
    int data = 0;
    char input[14] = "";
    if (fgets(input, 14, stdin) != NULL) {
        data = atoi(input);
    }
    if (data > 0 && data < (INT_MAX / 2)) {
        // ok: integer-overflow
        int result = data * 2;
        printf("%d\n", result);
    }
}

void format_environment_bad(void) {
    char data[100] = "";
    size_t length = strlen(data);
    char *environment = getenv("ADD");
    if (environment != NULL) strncat(data + length, environment, 100 - length - 1);
    // ruleid: format-string
    fprintf(stdout, data);
}

void format_environment_good(void) {
    char data[100] = "";
    size_t length = strlen(data);
    char *environment = getenv("ADD");
    if (environment != NULL) strncat(data + length, environment, 100 - length - 1);
    // ok: format-string
    fprintf(stdout, "%s\n", data);
}

void exec_environment_bad(void) {
    char data[100] = "dir ";
    char *environment = getenv("ADD");
    if (environment != NULL) strncat(data, environment, 90);
    // ruleid: command-injection
    execl("/bin/sh", "/bin/sh", "-c", data, NULL);
}

void exec_environment_good(void) {
    char data[100] = "dir ";
    strcat(data, "*.*");
    // ok: command-injection
    execl("/bin/sh", "/bin/sh", "-c", data, NULL);
}

void path_socket_bad(int connection) {
    char data[250] = "/tmp/";
    size_t length = strlen(data);
    int received = recv(connection, data + length, sizeof(data) - length - 1, 0);
    if (received <= 0) return;
    data[length + received] = '\0';
    // ruleid: path-traversal
    FILE *file = fopen(data, "wb+");
    if (file) fclose(file);
}

void path_socket_good(int connection) {
    char data[250] = "/tmp/";
    (void)connection;
    strcat(data, "file.txt");
    // ok: path-traversal
    FILE *file = fopen(data, "rb");
    if (file) fclose(file);
}

void password_bad(const char *user) {
    // ruleid: hardcoded-secret
    char *password = "ABCD1234!";
    printf("%s %s\n", user, password);
}

void password_good(const char *user) {
    char password[100] = "";
    if (fgets(password, 100, stdin) == NULL) return;
    // ok: hardcoded-secret
    printf("%s %zu\n", user, strlen(password));
}
