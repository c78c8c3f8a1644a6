# Prints every import that imports.txt (-v table=...) does not give the module a file belongs to. The module of
# Sources/<Module>/... is <Module>; that of Plugins/<name>/... is Plugins/<name>.

BEGIN {
    split("Swift Glibc Synchronization Dispatch", free, " ")
    for (i in free) allowed["*", free[i]] = 1
    while ((getline line < table) > 0) {
        if (line ~ /^#/ || line !~ /:/) continue
        module = line
        sub(/:.*/, "", module)
        sub(/^[^:]*:/, "", line)
        listed[module] = 1
        n = split(line, names, " ")
        for (i = 1; i <= n; i++) allowed[module, names[i]] = 1
        if ((module, "Foundation") in allowed) allowed[module, "FoundationEssentials"] = 1
    }
}

FNR == 1 {
    n = split(FILENAME, parts, "/")
    module = (parts[1] == "Plugins" ? "Plugins/" : "") parts[2]
    if (!(module in listed) && !told[module]++)
        print FILENAME ":1: the module " module " has no line in " table
}

/^ *(@[A-Za-z_]+(\([^)]*\))? +)*((public|package|internal|fileprivate|private) +)?import / {
    name = $0
    sub(/^.*import +/, "", name)
    sub(/^(struct|class|enum|protocol|func|var|let|typealias) +/, "", name)
    sub(/[^A-Za-z0-9_].*$/, "", name)
    if ((module in listed) && !(("*", name) in allowed) && !((module, name) in allowed))
        print FILENAME ":" FNR ": " module " imports " name
}
