internal import Packages

extension LockfileFormat {
    /// Requirements files of pip (pip documentation, "Requirements File Format"). What an included file names has the
    /// line of the inclusion.
    static let requirements = LockfileFormat(
        "requirements", ["requirements*.txt", "*requirements.txt", "requirements/*.txt"]
    ) { file, inventory in
        var reader = RequirementsText(file)
        reader.read(file.bytes, path: file.surroundings.path, includedAt: nil)
        reader.finish(&inventory)
    }
}

/// Reads a requirements file and those that it includes.
struct RequirementsText {
    static let fileLimit = 64
    static let depthLimit = 16
    /// Of all included files together, in bytes.
    static let includedLimit = SourceFile.sizeLimit

    private struct Found {
        var package: Package
        /// From the comments that pip-compile and uv put below: who wants it; direct when one of them is a file.
        var via: [String] = []
        var isFromFile = false
        let isConstraint: Bool
    }

    private let surroundings: Surroundings
    private let scope: Package.Scope
    private var found: [Found] = []
    private var notes = Notes()
    private var visited: Set<String> = []
    private var included = 0
    private var depth = 0
    private var isConstraint = false
    private var isInVia = false

    init(_ file: SourceFile) {
        surroundings = file.surroundings
        visited = [file.surroundings.path]
        let name = file.surroundings.path.cutLast(at: UInt8(ascii: "/"))?.1 ?? file.surroundings.path[...]
        let words = name.lowercased().split { "-_.".contains($0) }
        let development: Set<Substring> = [
            "dev", "develop", "development", "test", "tests", "testing", "lint", "docs", "doc",
        ]
        scope = words.contains { development.contains($0) } ? .development : .required
    }

    mutating func read(_ bytes: UnsafeRawBufferPointer, path: String, includedAt: Int?) {
        var lines = TextLines(bytes)
        while found.count < InventoryBuilder.packageLimit, let line = lines.next() {
            let number = includedAt ?? line.number
            if line.isCut { notes.add(number, "a line is too long and was cut") }
            var text = line.text
            if text.trimmed.hasPrefix("#") {
                readComment(text.trimmed.drop { $0 == "#" })
                continue
            }
            isInVia = false
            while text.hasSuffix("\\"), text.utf8.count < TextLines.lengthLimit, let next = lines.next() {
                text.removeLast()
                text += " " + next.text
            }
            readLine(Self.withoutComment(text).trimmed, number, path)
        }
        if found.count == InventoryBuilder.packageLimit, depth == 0 {
            notes.add(0, "more than \(InventoryBuilder.packageLimit) requirements; the inventory is partial")
        }
    }

    private static func withoutComment(_ text: String) -> Substring {
        var isAfterBlank = true
        for index in text.utf8.indices {
            if text.utf8[index] == UInt8(ascii: "#"), isAfterBlank { return text[..<index] }
            isAfterBlank = text.utf8[index].isBlank
        }
        return text[...]
    }

    private mutating func readLine(_ line: Substring, _ number: Int, _ path: String) {
        guard !line.isEmpty else { return }
        guard line.hasPrefix("-") else { return readRequirement(line, number) }
        let (option, value) = Self.option(line)
        switch option {
        case "-r", "--requirement": include(value, number, path, asConstraint: isConstraint)
        case "-c", "--constraint": include(value, number, path, asConstraint: true)
        case "-e", "--editable": readRequirement(value[...], number)
        default:
            if !Self.options.contains(option) { notes.add(number, "an option that is not known") }
        }
    }

    /// `-r file`, `-rfile`, `--requirement=file`, `--requirement file`.
    private static func option(_ line: Substring) -> (String, String) {
        let isLong = line.hasPrefix("--")
        let end =
            isLong
            ? line.firstIndex { $0 == " " || $0 == "=" || $0 == "\t" }
            : line.index(
                line.startIndex, offsetBy: 2, limitedBy: line.endIndex)
        guard let end else { return (String(line), "") }
        let value = line[end...].drop { $0 == "=" || $0 == " " || $0 == "\t" }
        return (String(line[..<end]), String(value.trimmed.filter { $0 != "\"" && $0 != "'" }))
    }

    private static let options: Set<String> = [
        "-i", "--index-url", "--extra-index-url", "--no-index", "-f", "--find-links", "--no-binary", "--only-binary",
        "--prefer-binary", "--require-hashes", "--pre", "--trusted-host", "--use-feature", "--pypi-url",
        "--no-build-isolation", "--config-settings", "--global-option",
    ]

