import CodeSyntax

/// Files that nobody of the project wrote or will change.
enum SourceFilter {
    enum Reason: String, CaseIterable, Sendable {
        case vendored, generated, minified
    }

    private static let vendored: Set<Substring> = [
        "node_modules", "bower_components", "third_party", "third-party", "vendor", ".venv", "venv", "virtualenv",
        "site-packages", "dist-packages", ".terraform", "jspm_packages", "__pycache__", "Godeps", ".yarn", "Pods",
    ]

    /// By the path alone.
    static func reason(path: String) -> Reason? {
        let parts = path.split(separator: "/")
        if parts.dropLast().contains(where: { vendored.contains($0) }) { return .vendored }
        guard let name = parts.last else { return nil }
        if name.hasSuffix(".min.js") || name.hasSuffix("-min.js") || name.hasSuffix(".bundle.js") { return .minified }
        if name.hasSuffix("_pb2.py") || name.hasSuffix(".pb.go") || name.hasSuffix("_pb.js") || name.hasSuffix(".pb.c")
        {
            return .generated
        }
        return nil
    }

    /// By the text: a mark at its head, or lines nobody would write.
    static func reason(text: UnsafeBufferPointer<UInt8>, _ language: Language) -> Reason? {
        let head = String(decoding: text.prefix(2048), as: UTF8.self)
        if head.contains("DO NOT EDIT"), head.contains("generated") || head.contains("Generated") { return .generated }
        if head.contains("@generated") { return .generated }
        guard language == .javascript || language == .typescript, text.count > 5_000 else { return nil }
        var lines = 1
        for byte in text where byte == 10 { lines += 1 }
        return text.count / lines > 400 ? .minified : nil
    }
}
