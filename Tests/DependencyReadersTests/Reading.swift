@testable import DependencyReaders

/// Reads texts with a format and tells the outcome in lines that are easy to compare.
enum Reading {
    static func inventory(
        _ format: LockfileFormat, _ text: String, path: String = "app/file", files: [String: String] = [:]
    ) -> Inventory {
        inventory(format, Array(text.utf8), path: path, files: files)
    }

    static func inventory(
        _ format: LockfileFormat, _ bytes: [UInt8], path: String = "app/file", files: [String: String] = [:]
    ) -> Inventory {
        let surroundings = Surroundings(path: path) { files[$0].map { Array($0.utf8) } }
        return bytes.withUnsafeBytes { format.read($0, surroundings) }
    }

    /// `name@version (range) :line scope direct hash… licence qualifiers > what it depends on`, a line for each
    /// package; hashes are cut after six digits. Warnings come last.
    static func lines(_ inventory: Inventory) -> [String] {
        var targets: [Int: [String]] = [:]
        for edge in inventory.edges {
            targets[edge.from, default: []].append(label(inventory.packages[edge.to]))
        }
        let packages = inventory.packages.enumerated().map { index, package in
            line(package) + (targets[index].map { " > " + $0.joined(separator: " ") } ?? "")
        }
        return packages + inventory.warnings.map { "! \($0.line) \($0.reason)" }
    }

    private static func label(_ package: Package) -> String {
        package.version.isEmpty ? package.name : "\(package.name)@\(package.version)"
    }

    private static func line(_ package: Package) -> String {
        var parts = [label(package)]
        if !package.requirement.isEmpty { parts.append("(\(package.requirement))") }
        parts.append(":\(package.line)")
        if package.scope != .required { parts.append("\(package.scope)") }
        if let isDirect = package.isDirect { parts.append(isDirect ? "direct" : "transitive") }
        parts += package.hashes.map { hash in
            let (algorithm, digits) = hash.cut(at: UInt8(ascii: ":")) ?? ("?", "")
            return "\(algorithm):\(digits.prefix(6))"
        }
        if !package.licence.isEmpty { parts.append("[\(package.licence)]") }
        parts += package.qualifiers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return parts.joined(separator: " ")
    }
}