    private mutating func include(_ target: String, _ number: Int, _ path: String, asConstraint: Bool) {
        guard let other = surroundings.resolve(target, from: path) else {
            return notes.add(number, "an included file is outside of the target and was not read")
        }
        guard visited.insert(other).inserted else { return }
        guard depth < Self.depthLimit, visited.count <= Self.fileLimit else {
            return notes.add(number, "too many included files; the inventory is partial")
        }
        guard let bytes = surroundings.open(other) else {
            return notes.add(number, "an included file is missing or too large")
        }
        included += bytes.count
        guard included <= Self.includedLimit else {
            return notes.add(number, "the included files are too large; the inventory is partial")
        }
        let before = isConstraint
        isConstraint = asConstraint
        depth += 1
        bytes.withUnsafeBytes { read($0, path: other, includedAt: number) }
        depth -= 1
        isConstraint = before
    }

    private mutating func readRequirement(_ line: Substring, _ number: Int) {
        let (text, options) = Self.splitOptions(line)
        guard var package = package(String(text.trimmed), number) else { return }
        package.scope = scope
        package.isDirect = true
        package.hashes = options.compactMap {
            guard let value = $0.dropping(prefix: "hash") else { return nil }
            return Digests.labelled(value.drop { $0 == "=" || $0 == " " }.trimmed)
        }
        found.append(Found(package: package, isConstraint: isConstraint))
    }

    /// The requirement, and the options of its own behind it without their dashes.
    private static func splitOptions(_ line: Substring) -> (Substring, [Substring]) {
        var pieces: [Substring] = []
        var start = line.startIndex
        var isAfterBlank = false
        for index in line.utf8.indices {
            if isAfterBlank, line.utf8[index] == UInt8(ascii: "-"), line.utf8[index...].starts(with: "--".utf8) {
                pieces.append(line[start..<index])
                start = line.utf8.index(index, offsetBy: 2)
            }
            isAfterBlank = line.utf8[index].isBlank
        }
        pieces.append(line[start...])
        return (pieces[0], Array(pieces.dropFirst()))
    }

    /// Nil for what is local, and, with a warning, for what is no requirement.
    private mutating func package(_ text: String, _ number: Int) -> Package? {
        if let requirement = PythonRequirement(text) {
            let place = requirement.address.isEmpty ? nil : PythonPlace(requirement.address)
            let pin = requirement.pin
            let version = pin ?? PythonPlace.identity(ofArchive: requirement.address)?.version ?? ""
            var package = Package(python: requirement.name, version: version, place: place, line: number)
            package?.requirement = pin == nil ? requirement.specifier : ""
            return package
        }
        let place = PythonPlace(text)
        if place == .local {
            let isPath = text.hasPrefix(".") || text.hasPrefix("/") || text.hasPrefix("file:") || text.has("/")
            if !isPath { notes.add(number, "a requirement is expected, such as \"name==1.0\"") }
            return nil
        }
        let archive = PythonPlace.identity(ofArchive: text)
        guard let name = PythonPlace.fragment("egg", of: text) ?? archive?.name else {
            notes.add(number, "the name of the package at an address is not known")
            return nil
        }
        return Package(python: name, version: archive?.version ?? "", place: place, line: number)
    }

    /// `# via a, b` or `# via` with a line for each below.
    private mutating func readComment(_ text: Substring) {
        guard !found.isEmpty else { return }
        var rest = text.trimmed
        if let behind = rest.dropping(prefix: "via") {
            isInVia = true
            rest = behind.trimmed
        }
        guard isInVia, !rest.isEmpty else { return }
        for part in rest.pieces(at: UInt8(ascii: ",")) {
            let name = part.trimmed
            if name.hasPrefix("-") || name.has("(") || name.has("/") {
                found[found.count - 1].isFromFile = true
            } else if found[found.count - 1].via.count < 10_000 {
                found[found.count - 1].via.append(PythonName.key(name))
            }
        }
    }

    /// Constraints only give versions to what is required elsewhere.
    func finish(_ inventory: inout InventoryBuilder) {
        inventory.notes.add(notes)
        var pins: [String: String] = [:]
        for constraint in found where constraint.isConstraint && !constraint.package.version.isEmpty {
            let key = PythonName.key(constraint.package.name)
            if pins[key] == nil { pins[key] = constraint.package.version }
        }
        var wanted: [(Int, [String])] = []
        for var item in found where !item.isConstraint {
            let key = PythonName.key(item.package.name)
            if item.package.version.isEmpty, item.package.qualifiers.isEmpty, let pin = pins[key] {
                item.package.version = pin
            }
            if !item.via.isEmpty, !item.isFromFile { item.package.isDirect = false }
            guard let index = inventory.add(item.package, key: key) else { continue }
            wanted.append((index, item.via))
        }
        for (index, parents) in wanted {
            for parent in parents {
                if let from = inventory.index(of: parent) { inventory.edge(from: from, to: index) }
            }
        }
    }
}
