/// `Name/1.2.3`, as the files of .NET name a library.
struct NuGetLibrary {
    let name: String
    let version: String

    /// Nil without a name or a version.
    init?(_ text: String) {
        guard let (name, version) = text.cutLast(at: UInt8(ascii: "/")), !name.isEmpty, !version.isEmpty else {
            return nil
        }
        self.name = String(name)
        self.version = String(version)
    }

    /// Names are the same in any case; each target framework has its own versions.
    static func key(_ framework: String, _ name: some StringProtocol) -> String {
        framework + "\n" + name.lowercased()
    }

    /// Of the package file: base64, or with a `sha512-` before it.
    static func hashes(_ text: String?) -> [String] {
        guard let text else { return [] }
        return Digests.base64(text.dropping(prefix: "sha512-") ?? text[...], algorithm: "sha512").map { [$0] } ?? []
    }
}
