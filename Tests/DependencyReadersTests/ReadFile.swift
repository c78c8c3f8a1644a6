import Packages

@testable import DependencyReaders

/// A tree of files in which one is read.
struct ReadFile {
    let inventory: Inventory

    init(_ format: LockfileFormat, _ bytes: [UInt8], at path: String = "file", beside files: [String: String] = [:]) {
        inventory = Reading.inventory(format, bytes, path: path, files: files)
    }

    init(_ format: LockfileFormat, _ text: String, at path: String = "file", beside files: [String: String] = [:]) {
        self.init(format, Array(text.utf8), at: path, beside: files)
    }

    /// One line for each package: `name@version`, then what else is known of it.
    var packages: [String] { inventory.packages.map(Self.line) }

    /// `from -> to`, sorted.
    var edges: [String] {
        inventory.edges.map { "\(inventory.packages[$0.from].name) -> \(inventory.packages[$0.to].name)" }.sorted()
    }

    /// `line: reason`
    var warnings: [String] { inventory.warnings.map { "\($0.line): \($0.reason)" } }

    private static func line(_ package: Package) -> String {
        var parts = ["\(package.line)", "\(package.name)@\(package.version)"]
        if !package.requirement.isEmpty { parts.append("(\(package.requirement))") }
        if let isDirect = package.isDirect { parts.append(isDirect ? "direct" : "transitive") }
        switch package.scope {
        case .required: break
        case .optional: parts.append("optional")
        case .development: parts.append("development")
        }
        parts += package.qualifiers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        parts += package.hashes
        if !package.licence.isEmpty { parts.append("[\(package.licence)]") }
        return parts.joined(separator: " ")
    }
}
