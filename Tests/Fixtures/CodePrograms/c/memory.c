#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <limits.h>
#include <stdint.h>
#include <unistd.h>

void copy_small(void) {
    char data[100];
    char dest[50] = "";
    memset(data, 'A', 99);
    data[99] = '\0';
    // ruleid: buffer-overflow
    strcpy(dest, data);
}

void copy_fits(void) {
    char data[50];
    char dest[50] = "";
    memset(data, 'A', 49);
    data[49] = '\0';
    // ok: buffer-overflow
    strcpy(dest, data);
}

void copy_argument(char **argv) {
    char dest[16];
    // ruleid: buffer-overflow
    strcpy(dest, argv[1]);
}

void copy_argument_checked(char **argv) {
    char dest[16];
    if (strlen(argv[1]) >= sizeof(dest)) return;
    // ok: buffer-overflow
    strcpy(dest, argv[1]);
}

void copy_argument_allocated(char **argv) {
    char *dest = malloc(strlen(argv[1]) + 1);
    if (!dest) return;
    // ok: buffer-overflow
    strcpy(dest, argv[1]);
    free(dest);
}

void copy_environment(void) {
    char dest[64];
    char *home = getenv("HOME");
    if (!home) return;
    // ruleid: buffer-overflow
    sprintf(dest, "%s/.config", home);
    // ok: buffer-overflow
    snprintf(dest, sizeof(dest), "%s/.config", home);
}

void copy_literal(void) {
    char dest[32];
    // ok: buffer-overflow
    strcpy(dest, "hello");
    // ok: buffer-overflow
    strcat(dest, " world");
}

void copy_literal_too_long(void) {
    char dest[8];
    // ruleid: buffer-overflow
    strcpy(dest, "a text that is too long");
}

void memcpy_constant(void) {
    char source[100];
    char dest[50];
    memset(source, 'C', 99);
    source[99] = '\0';
    // ruleid: buffer-overflow
    memcpy(dest, source, 100 * sizeof(char));
    // ok: buffer-overflow
    memcpy(dest, source, 50);
    // ruleid: buffer-overflow
    memmove(dest, source, sizeof(source));
    // ok: buffer-overflow
    memmove(dest, source, sizeof(dest));
}

void heap_small(void) {
    char *data = (char *)malloc(50 * sizeof(char));
    char source[100];
    if (data == NULL) exit(-1);
    memset(source, 'C', 99);
    source[99] = '\0';
    // ruleid: buffer-overflow
    strncpy(data, source, 99);
    free(data);
}

void heap_fits(void) {
    char *data = (char *)malloc(100 * sizeof(char));
    char source[100];
    if (data == NULL) exit(-1);
    memset(source, 'C', 99);
    source[99] = '\0';
    // ok: buffer-overflow
    strncpy(data, source, 99);
    free(data);
}

void gets_it(void) {
    char line[80];
    // ruleid: buffer-overflow
    gets(line);
    // ok: buffer-overflow
    fgets(line, sizeof(line), stdin);
    // ruleid: buffer-overflow
    fgets(line, 100, stdin);
}

void scan_it(void) {
    char word[20];
    // ruleid: buffer-overflow
    scanf("%s", word);
    // ok: buffer-overflow
    scanf("%19s", word);
    int number;
    // ok: buffer-overflow
    scanf("%d", &number);
}

void read_it(int file) {
    char block[64];
    // ruleid: buffer-overflow
    read(file, block, 128);
    // ok: buffer-overflow
    read(file, block, sizeof block);
}

void index_constant(void) {
    int values[10];
    // ruleid: buffer-overflow
    values[10] = 1;
    // ok: buffer-overflow
    values[9] = 1;
}

void index_input(void) {
    int buffer[10] = {0};
    int data = -1;
    char line[14];
    if (fgets(line, 14, stdin) == NULL) return;
    data = atoi(line);
    if (data >= 0) {
        // ruleid: buffer-overflow
        buffer[data] = 1;
    }
    if (data >= 0 && data < 10) {
        // ok: buffer-overflow
        buffer[data] = 1;
    }
}

void loop_beyond(void) {
    int values[10];
    // ruleid: buffer-overflow
    for (int i = 0; i <= 10; i++) values[i] = i;
}

void loop_within(void) {
    int values[10];
    // ok: buffer-overflow
    for (int i = 0; i < 10; i++) values[i] = i;
}

