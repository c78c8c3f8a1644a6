# Turns the preprocessed plugin header (`cc -E -dD scanner_api.h`) into a C program that prints the layout.
#
# Only names and the order of declarations are taken from the text. Offsets, sizes and values come out of the
# compiler when the program runs, and every type read here is compared with the compiler's own while it compiles,
# so a declaration that is read wrongly stops the build instead of giving a wrong layout. What the header of a
# stable ABI should not contain (bit-fields, unions, nested structs, named enums) is refused by name.

function fail(message) {
    print "abi-layout: " message > "/dev/stderr"
    failed = 1
    exit 1
}

function trim(s) {
    gsub(/[ \t]+/, " ", s)
    sub(/^ /, "", s)
    sub(/ $/, "", s)
    return s
}

# One spelling per type: "const scn_region *const *", "scn_status (*)(scn_ctx *, scn_str)".
function spelled(type) {
    gsub(/\*/, " * ", type)
    type = trim(type)
    gsub(/\* /, "*", type)
    gsub(/\*const \*/, "*const *", type)
    return type
}

function quoted(s) {
    gsub(/\\/, "\\\\", s)
    gsub(/"/, "\\\"", s)
    return s
}

function say(line) { body = body "    puts(\"" quoted(line) "\");\n" }

# The type of a parameter, its name left out; "const T" and "unsigned int" have no name to leave out.
function parameter(p, rest, last) {
    p = trim(p)
    if (p ~ /\(/) fail("parameter '" p "': give the function type a name of its own")
    if (!match(p, /[A-Za-z_][A-Za-z0-9_]*$/)) return spelled(p)
    last = substr(p, RSTART)
    rest = trim(substr(p, 1, RSTART - 1))
    if (rest == "" || (last in keyword) || rest ~ /^((const|volatile|struct) ?)+$/) return spelled(p)
    return spelled(rest)
}

function parameters(list, n, i, parts, out) {
    n = split(list, parts, ",")
    for (i = 1; i <= n; i++) out = out (i > 1 ? ", " : "") parameter(parts[i])
    return out
}

# Splits "RET (*name)(PARAMS)" into found_name and found_type.
function pointer_to_function(d, open, close_at, rest) {
    open = index(d, "(*")
    if (!open) return 0
    close_at = index(d, ")")
    found_name = trim(substr(d, open + 2, close_at - open - 2))
    rest = trim(substr(d, close_at + 1))
    if (rest !~ /^\(.*\)$/) fail("cannot read '" d "'")
    found_type = spelled(substr(d, 1, open - 1)) " (*)(" parameters(substr(rest, 2, length(rest) - 2)) ")"
    sub(/\* \(\*\)/, "*(*)", found_type)
    return 1
}

function field(owner, name, type) {
    checks = checks "_Static_assert(__builtin_types_compatible_p(__typeof__(((" owner " *)0)->" name "), " type "), \"" \
        owner "." name "\");\n"
    body = body "    field(\"" owner "\", offsetof(" owner ", " name "), sizeof(((" owner " *)0)->" name "), \"" \
        name "\", \"" type "\");\n"
}

function members(owner, text, n, i, list, k, m, d, type, names) {
    n = split(text, list, ";")
    for (i = 1; i <= n; i++) {
        d = trim(list[i])
        if (d == "") continue
        if (d ~ /[{}]/ || d ~ /^union /) fail(owner ": nested structs and unions are not part of this ABI: '" d "'")
        if (d ~ /:/) fail(owner ": bit-fields have no portable layout: '" d "'")
        if (pointer_to_function(d)) { field(owner, found_name, found_type); continue }
        m = split(d, names, ",")
        if (m > 1 && d ~ /\*/) fail(owner ": declare one pointer per line: '" d "'")
        if (!match(names[1], /[A-Za-z_][A-Za-z0-9_]*(\[[^]]*\])?$/)) fail(owner ": cannot read '" d "'")
        type = spelled(substr(names[1], 1, RSTART - 1))
        names[1] = substr(names[1], RSTART)
        for (k = 1; k <= m; k++) {
            d = trim(names[k])
            if (index(d, "[")) field(owner, substr(d, 1, index(d, "[") - 1), type substr(d, index(d, "[")))
            else field(owner, d, type)
        }
    }
}

function enumerators(text, n, i, list, name) {
    n = split(text, list, ",")
    for (i = 1; i <= n; i++) {
        name = trim(list[i])
        sub(/[ =].*/, "", name)
        if (name != "") body = body "    printf(\"enum " name " = %lld\\n\", (long long)(" name "));\n"
    }
}

