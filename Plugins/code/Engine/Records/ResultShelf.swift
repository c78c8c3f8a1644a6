import CodeSyntax
internal import Digest

/// Where results lie from scan to scan. It may forget everything at any time.
public struct ResultShelf {
    private let get: ([UInt8]) -> UnsafeRawBufferPointer?
    private let put: ([UInt8], [UInt8]) -> Void
    private let rules: [UInt8]

    /// `get` gives bytes that stay where they are until the scan has ended. Keys have 33 bytes.
    public init(
        _ library: RuleLibrary, get: @escaping ([UInt8]) -> UnsafeRawBufferPointer?,
        put: @escaping ([UInt8], [UInt8]) -> Void
    ) {
        self.get = get
        self.put = put
        rules = library.digest
    }

    /// A shelf that keeps nothing.
    public init() {
        get = { _ in nil }
        put = { _, _ in }
        rules = []
    }

    func record(of path: String, contentID: String, language: Language) -> FileRecord? {
        guard !contentID.isEmpty else { return nil }
        return get(key("f", path, contentID)).flatMap { FileRecord($0, path: path, language: language) }
    }

    func keep(_ record: FileRecord, of path: String, contentID: String) {
        if !contentID.isEmpty { put(key("f", path, contentID), record.bytes) }
    }

    func flow(of path: String, contentID: String) -> FlowRecord? {
        contentID.isEmpty ? nil : get(key("w", path, contentID)).flatMap { FlowRecord($0) }
    }

    func keep(_ record: FlowRecord, of path: String, contentID: String) {
        if !contentID.isEmpty { put(key("w", path, contentID), record.bytes) }
    }

    private func key(_ kind: Character, _ path: String, _ contentID: String) -> [UInt8] {
        var hash = SHA256()
        hash.update(rules)
        hash.update(path)
        hash.update([0])
        hash.update(contentID)
        return [kind.asciiValue ?? 0] + hash.finish()
    }
}
