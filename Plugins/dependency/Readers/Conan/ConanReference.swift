internal import Packages

/// `name/version[@user/channel][#recipe revision][:package id[#package revision]][%time]`.
///
/// https://docs.conan.io/2/reference/conanfile/attributes.html#package-reference
struct ConanReference {
    let name: String
    let version: String
    let qualifiers: [String: String]

    /// Nil without a name or a version.
    init?(_ text: String) {
        let timeless = text.cut(at: UInt8(ascii: "%"))?.0 ?? text[...]
        let (recipe, binary) = timeless.cut(at: UInt8(ascii: ":")) ?? (timeless, "")
        let (place, revision) = recipe.cut(at: UInt8(ascii: "#")) ?? (recipe, "")
        let (coordinates, owner) = place.cut(at: UInt8(ascii: "@")) ?? (place, "")
        guard let (name, version) = coordinates.cut(at: UInt8(ascii: "/")), !name.isEmpty, !version.isEmpty else {
            return nil
        }
        var qualifiers: [String: Substring] = ["rrev": revision]
        if let (user, channel) = owner.cut(at: UInt8(ascii: "/")) {
            qualifiers["user"] = user
            qualifiers["channel"] = channel
        } else {
            qualifiers["user"] = owner
        }
        qualifiers["prev"] = binary.cut(at: UInt8(ascii: "#"))?.1
        // Version 1 writes 0 where there are no revisions.
        self.qualifiers = qualifiers.filter { !$0.value.isEmpty && $0.value != "0" && $0.value != "_" }.mapValues {
            String($0)
        }
        self.name = String(name)
        self.version = String(version)
    }

    func package(line: Int) -> Package {
        var package = Package(.conan, name, version, line: line)
        package.qualifiers = qualifiers
        return package
    }
}
