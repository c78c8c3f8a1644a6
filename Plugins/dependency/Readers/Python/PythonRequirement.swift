internal import Packages

/// A requirement of Python (PEP 508): name, extras, version specifiers or address, marker.
struct PythonRequirement: Equatable {
    var name: String
    var extras: [String] = []
    /// As written, without spaces; empty when any version will do.
    var specifier = ""
    /// Behind "@".
    var address = ""
    var marker = ""

    /// Nil when the text does not begin with a name, or something else follows it.
    init?(_ text: some StringProtocol) {
        let text = String(text)
        var rest = text[...].trimmed
        let name = rest.utf8.prefix { $0.isNameOfPython }
        guard let first = name.first, first.isDigit || first.isLetter else { return nil }
        self.name = String(rest[..<name.endIndex])
        rest = rest[name.endIndex...].trimmed
        if rest.utf8.first == UInt8(ascii: "["), let end = rest.utf8.firstIndex(of: UInt8(ascii: "]")) {
            let inner = rest[rest.utf8.index(after: rest.startIndex)..<end]
            extras = inner.pieces(at: UInt8(ascii: ",")).map { String($0.trimmed) }
            rest = rest[rest.utf8.index(after: end)...].trimmed
        }
        if let place = rest.dropping(prefix: "@") {
            // A marker behind an address is set off by a space, for ";" may be part of the address.
            let parts = place.trimmed.split(separator: " ", maxSplits: 1)
            guard let first = parts.first else { return nil }
            address = String(first)
            if parts.count > 1 { marker = String(parts[1].trimmed.drop { $0 == ";" }.trimmed) }
            return
        }
        if let (before, after) = rest.cut(at: UInt8(ascii: ";")) {
            marker = String(after.trimmed)
            rest = before.trimmed
        }
        if rest.utf8.first == UInt8(ascii: "("), rest.utf8.last == UInt8(ascii: ")") {
            rest = rest.dropFirst().dropLast()
        }
        guard rest.isEmpty || rest.utf8.first.map({ "<>=!~".utf8.contains($0) }) == true else { return nil }
        specifier = rest.filter { $0 != " " && $0 != "\t" }
    }

    /// The version when exactly one is allowed (PEP 440 `==` without a wildcard, or `===`).
    var pin: String? {
        guard let version = specifier.dropping(prefix: "==") else { return nil }
        let exact = version.dropping(prefix: "=") ?? version
        return exact.isEmpty || exact.has("*") || exact.has(",") ? nil : String(exact)
    }
}

enum PythonName {
    /// The spelling by which packages are compared (PEP 503): lower case, runs of "-", "_" and "." are one "-".
    static func key(_ name: some StringProtocol) -> String {
        var result: [UInt8] = []
        var hasGap = false
        for byte in name.utf8 {
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
                hasGap = true
                continue
            }
            if hasGap { result.append(UInt8(ascii: "-")) }
            hasGap = false
            let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            result.append(isUpper ? byte | 0x20 : byte)
        }
        if hasGap { result.append(UInt8(ascii: "-")) }
        return String(decoding: result, as: UTF8.self)
    }
}

/// Where a Python package comes from when it is not an index (pip documentation, "VCS Support").
enum PythonPlace: Equatable {
    /// As purl has it in `vcs_url`.
    case repository(String)
    case archive(String)
    case local

    init(_ address: String) {
        let place = String(address.before("#"))
        let schemes = ["git+", "hg+", "svn+", "bzr+", "git://"]
        if schemes.contains(where: { place.hasPrefix($0) }) {
            self = .repository(place)
        } else if place.hasPrefix("https://") || place.hasPrefix("http://") {
            self = .archive(place)
        } else {
            self = .local
        }
    }

    /// The value of `egg` or another parameter behind "#".
    static func fragment(_ key: String, of address: String) -> String? {
        guard let (_, fragment) = address.cut(at: UInt8(ascii: "#")) else { return nil }
        for part in fragment.pieces(at: UInt8(ascii: "&")) {
            if let value = part.dropping(prefix: key + "=") { return String(value.before("[")) }
        }
        return nil
    }

    /// Name and version of a wheel or source archive by its file name (packaging.python.org, "Binary distribution
    /// format" and "Source distribution format").
    static func identity(ofArchive address: String) -> (name: String, version: String)? {
        let path = address.before("#", "?")
        let file = path.cutLast(at: UInt8(ascii: "/"))?.1 ?? path
        if file.hasSuffix(".whl") {
            let parts = file.dropLast(4).pieces(at: UInt8(ascii: "-"))
            return parts.count >= 5 ? (String(parts[0]), String(parts[1])) : nil
        }
        for ending in [".tar.gz", ".zip", ".tar.bz2", ".tgz"] where file.hasSuffix(ending) {
            guard let (name, version) = file.dropLast(ending.count).cutLast(at: UInt8(ascii: "-")) else { return nil }
            return version.utf8.first?.isDigit == true ? (String(name), String(version)) : nil
        }
        return nil
    }
}

extension Package {
    /// A package of PyPI with what the place says; nil when it is the project's own.
    init?(python name: String, version: String, place: PythonPlace?, line: Int) {
        self.init(.pypi, name, version, line: line)
        switch place {
        case .repository(let address): qualifiers["vcs_url"] = address
        case .archive(let address): qualifiers["download_url"] = address
        case .local: return nil
        case nil: break
        }
    }
}

extension UInt8 {
    fileprivate var isNameOfPython: Bool {
        isDigit || isLetter || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
    }
}
