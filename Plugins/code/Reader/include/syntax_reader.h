/* The concrete syntax tree of a source text as one flat array, so that Swift walks it without a call per node.
 *
 * A thin layer over tree-sitter. Nothing here keeps state between calls except the parser object, which belongs to one
 * thread at a time. When the product was built without the parsers, every language is missing and nothing else fails.
 */
#ifndef SYNTAX_READER_H
#define SYNTAX_READER_H
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What is special about a node. */
enum {
    SYNTAX_NAMED = 1,      /* of the grammar's named kinds; otherwise a keyword or a punctuation mark */
    SYNTAX_MISSING = 2,    /* not in the text: the parser put it there to go on */
    SYNTAX_ERROR = 4,      /* text that fits nothing */
    SYNTAX_EXTRA = 8,      /* may stand anywhere: a comment */
    SYNTAX_HAS_ERROR = 16  /* an error somewhere below */
};

/* Nodes come in order of their beginnings, parents before children. */
typedef struct syntax_node {
    uint32_t start, end;   /* bytes of the text; end is the one after the last */
    uint32_t next;         /* index of the first node after this one's subtree */
    uint16_t symbol;       /* kind, see syntax_symbol_name */
    uint16_t field;        /* what the parent calls it, 0 when nothing, see syntax_field_name */
    uint16_t flags;
    uint16_t depth;        /* 0 for the root; 65535 also stands for anything deeper */
} syntax_node;

typedef enum syntax_status {
    SYNTAX_OK = 0,
    SYNTAX_TOO_LONG,       /* of time */
    SYNTAX_TOO_MANY,       /* nodes */
    SYNTAX_NO_MEMORY
} syntax_status;

typedef struct syntax_limits {
    uint64_t microseconds; /* of parsing, by the monotonic clock */
    uint32_t nodes;        /* of the array */
} syntax_limits;

typedef struct syntax_language syntax_language;
typedef struct syntax_parser syntax_parser;

/* NULL when the product was built without this language's parser. Names are the grammars': "python", "tsx". */
const syntax_language *syntax_find(const char *name);

uint32_t syntax_symbol_count(const syntax_language *language);
const char *syntax_symbol_name(const syntax_language *language, uint16_t symbol);
uint32_t syntax_field_count(const syntax_language *language);
/* Fields count from 1. */
const char *syntax_field_name(const syntax_language *language, uint16_t field);

/* NULL without memory. */
syntax_parser *syntax_parser_new(void);
void syntax_parser_free(syntax_parser *parser);

/* Parses a text of less than 4 GiB. On SYNTAX_OK the nodes are lent until the next call with the same parser. */
syntax_status syntax_parse(syntax_parser *parser, const syntax_language *language, const char *text, uint32_t length,
                           syntax_limits limits, const syntax_node **nodes, uint32_t *count);

#ifdef __cplusplus
}
#endif
#endif
