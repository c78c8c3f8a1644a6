#include "syntax_reader.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#if __has_include(<tree_sitter/api.h>)
#include <tree_sitter/api.h>

/* Made by scripts/grammars: the parsers that are there, up to an entry without a name. */
struct grammar {
    const char *name;
    const TSLanguage *(*language)(void);
};
extern const struct grammar syntax_grammars[];

struct syntax_parser {
    TSParser *parser;
    syntax_node *nodes;
    uint32_t capacity;
};

static const TSLanguage *raw(const syntax_language *language) { return (const TSLanguage *)language; }

const syntax_language *syntax_find(const char *name) {
    for (const struct grammar *grammar = syntax_grammars; grammar->name; grammar++)
        if (strcmp(grammar->name, name) == 0) return (const syntax_language *)grammar->language();
    return NULL;
}

uint32_t syntax_symbol_count(const syntax_language *language) { return ts_language_symbol_count(raw(language)); }

const char *syntax_symbol_name(const syntax_language *language, uint16_t symbol) {
    return ts_language_symbol_name(raw(language), symbol);
}

uint32_t syntax_field_count(const syntax_language *language) { return ts_language_field_count(raw(language)); }

const char *syntax_field_name(const syntax_language *language, uint16_t field) {
    return ts_language_field_name_for_id(raw(language), field);
}

syntax_parser *syntax_parser_new(void) {
    syntax_parser *parser = calloc(1, sizeof *parser);
    if (!parser) return NULL;
    parser->parser = ts_parser_new();
    return parser;
}

void syntax_parser_free(syntax_parser *parser) {
    if (!parser) return;
    ts_parser_delete(parser->parser);
    free(parser->nodes);
    free(parser);
}

/* The thread's own: a busy machine is not the file's fault. */
static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

typedef struct text {
    const char *bytes;
    uint32_t length;
    uint64_t deadline;
} text;

static const char *rest(void *payload, uint32_t offset, TSPoint position, uint32_t *length) {
    const text *text = payload;
    (void)position;
    *length = offset < text->length ? text->length - offset : 0;
    return text->bytes + (offset < text->length ? offset : 0);
}

static bool is_late(TSParseState *state) { return now() > ((const text *)state->payload)->deadline; }

static int grow(syntax_parser *parser, uint32_t most) {
    uint32_t capacity = parser->capacity ? parser->capacity * 2 : 4096;
    if (capacity > most) capacity = most;
    syntax_node *nodes = realloc(parser->nodes, (size_t)capacity * sizeof *nodes);
    if (!nodes) return 0;
    parser->nodes = nodes;
    parser->capacity = capacity;
    return 1;
}

static syntax_node flattened(TSTreeCursor *cursor, uint32_t depth) {
    TSNode node = ts_tree_cursor_current_node(cursor);
    unsigned flags = ts_node_is_named(node) ? SYNTAX_NAMED : 0;
    if (ts_node_is_missing(node)) flags |= SYNTAX_MISSING;
    if (ts_node_is_error(node)) flags |= SYNTAX_ERROR;
    if (ts_node_is_extra(node)) flags |= SYNTAX_EXTRA;
    if (ts_node_has_error(node)) flags |= SYNTAX_HAS_ERROR;
    return (syntax_node){
        .start = ts_node_start_byte(node),
        .end = ts_node_end_byte(node),
        .symbol = ts_node_symbol(node),
        .field = ts_tree_cursor_current_field_id(cursor),
        .flags = (uint16_t)flags,
        .depth = (uint16_t)(depth > UINT16_MAX ? UINT16_MAX : depth),
    };
}

/* Walks without recursion, for trees of any depth. A node's `next` holds its parent's index until its subtree ends. */
static syntax_status flatten(syntax_parser *parser, TSTreeCursor *cursor, uint32_t most, uint32_t *count) {
    uint32_t used = 0, depth = 0, parent = UINT32_MAX;
    for (;;) {
        if (used == most) return SYNTAX_TOO_MANY;
        if (used == parser->capacity && !grow(parser, most)) return SYNTAX_NO_MEMORY;
        uint32_t here = used++;
        parser->nodes[here] = flattened(cursor, depth);
        parser->nodes[here].next = parent;
        if (ts_tree_cursor_goto_first_child(cursor)) {
            parent = here;
            depth++;
            continue;
        }
        parser->nodes[here].next = used;
        while (!ts_tree_cursor_goto_next_sibling(cursor)) {
            if (!ts_tree_cursor_goto_parent(cursor)) {
                *count = used;
                return SYNTAX_OK;
            }
            uint32_t above = parser->nodes[parent].next;
            parser->nodes[parent].next = used;
            parent = above;
            depth--;
        }
    }
}

syntax_status syntax_parse(syntax_parser *parser, const syntax_language *language, const char *bytes, uint32_t length,
                           syntax_limits limits, const syntax_node **nodes, uint32_t *count) {
    *nodes = NULL;
    *count = 0;
    if (!parser->parser || !ts_parser_set_language(parser->parser, raw(language))) return SYNTAX_NO_MEMORY;
    text text = {.bytes = bytes, .length = length, .deadline = now() + limits.microseconds};
    TSInput input = {.payload = &text, .read = rest, .encoding = TSInputEncodingUTF8};
    TSParseOptions options = {.payload = &text, .progress_callback = is_late};
    TSTree *tree = ts_parser_parse_with_options(parser->parser, NULL, input, options);
    if (!tree) {
        /* Otherwise the next text would be taken for the rest of this one. */
        ts_parser_reset(parser->parser);
        return SYNTAX_TOO_LONG;
    }
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
    syntax_status status = flatten(parser, &cursor, limits.nodes, count);
    ts_tree_cursor_delete(&cursor);
    ts_tree_delete(tree);
    if (status == SYNTAX_OK) *nodes = parser->nodes;
    return status;
}

#else /* built without the parsers */

struct syntax_parser {
    char unused;
};

const syntax_language *syntax_find(const char *name) {
    (void)name;
    return NULL;
}

uint32_t syntax_symbol_count(const syntax_language *language) {
    (void)language;
    return 0;
}

const char *syntax_symbol_name(const syntax_language *language, uint16_t symbol) {
    (void)language, (void)symbol;
    return "";
}

uint32_t syntax_field_count(const syntax_language *language) {
    (void)language;
    return 0;
}

const char *syntax_field_name(const syntax_language *language, uint16_t field) {
    (void)language, (void)field;
    return "";
}

syntax_parser *syntax_parser_new(void) { return calloc(1, sizeof(syntax_parser)); }

void syntax_parser_free(syntax_parser *parser) { free(parser); }

syntax_status syntax_parse(syntax_parser *parser, const syntax_language *language, const char *text, uint32_t length,
                           syntax_limits limits, const syntax_node **nodes, uint32_t *count) {
    (void)parser, (void)language, (void)text, (void)length, (void)limits;
    *nodes = NULL;
    *count = 0;
    return SYNTAX_NO_MEMORY;
}

#endif
