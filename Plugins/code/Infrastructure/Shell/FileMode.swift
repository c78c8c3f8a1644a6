/// Modes as `chmod` reads them.
enum FileMode {
    /// Whether everybody may write, and nothing (the sticky bit) softens it.
    static func isWorldWritable(_ mode: String) -> Bool {
        if let value = octal(mode) { return value & 0o002 != 0 && value & 0o1000 == 0 }
        var others = false
        for clause in clauses(mode) where clause.operation != "-" {
            let isForOthers = clause.who.isEmpty || clause.who.contains("o") || clause.who.contains("a")
            if clause.permissions.contains("t") { return false }
            // Without a class the process's mask decides, which spares others from being given `w`.
            if isForOthers, !clause.who.isEmpty, clause.permissions.contains("w") { others = true }
        }
        return others
    }

    /// Whether a program runs as its owner.
    static func setsUser(_ mode: String) -> Bool {
        if let value = octal(mode) { return value & 0o4000 != 0 }
        return clauses(mode).contains { clause in
            clause.operation != "-" && clause.permissions.contains("s")
                && (clause.who.contains("u") || clause.who.contains("a") || clause.who.isEmpty)
        }
    }

    private static func octal(_ mode: String) -> Int? {
        guard (3...5).contains(mode.utf8.count) else { return nil }
        return Int(mode, radix: 8)
    }

    private static func clauses(_ mode: String) -> [(who: Substring, operation: Character, permissions: Substring)] {
        guard mode.utf8.count < 40 else { return [] }
        return mode.split(separator: ",").compactMap { clause in
            guard let at = clause.firstIndex(where: { "+-=".contains($0) }) else { return nil }
            let who = clause[..<at]
            guard who.allSatisfy({ "ugoa".contains($0) }) else { return nil }
            return (who, clause[at], clause[clause.index(after: at)...])
        }
    }
}
