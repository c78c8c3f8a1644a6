/// What a team decided about the packages of its project, as `.securescan.yml` at the root of the target says it.
public struct DependencyPolicy: Sendable, Equatable {
    /// Says why a flaw does not count here. All that is given must hold; one of advisory, package and path is.
    public struct Ignore: Sendable, Equatable {
        /// An id or alias; empty for every advisory.
        public var advisory = ""
        /// A package's name or purl, a purl without version for all versions; empty for every package.
        public var package = ""
        /// A pattern as in .gitignore for the file that names the package; empty for every file.
        public var path = ""
        public var reason = ""
        /// The last day on which it holds, as `2027-01-31` (ISO 8601); empty: for ever.
        public var expires = ""
        public var line = 0

        public init() {}
    }

    public var ignores: [Ignore] = []
    /// SPDX identifiers that packages may have; nil: all that are not denied.
    public var allowedLicences: [String]?
    public var deniedLicences: [String] = []
    public var warnings: [Inventory.Warning] = []
    private var isFull = false

    public init() {}

    /// The name of the file.
    public static let fileName = ".securescan.yml"
    private static let ignoreLimit = 10_000

    /// Reads the part `dependency` of the file. Never fails as a whole: what cannot be read is a warning, and a rule
    /// that is not whole is not applied.
    public static func read(_ bytes: UnsafeRawBufferPointer) -> DependencyPolicy {
        var policy = DependencyPolicy()
        var cursor = YAMLCursor(bytes)
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                if key == "dependency" { policy.readSection(&cursor) }
            }
        }
        policy.warnings += cursor.notes.all
        return policy
    }

    private mutating func readSection(_ cursor: inout YAMLCursor) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "ignore": readIgnores(&cursor)
            case "licenses", "licences": readLicences(&cursor)
            default: warn(cursor.line, "`\(key)` is unknown; there are ignore, licenses")
            }
        }
    }

    private mutating func readIgnores(_ cursor: inout YAMLCursor) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            var ignore = Ignore()
            ignore.line = cursor.line
            let before = cursor.notes.count
            guard cursor.enterObject() else { continue }
            var fault: String?
            while let key = cursor.nextKey() { fault = fault ?? ignore.take(key, &cursor) }
            if cursor.notes.count > before { fault = fault ?? "it cannot be read in full" }
            take(ignore, fault ?? ignore.fault)
        }
    }

    /// A rule of which a part is not understood could hide more than was meant, so it hides nothing.
    private mutating func take(_ ignore: Ignore, _ fault: String?) {
        if let fault { return warn(ignore.line, "this ignore rule is not applied: \(fault)") }
        guard ignores.count < DependencyPolicy.ignoreLimit else {
            if !isFull {
                warn(ignore.line, "more than \(DependencyPolicy.ignoreLimit) ignore rules; the rest is not applied")
            }
            isFull = true
            return
        }
        ignores.append(ignore)
    }

    private mutating func readLicences(_ cursor: inout YAMLCursor) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "allow": allowedLicences = licences(&cursor) ?? allowedLicences
            case "deny": deniedLicences = licences(&cursor) ?? deniedLicences
            default: warn(cursor.line, "`\(key)` is unknown; there are allow, deny")
            }
        }
    }

    /// Nil, with a warning, when there is no list.
    private func licences(_ cursor: inout YAMLCursor) -> [String]? {
        guard cursor.kind() == .array else {
            cursor.refuse("an array", cursor.kind())
            return nil
        }
        return cursor.strings()
    }

    private mutating func warn(_ line: Int, _ reason: String) {
        warnings.append(Inventory.Warning(line: line, reason))
    }
}

extension DependencyPolicy.Ignore {
    /// Takes over one member; what is wrong with it, nil when nothing is.
    fileprivate mutating func take(_ key: String, _ cursor: inout YAMLCursor) -> String? {
        let known: [String: WritableKeyPath<Self, String>] = [
            "advisory": \.advisory, "id": \.advisory, "package": \.package, "path": \.path, "reason": \.reason,
            "expires": \.expires,
        ]
        guard let member = known[key] else {
            return "`\(key)` is unknown; there are advisory, package, path, reason, expires"
        }
        guard let text = cursor.scalar(), !text.isEmpty else { return "`\(key)` has no text" }
        self[keyPath: member] = text
        return nil
    }

    /// Why it cannot be applied; nil when it can.
    fileprivate var fault: String? {
        if advisory.isEmpty && package.isEmpty && path.isEmpty { return "it names no advisory, package or path" }
        if reason.allSatisfy(\.isWhitespace) { return "it gives no reason" }
        if !expires.isEmpty && !DependencyPolicy.Ignore.isDate(expires) {
            return "`\(expires)` is no date such as 2027-01-31"
        }
        return nil
    }

    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let month = Int(parts[1]), let day = Int(parts[2])
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }
}
