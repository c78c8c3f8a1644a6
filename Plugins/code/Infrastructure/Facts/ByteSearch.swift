extension [UInt8] {
    /// Whether a short text stands in the bytes.
    func contains(text: String) -> Bool {
        let needle = Array(text.utf8)
        guard let first = needle.first else { return true }
        var rest = self[...]
        while let at = rest.firstIndex(of: first) {
            if self[at...].starts(with: needle) { return true }
            rest = self[(at + 1)...]
        }
        return false
    }
}

extension String {
    /// A name from a file, for messages: it may have any length there.
    var shortened: String { utf8.count <= 120 ? self : String(prefix(100)) + "…" }
}
