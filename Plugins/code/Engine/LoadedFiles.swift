import CodeSyntax

/// A text with what the places of findings in it are told by.
final class LoadedFile {
    let text: [UInt8]
    let lines: LineTable
    private var known: SuppressionComments?

    init(_ text: [UInt8]) {
        self.text = text
        lines = text.withUnsafeBufferPointer { LineTable($0) }
    }

    /// Of the tree of this text.
    func suppressions(_ tree: SyntaxTree) -> SuppressionComments {
        if let known { return known }
        let made = text.withUnsafeBufferPointer { SuppressionComments(tree, text: $0, lines: lines) }
        known = made
        return made
    }
}

/// The files that findings are written in: thousands of flows may end in one file, or pass through it.
final class LoadedFiles {
    private let load: (String) -> [UInt8]?
    private var files: [String: LoadedFile] = [:]
    private var size = 0

    /// Bytes of texts and of their lines kept at hand.
    private static let most = 32 << 20

    init(_ load: @escaping (String) -> [UInt8]?) {
        self.load = load
    }

    /// Nil when it cannot be had any more.
    func file(_ path: String) -> LoadedFile? {
        if let known = files[path] { return known }
        guard let text = load(path) else { return nil }
        let file = LoadedFile(text)
        if size > Self.most {
            files = [:]
            size = 0
        }
        size += text.count + file.lines.size
        files[path] = file
        return file
    }
}
