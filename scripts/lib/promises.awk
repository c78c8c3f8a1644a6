# Prints the places where a source promises the compiler something it cannot check (@unchecked Sendable,
# nonisolated(unsafe)) or stops the process (fatalError), without a comment that says why: right above, or at the end of the line.
# Attribute lines may stand between the comment and the place; one comment serves consecutive lines of promises.

FNR == 1 { explained = 0 }
/^ *\/\// { explained = 1; next }
/^ *\*\/|\*\/ *$/ { explained = 1; next }
/^ *@[A-Za-z]/ && !/(class|struct|enum|actor|func|let|var|extension) / { next }
/@unchecked Sendable|nonisolated\(unsafe\)|(^|[^A-Za-z0-9_.])fatalError\(/ {
    if (!explained && $0 !~ / \/\/ [A-Za-z]/) print FILENAME ":" FNR ": no reason given above: " $0
    next
}
{ explained = 0 }
