/* The functions are imported under their real names, pcre2_compile_8 and so on: the short ones are macros. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
