import Foundation

/// One textual change of the plugin header. The text to change must be there exactly once.
enum HeaderEdit: Sendable {
    case replace(String, with: String)
    case insert(String, before: String)
    case swap(String, String)

    static let nextMinor = HeaderEdit.replace("#define SCN_ABI_MINOR 0", with: "#define SCN_ABI_MINOR 1")

    func applied(to header: String) throws -> String {
        switch self {
        case .replace(let old, let new):
            guard header.components(separatedBy: old).count == 2 else { throw EditError(text: old) }
            return header.replacingOccurrences(of: old, with: new)
        case .insert(let text, let place):
            return try HeaderEdit.replace(place, with: text + place).applied(to: header)
        case .swap(let first, let second):
            let placeholder = "\u{1}"
            return try [
                HeaderEdit.replace(first, with: placeholder), .replace(second, with: first),
                .replace(placeholder, with: second),
            ].reduce(header) { try $1.applied(to: $0) }
        }
    }

    struct EditError: Error, CustomStringConvertible {
        let text: String
        var description: String { "the header does not contain '\(text)' exactly once" }
    }
}

/// A folder that lives as long as this object.
final class ScratchFolder {
    private let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("abi-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    private func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
        return path(name)
    }
}

/// Runs the scripts of the ABI gate.
enum ABICheck {
    struct Outcome: Sendable {
        let exitCode: Int32
        let output: String
        let errors: String
    }

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
    static let golden = root + "/Tests/ABI/v1.layout"

    /// The changes are made to the frozen 1.0 header, so these tests stay true when the ABI grows.
    private static let frozenHeader = root + "/Tests/ABI/v1.0/scanner_api.h"
    private static let frozenLayout = Result { try script("abi-layout", [frozenHeader]).output }

    /// Runs `scripts/abi-check` on a changed copy of the 1.0 header.
    ///
    /// - Parameters:
    ///   - changelog: the ABI versions that the changelog has an entry for.
    ///   - golden: the golden layout; that of the 1.0 header when nil.
    static func run(
        _ edits: [HeaderEdit], changelog: [String], golden: String? = nil, arguments: [String] = []
    ) throws -> Outcome {
        let folder = try ScratchFolder()
        let original = try String(contentsOfFile: frozenHeader, encoding: .utf8)
        let header = try folder.write(edits.reduce(original) { try $1.applied(to: $0) }, to: "changed.h")
        let layout = try golden ?? folder.write(frozenLayout.get(), to: "v1.layout")
        let entries = changelog.map { "- **\($0)** an entry\n" }.joined()
        let log = try folder.write("# Changelog\n\n## ABI\n\n\(entries)\n## Unreleased\n", to: "CHANGELOG.md")
        return try script(
            "abi-check", ["--header", header, "--golden", layout, "--changelog", log] + arguments)
    }

    static func script(_ name: String, _ arguments: [String]) throws -> Outcome {
        let folder = try ScratchFolder()
        let output = try folder.write("", to: "output")
        let errors = try folder.write("", to: "errors")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: root + "/scripts/" + name)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        process.waitUntilExit()
        return Outcome(
            exitCode: process.terminationStatus,
            output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }
}
