# Compares two layouts printed by abi-layout (old first) under the append-only rule and says, for everything that
# breaks it, which struct, which field and what is allowed. On success prints what was added, one thing per line.
# Exit code: 0 kept or only grown, 1 broken.

function refuse(what, allowed) {
    print "abi: " what > "/dev/stderr"
    print "     allowed: " allowed > "/dev/stderr"
    broken = 1
}

function grown(what) { added[++additions] = what }

function position(side, s, name, j) {
    for (j = 1; j <= fields[side, s]; j++) if (name_of[side, s, j] == name) return j
    return 0
}

function place(s, i, was, is, now) {
    was = name_of[1, s, i]
    is = name_of[2, s, i]
    now = position(2, s, was)
    if (is == was && type_of[1, s, i] != type_of[2, s, i])
        refuse(s "." was ": its type was '" type_of[1, s, i] "' and is now '" type_of[2, s, i] "'", \
            "a field keeps its type for ever; append a field with the new type under a new name")
    else if (is == was)
        refuse(s "." was ": it was at offset " offset_of[1, s, i] " with " size_of[1, s, i] " bytes and is now at offset " \
            offset_of[2, s, i] " with " size_of[2, s, i], "a field keeps its place and size; see what changed in the type it uses")
    else if (now && position(1, s, is))
        refuse(s ": '" is "' now stands at offset " offset_of[2, s, i] ", the place of '" was "', which moved to offset " \
            offset_of[2, s, now], "fields and functions keep their order; what is new is appended after '" last(s) "'")
    else if (now)
        refuse(s "." is ": inserted at offset " offset_of[2, s, i] " before '" was "', which moved to offset " \
            offset_of[2, s, now], "new fields are appended at the end of " s ", after '" last(s) "'")
    else if (is != "" && !position(1, s, is) && fields[1, s] <= fields[2, s])
        refuse(s "." was ": the field at offset " offset_of[1, s, i] " is gone and '" is "' stands in its place", \
            "a field keeps its name and meaning; new fields are appended after '" last(s) "'")
    else
        refuse(s "." was ": the field at offset " offset_of[1, s, i] " was removed", \
            "fields are never removed; keep it and say in its comment that it is no longer used")
}

function last(s) { return name_of[1, s, fields[1, s]] }

function compare_struct(s, i) {
    for (i = 1; i <= fields[1, s]; i++)
        if (line_of[1, s, i] != line_of[2, s, i]) { place(s, i); return }
    if (fields[2, s] == fields[1, s]) return
    if (name_of[1, s, 1] != "struct_size") {
        refuse(s "." name_of[2, s, i] ": " s " is passed by value and has no struct_size, so it can never grow", \
            "carry the new value in a struct that starts with struct_size")
        return
    }
    for (; i <= fields[2, s]; i++) grown(s "." name_of[2, s, i])
}

function compare_name(key, kind, name) {
    split(key, parts, " ")
    kind = parts[1]
    name = parts[2]
    if (!((2, key) in value))
        refuse(kind " " name ": removed", "names of the ABI are never removed")
    else if (name == "SCN_ABI_MINOR") {
        if (value[2, key] + 0 < value[1, key] + 0)
            refuse("SCN_ABI_MINOR went down from " value[1, key] " to " value[2, key], "it only rises")
    } else if (value[1, key] != value[2, key])
        refuse(kind " " name ": was '" value[1, key] "', is now '" value[2, key] "'", \
            name == "SCN_ABI_MAJOR" ? "another major version is another ABI with a golden layout of its own" : \
            kind == "function" ? "the entry function keeps its name and signature" : \
            "constants and types keep their value; add a new name instead")
}

# A new constant must not reuse the value of an older one of its family (SCN_CAP_..., SCN_E_..., SCN_SEV_...).
function taken(key, parts, family, n, other) {
    split(key, parts, " ")
    if (parts[1] != "macro" && parts[1] != "enum") return
    if (!match(parts[2], /^SCN_[A-Z]+_/)) return
    family = parts[1] " " substr(parts[2], 1, RLENGTH)
    for (n = 1; n <= old_name_count; n++) {
        other = old_names[n]
        if (index(other, family) == 1 && other !~ /^macro SCN_ABI_/ && value[1, other] == value[2, key])
            refuse(key ": has the value " value[2, key] " of " other, "a value nobody uses yet")
    }
}

FNR == 1 { side++ }
/^#/ || /^$/ { next }
/^struct / {
    owner = $2
    if (side == 1) old_structs[++old_count] = owner
    else new_structs[++new_count] = owner
    known[side, owner] = 1
    fields[side, owner] = 0
    next
}
/^  / {
    i = ++fields[side, owner]
    line_of[side, owner, i] = $0
    offset_of[side, owner, i] = $1
    size_of[side, owner, i] = $2
    name_of[side, owner, i] = $3
    type = $0
    sub(/^ *[^ ]+ [^ ]+ [^ ]+ /, "", type)
    type_of[side, owner, i] = type
    next
}
{
    key = $1 " " $2
    rest = $0
    sub(/^[^ ]+ [^ ]+( = )?/, "", rest)
    value[side, key] = rest
    if (side == 1) old_names[++old_name_count] = key
    else new_names[++new_name_count] = key
}
END {
    for (n = 1; n <= old_count; n++) {
        if (!((2, old_structs[n]) in known)) refuse("struct " old_structs[n] ": removed", "structs of the ABI are never removed")
        else compare_struct(old_structs[n])
    }
    for (n = 1; n <= old_name_count; n++) compare_name(old_names[n])
    for (n = 1; n <= new_count; n++) {
        s = new_structs[n]
        if ((1, s) in known) continue
        if (name_of[2, s, 1] != "struct_size" || size_of[2, s, 1] != 4)
            refuse("struct " s ": new, and does not start with 'uint32_t struct_size'", "every new struct can grow, so it says its size first")
        grown("struct " s)
    }
    for (n = 1; n <= new_name_count; n++) {
        if ((1, new_names[n]) in value) continue
        taken(new_names[n])
        grown(new_names[n])
    }
    if (broken) exit 1
    before = value[1, "macro SCN_ABI_MINOR"] + 0
    after = value[2, "macro SCN_ABI_MINOR"] + 0
    if (additions && after <= before) {
        list = added[1]
        for (n = 2; n <= additions; n++) list = list ", " added[n]
        refuse("the layout grew (" list ") and SCN_ABI_MINOR is still " after, "additions with SCN_ABI_MINOR raised to " before + 1)
        exit 1
    }
    for (n = 1; n <= additions; n++) print added[n]
}
