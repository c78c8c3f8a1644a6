/// Paths as bytes: their parts, and which names are names.
enum PathParts {
    static let slash = UInt8(ascii: "/")

    /// The parts of a relative path, a `/` at its end left out; nil when a part is empty, `.` or `..`, or holds a NUL.
    static func split(_ path: [UInt8]) -> [[UInt8]]? {
        guard !path.isEmpty else { return [] }
        let trimmed = path.last == slash ? path.dropLast() : path[...]
        let parts = trimmed.split(separator: slash, omittingEmptySubsequences: false).map(Array.init)
        return parts.allSatisfy(isName) ? parts : nil
    }

    /// Neither empty nor `.` nor `..`, and without `/` and NUL.
    static func isName(_ name: some Collection<UInt8>) -> Bool {
        !name.isEmpty && !name.elementsEqual([0x2E]) && !name.elementsEqual([0x2E, 0x2E])
            && !name.contains { $0 == slash || $0 == 0 }
    }

    static let gitFolder = Array(".git".utf8)

    static func join(_ parts: some Sequence<[UInt8]>) -> [UInt8] { Array(parts.joined(separator: [slash])) }

    /// Calls `body` with the path as a C string. A NUL within ends it early, so the caller has checked for that.
    static func withCString<R>(_ path: some Collection<UInt8>, _ body: (UnsafePointer<CChar>) throws -> R) rethrows -> R
    {
        try withUnsafeTemporaryAllocation(of: CChar.self, capacity: path.count + 1) { buffer in
            var index = 0
            for byte in path {
                buffer[index] = CChar(bitPattern: byte)
                index += 1
            }
            buffer[index] = 0
            guard let start = buffer.baseAddress else { preconditionFailure("an allocation of at least one byte") }
            return try body(UnsafePointer(start))
        }
    }

    static func text(_ path: some Collection<UInt8>) -> String { String(decoding: path, as: UTF8.self) }
}

/// Which part of a tree a walk is about: everything below a path, or exactly the file at a path.
struct Selection {
    let parts: [[UInt8]]
    let isExact: Bool

    static let everything = Selection(parts: [], isExact: false)

    private init(parts: [[UInt8]], isExact: Bool) {
        self.parts = parts
        self.isExact = isExact
    }

    /// Nil when nothing can be there, since the path is not one.
    init?(prefix: [UInt8]) {
        guard let parts = PathParts.split(prefix) else { return nil }
        self.init(parts: parts, isExact: false)
    }

    init?(exactly path: [UInt8]) {
        guard path.last != PathParts.slash, let parts = PathParts.split(path), !parts.isEmpty else { return nil }
        self.init(parts: parts, isExact: true)
    }

    /// The only name that counts in a folder at this depth (0: the root); nil when all do.
    func onlyName(atDepth depth: Int) -> [UInt8]? { depth < parts.count ? parts[depth] : nil }

    /// Whether what is found at this depth is in the selection, and not only on the way to it.
    func covers(depth: Int) -> Bool { depth >= parts.count - 1 }

    /// Whether a folder found at this depth is gone into.
    func entersFolder(atDepth depth: Int) -> Bool { !isExact || depth < parts.count - 1 }
}
