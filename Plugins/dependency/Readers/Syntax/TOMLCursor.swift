/// Reads TOML (v1.0.0) one header at a time. What cannot be read costs its line, with a warning.
struct TOMLCursor {
    /// Arrays and tables inside one another.
    static let depthLimit = 32
    /// Members and elements under one header; further ones are left out, with a warning.
    static let itemLimit = 500_000

    let bytes: UnsafeRawBufferPointer
    var position = 0
    var line = 1
    var notes = Notes()
    var items = 0
    private var header: TOMLTable? = TOMLTable()

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next header with all that stands under it. The first has an empty path.
    mutating func nextTable() -> TOMLTable? {
        guard var table = header else { return nil }
        header = nil
        items = 0
        var seen = SeenKeys()
        while true {
            skipSpace(acrossLines: true)
            guard let byte = peek() else { break }
            if byte == UInt8(ascii: "[") {
                guard let next = readHeader() else { continue }
                header = next
                break
            }
            guard let member = readMember() else { continue }
            if !seen.insert(member.path.joined(separator: "\u{0}")) {
                notes.add(member.line, "a key is given twice; the first counts")
            } else if admits() {
                table.members.append(member)
            }
        }
        return table
    }

    private mutating func readHeader() -> TOMLTable? {
        var table = TOMLTable()
        table.line = line
        position += 1
        table.isElement = take(UInt8(ascii: "["))
        guard let path = readPath(), take(UInt8(ascii: "]")), !table.isElement || take(UInt8(ascii: "]")) else {
            return skipLine("a table header is expected")
        }
        table.path = path
        endLine()
        return table
    }

    private mutating func readMember() -> TOMLMember? {
        let start = line
        guard let path = readPath(), take(UInt8(ascii: "=")) else { return skipLine("\"key = value\" is expected") }
        skipSpace()
        guard let value = readValue(depth: 0) else { return skipLine("a value is expected") }
        endLine()
        return TOMLMember(path: path, value: value, line: start)
    }

    private mutating func endLine() {
        skipSpace()
        guard let byte = peek(), byte != UInt8(ascii: "\n") else { return }
        let _: Void? = skipLine("the line does not end after its value")
    }

    /// Goes to the end of the line; nil, for the caller to return.
    private mutating func skipLine<T>(_ reason: String) -> T? {
        notes.add(line, reason)
        while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
        return nil
    }

    /// Counts an item; false when there are too many.
    mutating func admits() -> Bool {
        items += 1
        if items == Self.itemLimit { notes.add(line, "too many values under one header; the inventory is partial") }
        return items < Self.itemLimit
    }

    /// A key and its parts: `a."b.c".d`.
    mutating func readPath() -> [String]? {
        var path: [String] = []
        repeat {
            skipSpace()
            guard path.count < Self.depthLimit, let part = readKey() else { return nil }
            path.append(part)
            skipSpace()
        } while take(UInt8(ascii: "."))
        return path
    }

    private mutating func readKey() -> String? {
        switch peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return readString()
        default:
            let start = position
            while let byte = peek(), byte.isBareKey { position += 1 }
            return position > start ? text(start..<position) : nil
        }
    }
}

extension UInt8 {
    /// Letters and others beyond ASCII are let through although TOML wants them quoted.
    fileprivate var isBareKey: Bool {
        isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self >= 0x80
    }
}
