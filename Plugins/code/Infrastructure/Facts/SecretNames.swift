internal import Glibc

/// Tells by its name whether a setting holds a secret, and by its look whether a value is one.
enum SecretNames {
    private static let words: Set<String> = [
        "password", "passwd", "passphrase", "secret", "token", "apikey", "pwd", "pass", "credential", "secretkey",
        "accesskey", "privatekey", "authtoken", "accesstoken", "clientsecret",
    ]
    /// What a `key` must be of, to be secret.
    private static let keys: Set<String> = [
        "api", "access", "secret", "private", "encryption", "auth", "signing", "account", "storage", "master", "shared",
        "app", "session", "jwt",
    ]

    /// Whether the name is of a secret itself, not of a file with it, its name, age or length.
    static func isSecret(_ name: String) -> Bool {
        guard name.utf8.count <= 200, name != "PWD", name != "OLDPWD" else { return false }
        let parts = split(name)
        guard let last = parts.last else { return false }
        if parts.contains("public") || parts.contains("csrf") || parts.contains("xsrf") { return false }
        if words.contains(last) { return true }
        return last == "key" && parts.count > 1 && keys.contains(parts[parts.count - 2])
    }

    /// `dbPassword`, `DB_PASSWORD` and `db-password` in small words.
    private static func split(_ name: String) -> [String] {
        var parts: [String] = []
        var current = ""
        var wasLower = false
        for character in name {
            let isUpper = character.isUppercase
            if "_-. ".contains(character) || (isUpper && wasLower) {
                if !current.isEmpty { parts.append(current) }
                current = ""
            }
            if !"_-. ".contains(character) { current += character.lowercased() }
            wasLower = character.isLowercase || character.isNumber
        }
        if !current.isEmpty { parts.append(current) }
        return parts
    }

    private static let placeholders: Set<String> = [
        "none", "null", "nil", "true", "false", "yes", "no", "on", "off", "undefined", "optional", "required", "unset",
        "redacted", "secret", "todo", "tbd", "value", "string",
    ]
    private static let placeholderParts = [
        "changeme", "change-me", "change_me", "replace", "example", "placeholder", "dummy", "your-", "your_",
        "yourpass",
        "insert", "xxxx", "****", "....", "redacted", "<", "${", "$(", "{{", "todo", "fill-in", "not-a-real", "notreal",
    ]
    private static let references = [
        "/", "./", "../", "~/", "vault:", "op://", "ref+", "arn:", "projects/", "secret://", "file:", "sm://", "env:",
        "$",
        "ENC[", "ssm:", "awskms:", "http://", "https://", "@Microsoft.KeyVault",
    ]

    /// Whether a value could be a secret somebody wrote down: neither a reference, a placeholder, nor a switch.
    static func isLiteralSecret(_ value: String, named name: String) -> Bool {
        guard value.utf8.count >= 3, value.utf8.count <= 16_384 else { return false }
        if references.contains(where: value.hasPrefix) { return false }
        let lower = value.lowercased()
        if placeholders.contains(lower) || placeholderParts.contains(where: lower.contains) { return false }
        if value.allSatisfy({ $0 == "x" || $0 == "X" || $0 == "*" || $0 == "-" }) { return false }
        let isNumber = value.allSatisfy { $0.isNumber || $0 == "." }
        // `MAX_TOKEN=4096` counts something; `DB_PASSWORD=123456` does not.
        return !isNumber || split(name).last.map { $0.hasPrefix("pass") || $0 == "pwd" } == true
    }

    /// Whether a value next to its name is a secret that nothing but the name tells: short, or regular like a word.
    /// Others look like secrets by themselves, and the scanner of secrets reports them in files of any kind.
    static func isGuessableSecret(_ value: String, named name: String) -> Bool {
        guard isLiteralSecret(value, named: name) else { return false }
        return value.utf8.count < 8 || value.allSatisfy { $0.isLetter } || bitsPerByte(value) < 2.8 || isCommon(value)
    }

    /// Parts of passwords that many choose.
    private static let commonParts = [
        "passw", "secret", "token", "admin", "root", "user", "guest", "qwerty", "letmein", "test", "hunter2", "abc123",
        "123456", "postgres", "mysql", "mongo", "redis", "rabbit", "demo", "changeit", "asdf",
    ]

    /// `admin1234`: the scanner of secrets takes words with digits for stand-ins.
    private static func isCommon(_ value: String) -> Bool {
        let kinds = [
            value.contains(where: \.isLowercase), value.contains(where: \.isUppercase),
            value.contains(where: \.isNumber), value.contains { !$0.isLetter && !$0.isNumber && !"_-./:".contains($0) },
        ]
        let lower = value.lowercased()
        return kinds.count { $0 } < 3 && commonParts.contains(where: lower.contains)
    }

    /// Shannon's entropy.
    private static func bitsPerByte(_ value: String) -> Double {
        var counts: [UInt8: Int] = [:]
        for byte in value.utf8 { counts[byte, default: 0] += 1 }
        let total = Double(value.utf8.count)
        return counts.values.reduce(0) { bits, count in
            let share = Double(count) / total
            return bits - share * log2(share)
        }
    }
}
