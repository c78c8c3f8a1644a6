internal import GRDB

/// `contains_folded(text, part)` in SQL, with `part` in lower case already. SQLite's own LIKE folds ASCII only, so a
/// search for `ÜBER` would miss `über`; ASCII searches use LIKE, which is many times faster.
enum FoldedContains {
    static let function = DatabaseFunction("contains_folded", argumentCount: 2, pure: true) { values in
        guard let text = String.fromDatabaseValue(values[0]), let part = String.fromDatabaseValue(values[1]) else {
            return false
        }
        // Most texts are ASCII and cannot hold what is not.
        if !part.utf8.allSatisfy({ $0 < 0x80 }), text.utf8.allSatisfy({ $0 < 0x80 }) { return false }
        return text.lowercased().contains(part)
    }

    /// SQLite refuses longer patterns (SQLITE_MAX_LIKE_PATTERN_LENGTH), in bytes.
    static let longestPattern = 50_000

    /// A LIKE pattern that matches `part` anywhere, to be used with `ESCAPE '\'`.
    static func likePattern(_ part: String) -> String {
        var pattern = "%"
        for character in part.unicodeScalars {
            if character == "%" || character == "_" || character == "\\" { pattern.unicodeScalars.append("\\") }
            pattern.unicodeScalars.append(character)
        }
        return pattern + "%"
    }
}