void double_free_bad(void) {
    char *data = malloc(100);
    if (data == NULL) return;
    free(data);
    // ruleid: double-free
    free(data);
}

void double_free_good(void) {
    char *data = malloc(100);
    if (data == NULL) return;
    free(data);
    data = NULL;
    // ok: double-free
    free(data);
}

void double_free_branch(int fail) {
    char *data = malloc(100);
    if (!data) return;
    if (fail) {
        free(data);
    }
    // ruleid: double-free
    free(data);
}

void double_free_return(int fail) {
    char *data = malloc(100);
    if (!data) return;
    if (fail) {
        free(data);
        return;
    }
    // ok: double-free
    free(data);
}

void use_after_free_bad(void) {
    char *data = malloc(100);
    if (data == NULL) return;
    strcpy(data, "text");
    free(data);
    // ruleid: use-after-free
    printf("%s\n", data);
}

void use_after_free_good(void) {
    char *data = malloc(100);
    if (data == NULL) return;
    strcpy(data, "text");
    // ok: use-after-free
    printf("%s\n", data);
    free(data);
}

struct node {
    int value;
    struct node *next;
};

void free_list_bad(struct node *head) {
    // ruleid: use-after-free
    for (struct node *p = head; p != NULL; p = p->next) {
        free(p);
    }
}

void free_list_good(struct node *head) {
    while (head != NULL) {
        struct node *next = head->next;
        // ok: use-after-free
        free(head);
        head = next;
    }
}

char *return_freed(void) {
    char *data = malloc(10);
    if (!data) return NULL;
    free(data);
    // ruleid: use-after-free
    return data;
}

void field_after_free(void) {
    struct node *n = malloc(sizeof *n);
    if (!n) return;
    free(n);
    // ruleid: use-after-free
    n->value = 4;
}

void reassigned_after_free(void) {
    char *data = malloc(10);
    free(data);
    data = malloc(20);
    if (!data) return;
    // ok: use-after-free
    data[0] = 'a';
    free(data);
}

void null_bad(void) {
    int *data = NULL;
    // ruleid: null-dereference
    printf("%d\n", *data);
}

void null_good(void) {
    int value = 3;
    int *data = NULL;
    data = &value;
    // ok: null-dereference
    printf("%d\n", *data);
}

void null_unchecked(void) {
    struct node *n = malloc(sizeof(struct node));
    // ruleid: null-dereference
    n->value = 1;
    free(n);
}

void null_checked(void) {
    struct node *n = malloc(sizeof(struct node));
    if (n == NULL) abort();
    // ok: null-dereference
    n->value = 1;
    free(n);
}

void null_condition(struct node *n) {
    if (n == NULL) {
        // ruleid: null-dereference
        printf("%d\n", n->value);
    }
}

void null_and(struct node *n) {
    // ok: null-dereference
    if (n != NULL && n->value > 5) puts("large");
    // ruleid: null-dereference
    if ((n == NULL) && (n->value > 5)) puts("strange");
}

void add_bad(void) {
    int data = 0;
    fscanf(stdin, "%d", &data);
    // ruleid: integer-overflow
    int result = data + 1;
    printf("%d\n", result);
}

void add_good(void) {
    int data = 0;
    fscanf(stdin, "%d", &data);
    if (data < INT_MAX) {
        // ok: integer-overflow
        int result = data + 1;
        printf("%d\n", result);
    }
}

void multiply_alloc_bad(void) {
    size_t count;
    if (scanf("%zu", &count) != 1) return;
    // ruleid: integer-overflow
    int *values = malloc(count * sizeof(int));
    free(values);
}

void multiply_alloc_good(void) {
    size_t count;
    if (scanf("%zu", &count) != 1) return;
    // ok: integer-overflow
    int *values = calloc(count, sizeof(int));
    free(values);
}

void multiply_checked(void) {
    size_t count;
    if (scanf("%zu", &count) != 1) return;
    if (count > 1000) return;
    // ok: integer-overflow
    int *values = malloc(count * sizeof(int));
    free(values);
}

void divide_bad(void) {
    int data = 0;
    fscanf(stdin, "%d", &data);
    // ruleid: divide-by-zero
    printf("%d\n", 100 / data);
}

void divide_good(void) {
    int data = 0;
    fscanf(stdin, "%d", &data);
    if (data != 0) {
        // ok: divide-by-zero
        printf("%d\n", 100 / data);
    }
}
