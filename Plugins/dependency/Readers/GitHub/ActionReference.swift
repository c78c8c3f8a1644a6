internal import Packages

/// The value of `uses:`.
///
/// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses
enum ActionReference: Equatable {
    /// `owner/repository[/path]@reference`; without a reference it is no valid one.
    case repository(name: String, path: String, reference: String)
    /// `docker://image`
    case image(ImageReference)
    /// `./path`: part of the repository itself.
    case local

    init?(_ text: String) {
        if text.hasPrefix("./") || text.hasPrefix("../") || text == "." {
            self = .local
            return
        }
        if let image = text.dropping(prefix: "docker://") {
            guard let reference = ImageReference(image) else { return nil }
            self = .image(reference)
            return
        }
        let (place, reference) = text.cut(at: UInt8(ascii: "@")) ?? (text[...], "")
        let parts = place.split(separator: "/", maxSplits: 2)
        guard parts.count >= 2, !reference.isEmpty else { return nil }
        self = .repository(
            name: "\(parts[0])/\(parts[1])", path: parts.count > 2 ? String(parts[2]) : "", reference: String(reference)
        )
    }
}

extension ActionReference {
    /// Nil for a local one. A commit is as good as its version when the comment behind it names one, as the tools that
    /// keep pins up to date write it (`@<commit> # v4.1.0`): it is then the version, and the commit the qualifier
    /// `vcs_url`.
    func package(comment: Substring, line: Int) -> Package? {
        switch self {
        case .local: return nil
        case .image(let image): return image.package(line: line)
        case .repository(let name, let path, let reference):
            guard !reference.contains(anyOf: "$") else {
                var package = Package(.githubActions, name, "", line: line)
                package.requirement = reference
                return package
            }
            let isCommit = [40, 64].contains(reference.utf8.count) && reference.utf8.allSatisfy { $0.hexValue != nil }
            let named = isCommit ? Self.version(in: comment) : nil
            var package = Package(.githubActions, name, named ?? reference, line: line)
            if isCommit { package.qualifiers["vcs_url"] = "git+https://github.com/\(name)@\(reference)" }
            if !path.isEmpty { package.qualifiers["path"] = path }
            return package
        }
    }

    /// The first word that is a version, of `v4.1.0`, `tag=v4`, `ratchet:actions/checkout@v4`, `pin@v4`.
    private static func version(in comment: Substring) -> String? {
        for word in comment.prefix(bytes: 256).words {
            let end = word.utf8.lastIndex { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "=") }
            let text = end.map { word[word.utf8.index(after: $0)...] } ?? word
            let digits = text.dropping(prefix: "v") ?? text
            guard let first = digits.utf8.first, first.isDigit, digits.utf8.allSatisfy(isOfVersion) else { continue }
            // A number alone is rather one of an issue.
            if digits.utf8.count < text.utf8.count || digits.contains(anyOf: ".") { return String(text) }
        }
        return nil
    }

    private static func isOfVersion(_ byte: UInt8) -> Bool {
        byte.isDigit || byte.isLetter || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "+")
    }
}
