/// A container image's name as it stands in a file.
struct ImageReference {
    let name: String
    let tag: String?
    let hasDigest: Bool

    /// Nil when parts are filled in later.
    init?(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1)
        guard let rest = parts.first, !text.contains(where: { "$ <>{}%".contains($0) }) else { return nil }
        hasDigest = parts.count > 1
        let slash = rest.lastIndex(of: "/") ?? rest.startIndex
        if let colon = rest[slash...].lastIndex(of: ":") {
            name = String(rest[..<colon])
            tag = String(rest[rest.index(after: colon)...])
        } else {
            name = String(rest)
            tag = nil
        }
    }

    /// What is pulled changes without the file changing.
    var isLatest: Bool { !hasDigest && (tag == nil || tag == "latest") }

    var problem: String { tag == nil ? "\(name) has no tag, which means latest" : "\(name) has the tag latest" }
}
