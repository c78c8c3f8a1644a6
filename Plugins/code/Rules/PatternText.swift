import CodeSyntax

/// A pattern's text with its marks replaced by names that the language's grammar accepts, and back.
struct PatternText {
    static let ellipsis = "ellipsis__"
    static let deep = "deep__"

    /// What stands for a typed metavariable: its name and its type.
    private(set) var typed: [(name: String, type: String)] = []
    private(set) var text = ""
    private let language: Language
    private let form: Form

    /// What `...` is written as, where the grammar wants more than a name.
    enum Form: CaseIterable {
        /// An expression.
        case expressions
        /// A parameter, or the declaration of a member.
        case declarations
    }

    init(_ pattern: String, _ language: Language, _ form: Form) {
        self.language = language
        self.form = form
        text = replaced(Array(pattern.utf8))
    }

    private mutating func replaced(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        var at = 0
        var quote: UInt8 = 0
        // Python's `f"…"`, in which braces hold expressions.
        var isFormat = false
        // The quotes of texts that are interrupted by an expression.
        var interrupted: [UInt8] = []
        // `<...` that wait for their `...>`.
        var open = 0
        while at < bytes.count {
            let byte = bytes[at]
            if opensExpression(bytes, at, quote) {
                interrupted.append(quote)
                quote = 0
                out += bytes[at...(at + 1)]
                at += 2
            } else if quote == 0, byte == UInt8(ascii: "}"), let outer = interrupted.popLast() {
                quote = outer
                out.append(byte)
                at += 1
            } else if quote == 0, let (end, mark) = typedMetavariable(bytes, at) {
                out += Array(mark.utf8)
                at = end
            } else if quote != 0, isFormat, byte == UInt8(ascii: "{"),
                let (end, name) = Self.metavariable(bytes, at + 1), end < bytes.count, bytes[end] == UInt8(ascii: "}")
            {
                out += Array("{\(mark(name, inText: false, isBare: false))}".utf8)
                at = end + 1
            } else if byte == UInt8(ascii: "$"), let (end, name) = Self.metavariable(bytes, at),
                language != .php || !Self.superglobals.contains(name)
            {
                let isBare = Self.wantsBareName(out, end < bytes.count ? bytes[end] : 0)
                let mark = mark(name, inText: quote != 0, isBare: isBare)
                out += Array((isAttribute(bytes, out, quote) ? "{\(mark)}" : mark).utf8)
                at = end
            } else if quote == 0, Self.starts(bytes, at, "<...") {
                out += Array("\(Self.deep)(".utf8)
                open += 1
                at += 4
            } else if quote == 0, open > 0, Self.starts(bytes, at, "...>") {
                out.append(UInt8(ascii: ")"))
                open -= 1
                at += 4
            } else if Self.starts(bytes, at, "..."), isAttribute(bytes, out, quote) {
                out += Array("{\(Self.ellipsis)}".utf8)
                at += 3
            } else if quote == 0, Self.starts(bytes, at, "..."), spreads(bytes, at + 3) {
                out += Array("...".utf8)
                at += 3
            } else if quote == 0, let mark = moduleMark(bytes, at) {
                out += Array(mark.utf8)
                at += 1
            } else if quote == 0, Self.starts(bytes, at, "...") {
                out += Array(ellipsisMark(out, bytes, at + 3).utf8)
                at += 3
            } else {
                if quote == 0, byte == 0x22 || byte == 0x27 || byte == 0x60 {
                    quote = byte
                    isFormat = language == .python && at > 0 && (bytes[at - 1] | 0x20) == UInt8(ascii: "f")
                } else if byte == quote, bytes[..<at].reversed().prefix(while: { $0 == 0x5C }).count.isMultiple(of: 2) {
                    quote = 0
                }
                out.append(byte)
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The value of a JSX attribute comes next: `<a href=$X />`.
    private func isAttribute(_ bytes: [UInt8], _ before: [UInt8], _ quote: UInt8) -> Bool {
        guard language == .javascript || language == .typescript, quote == 0, before.last == UInt8(ascii: "="),
            let start = bytes.firstIndex(where: { $0 > 32 }), bytes[start] == UInt8(ascii: "<"), start + 1 < bytes.count
        else { return false }
        return bytes[start + 1] == UInt8(ascii: "$") || Self.isOfModule(bytes[start + 1] | 0x20)
    }

    /// `...$X` and `...name` are JavaScript's own.
    private func spreads(_ bytes: [UInt8], _ next: Int) -> Bool {
        guard language == .javascript || language == .typescript, next < bytes.count else { return false }
        return bytes[next] == UInt8(ascii: "$") || (97...122).contains(bytes[next])
    }

    /// Names of JavaScript's modules may have signs that names of the language have not: `node-fetch`, `fs/promises`.
    private func moduleMark(_ bytes: [UInt8], _ at: Int) -> String? {
        guard language == .javascript || language == .typescript, at > 0, at + 1 < bytes.count,
            Self.isOfModule(bytes[at - 1]), Self.isOfModule(bytes[at + 1])
        else { return nil }
        return bytes[at] == UInt8(ascii: "-") ? Self.hyphen : bytes[at] == UInt8(ascii: "/") ? Self.slash : nil
    }

    private static func isOfModule(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }

    private static let hyphen = "__hyphen__"
    private static let slash = "__slash__"

    /// A name of the lowered pattern as it was written.
    static func name(_ word: String) -> String {
        guard word.contains("__") else { return word }
        return word.replacing(hyphen, with: "-").replacing(slash, with: "/")
    }

    /// `"#{x}"` of Ruby and `${x}` of JavaScript, inside a text.
    private func opensExpression(_ bytes: [UInt8], _ at: Int, _ quote: UInt8) -> Bool {
        switch language {
        case .ruby: quote != 0 && quote != 0x27 && Self.starts(bytes, at, "#{")
        case .javascript, .typescript: quote == 0x60 && Self.starts(bytes, at, "${")
        default: false
        }
    }

    private static func starts(_ bytes: [UInt8], _ at: Int, _ text: StaticString) -> Bool {
        at + text.utf8CodeUnitCount <= bytes.count
            && bytes[at..<(at + text.utf8CodeUnitCount)].elementsEqual(
                UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// `$X`, `$_`, `$...ARGS`: the end and the name.
    private static func metavariable(_ bytes: [UInt8], _ at: Int) -> (Int, String)? {
        var end = at + 1
        guard at < bytes.count, bytes[at] == UInt8(ascii: "$") else { return nil }
        let isEllipsis = starts(bytes, end, "...")
        if isEllipsis { end += 3 }
        let start = end
        while end < bytes.count, (65...90).contains(bytes[end]) || (48...57).contains(bytes[end]) || bytes[end] == 95 {
            end += 1
        }
        guard end > start, !(48...57).contains(bytes[start]) else { return nil }
        // `$username` of PHP is a variable.
        if end < bytes.count, (97...122).contains(bytes[end]) { return nil }
        return (end, String(decoding: bytes[at..<end], as: UTF8.self))
    }

    private func mark(_ name: String, inText: Bool, isBare: Bool) -> String {
        if inText { return name }
        if name.hasPrefix("$...") { return "mvs__\(name.dropFirst(4))__" }
        // In PHP a variable is an expression wherever one may stand, and a target too.
        if language == .php { return "\(isBare ? "" : "$")mv__\(name.dropFirst())__" }
        // Ruby's classes begin with a capital letter.
        return "\(language == .ruby && isBare ? "M" : "m")v__\(name.dropFirst())__"
    }

    /// What stands behind `class` is a name, and in PHP what stands behind `->`, before the brackets of a static call
    /// and behind `function`; an expression there would mean something else.
    private static func wantsBareName(_ before: [UInt8], _ next: UInt8) -> Bool {
        if before.suffix(2).elementsEqual("->".utf8) { return true }
        if before.suffix(2).elementsEqual("::".utf8) { return next == UInt8(ascii: "(") }
        return ["function ", "class ", "module ", "interface ", "extends "].contains {
            before.suffix($0.utf8.count).elementsEqual($0.utf8)
        }
    }

    private static let superglobals: Set<String> = [
        "$_GET", "$_POST", "$_REQUEST", "$_COOKIE", "$_SERVER", "$_FILES", "$_ENV", "$_SESSION", "$GLOBALS",
    ]

    /// In Go and C a statement needs its end; elsewhere a name alone may stand wherever the mark may.
    private func ellipsisMark(_ before: [UInt8], _ bytes: [UInt8], _ next: Int) -> String {
        if language == .python { return Self.isInBraces(before) ? "**\(Self.ellipsis)" : Self.ellipsis }
        if language == .ruby { return Self.isInObject(before) ? "**\(Self.ellipsis)" : Self.ellipsis }
        let previous = before.last { $0 != 32 && $0 != 10 && $0 != 9 }
        if form == .declarations { return Self.isInAnnotation(before) ? Self.ellipsis : declaredEllipsis(previous) }
        let isOwnStatement =
            previous == nil || previous == UInt8(ascii: "{") || previous == UInt8(ascii: ";")
            || previous == UInt8(ascii: "}")
        if previous == UInt8(ascii: "{"), Self.opensObject(before) { return Self.ellipsis }
        var at = next
        while at < bytes.count, bytes[at] == 32 || bytes[at] == 9 { at += 1 }
        let endsLine = at == bytes.count || bytes[at] == 10 || bytes[at] == UInt8(ascii: "}") || bytes[at] == 13
        return isOwnStatement && endsLine && language != .go ? "\(Self.ellipsis);" : Self.ellipsis
    }

    /// The innermost bracket is the brace of a hash, not of a block.
    private static func isInObject(_ before: [UInt8]) -> Bool {
        var closed = 0
        for (index, byte) in before.enumerated().reversed() {
            switch byte {
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): closed += 1
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                if closed == 0 { return byte == UInt8(ascii: "{") && opensObject(Array(before[...index])) }
                closed -= 1
            default: break
            }
        }
        return false
    }

    /// The brace that stands last opens an object and no block.
    private static func opensObject(_ before: [UInt8]) -> Bool {
        guard let brace = before.lastIndex(of: UInt8(ascii: "{")) else { return false }
        guard let sign = before[..<brace].last(where: { $0 != 32 && $0 != 10 && $0 != 9 }) else { return true }
        return "(,=:[?".utf8.contains(sign)
    }

    /// The innermost bracket is a brace: among the entries of a dictionary.
    private static func isInBraces(_ before: [UInt8]) -> Bool {
        var closed = 0
        for byte in before.reversed() {
            switch byte {
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): closed += 1
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                if closed == 0 { return byte == UInt8(ascii: "{") }
                closed -= 1
            default: break
            }
        }
        return false
    }

    /// `@Name(` stands before.
    private static func isInAnnotation(_ before: [UInt8]) -> Bool {
        guard let open = before.lastIndex(of: UInt8(ascii: "(")), !before[open...].contains(UInt8(ascii: ")")) else {
            return false
        }
        let name = before[..<open].reversed().drop { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
                || byte == 46
        }
        return name.first == UInt8(ascii: "@")
    }

    private func declaredEllipsis(_ previous: UInt8?) -> String {
        let isParameter = previous == UInt8(ascii: "(") || previous == UInt8(ascii: ",")
        switch language {
        case .java, .c: return isParameter ? "int \(Self.ellipsis)" : "int \(Self.ellipsis);"
        case .go: return isParameter ? "\(Self.ellipsis) int" : "var \(Self.ellipsis) int"
        case .php: return isParameter ? "$\(Self.ellipsis)" : "\(Self.ellipsis);"
        default: return isParameter ? Self.ellipsis : "\(Self.ellipsis);"
        }
    }

    /// `(java.sql.Statement $S)`, `($X: string)`, `($R : *http.Request)`.
    private mutating func typedMetavariable(_ bytes: [UInt8], _ at: Int) -> (Int, String)? {
        guard bytes[at] == UInt8(ascii: "("),
            let close = bytes[at..<min(at + 200, bytes.count)].firstIndex(of: UInt8(ascii: ")"))
        else { return nil }
        let inner = String(decoding: bytes[(at + 1)..<close], as: UTF8.self)
        let parts: (name: String, type: String)
        if let colon = inner.firstIndex(of: ":"), inner.hasPrefix("$") {
            parts = (Self.trimmed(inner[..<colon]), Self.trimmed(inner[inner.index(after: colon)...]))
        } else if language == .java || language == .c, let space = inner.lastIndex(of: " ") {
            // `char *$P`: the asterisk stands at the name; `a * $X` is a product.
            let name = inner[inner.index(after: space)...].drop { $0 == "*" && language == .c }
            parts = (Self.trimmed(name), Self.trimmed(inner[..<space]))
        } else {
            return nil
        }
        var bare = parts.type.drop { $0 == "*" || $0 == "&" }
        if language == .c {
            // What is pointed at is the type; pointers are not told apart.
            if inner.hasPrefix("$") { bare = bare.prefix { $0 != "*" } }
            for word in ["const ", "struct "] where bare.hasPrefix(word) { bare = bare.dropFirst(word.count) }
        }
        guard parts.name.hasPrefix("$"),
            parts.name.dropFirst().allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "_" }),
            !bare.isEmpty, bare.allSatisfy({ $0.isLetter || $0.isNumber || "._<>[] -/@".contains($0) })
        else { return nil }
        typed.append((parts.name, String(bare.prefix { $0 != "<" && $0 != "[" && $0 != " " })))
        return (close + 1, "tv__\(typed.count - 1)__")
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " }
        while text.last == " " { text.removeLast() }
        return String(text)
    }

    /// What a name in the lowered tree stood for; nil for a name of the pattern itself.
    enum Mark {
        case ellipsis
        case deep
        case metavariable(String)
        case metavariables(String)
        case typed(Int)
    }

    static func mark(of name: String) -> Mark? {
        if name == ellipsis { return .ellipsis }
        if name == deep { return .deep }
        guard name.hasSuffix("__") else { return nil }
        if name.hasPrefix("mv__") || name.hasPrefix("Mv__") {
            return .metavariable("$" + name.dropFirst(4).dropLast(2))
        }
        if name.hasPrefix("mvs__") { return .metavariables("$..." + name.dropFirst(5).dropLast(2)) }
        if name.hasPrefix("tv__") { return Int(name.dropFirst(4).dropLast(2)).map { .typed($0) } }
        return nil
    }
}