function macro(line, name, value) {
    sub(/^#define[ \t]+/, "", line)
    match(line, /^[A-Za-z_0-9]+(\([^)]*\))?/)
    name = substr(line, 1, RLENGTH)
    value = trim(substr(line, RLENGTH + 1))
    if (value == "") return
    if (name ~ /\(/ || value !~ /^[0-9(-]/) say("macro " name " = " value)
    else if (value ~ /^0[xX]/) body = body "    printf(\"macro " name " = 0x%llx\\n\", (unsigned long long)(" name "));\n"
    else body = body "    printf(\"macro " name " = %lld\\n\", (long long)(" name "));\n"
}

function declaration(d, name, inner, open) {
    gsub(/__attribute__ *\(\(visibility\("default"\)\)\)/, "", d)
    d = trim(d)
    if (d == "") return
    if (match(d, /^typedef struct [A-Za-z_0-9]+ \{/)) {
        name = substr(d, 16, RLENGTH - 17)
        inner = substr(d, RLENGTH + 1)
        if (inner !~ ("} ?" name "$")) fail("struct " name " needs a typedef of the same name")
        sub(/\}[^}]*$/, "", inner)
        body = body "    begin(\"" name "\", sizeof(" name "));\n"
        members(name, inner)
        body = body "    end(\"" name "\", sizeof(" name "));\n"
    } else if (d ~ /^typedef struct [A-Za-z_0-9]+ [A-Za-z_0-9]+$/) {
        sub(/.* /, "", d)
        say("opaque " d)
    } else if (match(d, /^enum ?\{/)) {
        sub(/\}.*$/, "", d)
        enumerators(substr(d, RLENGTH + 1))
    } else if (d ~ /^typedef / && pointer_to_function(substr(d, 9))) {
        checks = checks "_Static_assert(__builtin_types_compatible_p(" found_name ", " found_type "), \"" found_name "\");\n"
        say("type " found_name " = " found_type)
    } else if (d ~ /^typedef [A-Za-z_0-9 ]+ [A-Za-z_0-9]+$/) {
        match(d, /[A-Za-z_0-9]+$/)
        say("type " substr(d, RSTART) " = " trim(substr(d, 9, RSTART - 9)))
    } else if (d ~ /^[A-Za-z_].*[A-Za-z_0-9]\(.*\)$/ && d !~ /^(typedef|struct|union|enum) / && d !~ /[{}]/) {
        open = index(d, "(")
        inner = substr(d, open + 1, length(d) - open - 1)
        d = substr(d, 1, open - 1)
        match(d, /[A-Za-z_0-9]+$/)
        name = substr(d, RSTART)
        d = spelled(substr(d, 1, RSTART - 1))
        checks = checks "_Static_assert(__builtin_types_compatible_p(__typeof__(&" name "), " d " (*)(" parameters(inner) ")), \"" name "\");\n"
        say("function " name " = " d "(" parameters(inner) ")")
    } else fail("cannot read the declaration '" d "'")
}

BEGIN { split("int char long short unsigned signed float double void const volatile", words, " "); for (w in words) keyword[words[w]] = 1 }
/^# [0-9]+ "/ { inside = ($3 == "\"scanner_api.h\""); next }
!inside { next }
/^#define[ \t]/ { macro($0); next }
/^#undef/ { fail("the header takes a macro back: '" $0 "'") }
/^#/ { next }
{ text = text " " $0 }
END {
    if (failed) exit 1
    depth = 0
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "{") depth++
        if (c == "}") depth--
        if (c == ";" && depth == 0) { declaration(one); one = "" } else one = one c
    }
    if (trim(one) != "") fail("the header ends in the middle of '" trim(one) "'")
    print "#include <stdio.h>\n#include <stdlib.h>\n#include \"scanner_api.h\"\n" checks
    print "static size_t reached;\n"
    print "static void begin(const char *name, size_t size) { reached = 0; printf(\"struct %s %zu\\n\", name, size); }\n"
    print "static void gap(const char *owner, const char *where, size_t bytes) {"
    print "    fprintf(stderr, \"abi-layout: %s: %zu bytes of padding %s; a later field could hide in them, so name them\""
    print "        \" (uint32_t reserved) or reorder the new fields\\n\", owner, bytes, where);\n    exit(1);\n}\n"
    print "static void field(const char *owner, size_t at, size_t size, const char *name, const char *type) {"
    print "    if (at != reached) { char where[128]; snprintf(where, sizeof where, \"before '%s'\", name); gap(owner, where, at - reached); }"
    print "    printf(\"  %zu %zu %s %s\\n\", at, size, name, type);\n    reached = at + size;\n}\n"
    print "static void end(const char *owner, size_t size) { if (size != reached) gap(owner, \"at its end\", size - reached); }\n"
    print "int main(void) {\n" body "    return 0;\n}"
}
