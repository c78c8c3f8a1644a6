import Digest
import Foundation
import TestSupport

/// The built program, its worker and chosen plugins in a folder of their own, as an installation has them.
final class Installation: Sendable {
    let folder: TemporaryFolder

    var program: String { folder.path + "/bin/securescan" }
    var database: String { folder.path + "/state/securescan.db" }

    init(plugins: [BuiltPlugin] = [.secrets]) throws {
        folder = try TemporaryFolder()
        try folder.makeFolder("bin/plugins")
        for name in ["securescan", "scanner-worker", "code-rules"] {
            try Installation.place(Products.folder + "/" + name, at: folder.path + "/bin/" + name)
        }
        for plugin in plugins { try plugin.install(in: folder.path + "/bin/plugins") }
    }

    /// With every plugin that the build has put beside the program.
    static func complete() throws -> Installation {
        let installation = try Installation(plugins: [])
        let plugins = installation.folder.path + "/bin/plugins"
        try FileManager.default.removeItem(atPath: plugins)
        try FileManager.default.copyItem(atPath: Products.folder + "/plugins", toPath: plugins)
        return installation
    }

    /// The environment of the program: nothing of the machine's own settings but what the runtime needs.
    func environment(_ extra: [String: String] = [:]) -> [String: String] {
        var variables = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "SECURESCAN_DB_PATH": database,
            "XDG_STATE_HOME": folder.path + "/state", "XDG_CACHE_HOME": folder.path + "/cache",
            "SECURESCAN_LOG_FORMAT": "json",
        ]
        variables["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
        return variables.merging(extra) { _, new in new }
    }

    /// Runs `securescan scan` on a folder and keeps the folder until it has ended.
    func scan(_ target: TemporaryFolder, _ arguments: String...) async throws -> CommandResult {
        let result = try await run(["scan", target.path, "--format", "json"] + arguments)
        withExtendedLifetime(target) {}
        return result
    }

    /// Runs `securescan` with these arguments to its end.
    /// - Parameter input: a file for its standard input, which is empty without one.
    func run(
        _ arguments: [String], environment extra: [String: String] = [:], input: String? = nil
    ) async throws -> CommandResult {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = environment(extra)
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = input.flatMap { FileHandle(forReadingAtPath: $0) } ?? FileHandle.nullDevice
        async let text = Products.onThread { Products.readAll(output.fileHandleForReading) }
        async let complaint = Products.onThread { Products.readAll(errors.fileHandleForReading) }
        try process.run()
        let (standardOutput, standardError) = await (text, complaint)
        await Products.onThread { process.waitUntilExit() }
        // Without this the folder could go when `self` is used for the last time, before the program has ended.
        withExtendedLifetime(self) {}
        return CommandResult(
            status: process.terminationStatus, output: String(decoding: standardOutput, as: UTF8.self),
            errors: String(decoding: standardError, as: UTF8.self))
    }

    /// A hard link where the file system allows it, since debug builds are large; the program finds its neighbours by
    /// its own path, which a symbolic link would not change.
    static func place(_ source: String, at target: String) throws {
        do {
            try FileManager.default.linkItem(atPath: source, toPath: target)
        } catch {
            try FileManager.default.copyItem(atPath: source, toPath: target)
        }
    }
}

struct CommandResult {
    var status: Int32
    var output: String
    var errors: String

    var json: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any] ?? [:]
    }
    var findings: [[String: Any]] { json["findings"] as? [[String: Any]] ?? [] }
    var scan: [String: Any] { json["scan"] as? [String: Any] ?? [:] }
}

/// What the build made, beside the running tests.
enum Products {
    static let folder: String = {
        // The test bundle is <build>/<package>PackageTests.xctest, given to the runner as an argument.
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).resolvingSymlinksInPath().deletingLastPathComponent().path
    }()

    /// Foundation's own way to read to the end gives up on EINTR.
    static func readAll(_ handle: FileHandle) -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(handle.fileDescriptor, &buffer, buffer.count)
            if count > 0 { all += buffer[..<count] }
            if count == 0 || (count < 0 && errno != EINTR) { return all }
        }
    }

    /// Runs a blocking call off the cooperative pool.
    static func onThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: work()) }
        }
    }
}

/// A plugin that the build made, with the manifest that an installation needs.
struct BuiltPlugin: Sendable {
    var id: String
    var library: String
    var version = "1.0.0"
    var data: [String] = []
    var permissions: [String] = []

    static let secrets = BuiltPlugin(
        id: "secrets", library: "libsecrets.so", data: ["secrets-data/rules.json", "secrets-data/rules.hsdb"])

    func install(in plugins: String) throws {
        let folder = plugins + "/" + id
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var manifest: [String: Any] = [
            "id": id, "version": version, "library": library,
            "sha256": try copy(library, to: folder), "permissions": permissions + (data.isEmpty ? [] : ["data"]),
        ]
        manifest["data"] = try data.map { file in
            ["name": URL(fileURLWithPath: file).lastPathComponent, "sha256": try copy(file, to: folder)]
        }
        let text = try JSONSerialization.data(withJSONObject: manifest)
        try text.write(to: URL(fileURLWithPath: folder + "/plugin.json"))
    }

    private func copy(_ file: String, to folder: String) throws -> String {
        let source = URL(fileURLWithPath: Products.folder + "/" + file)
        let bytes = try Data(contentsOf: source)
        try bytes.write(to: URL(fileURLWithPath: folder + "/" + source.lastPathComponent))
        return bytes.withUnsafeBytes { SHA256.hex($0) }
    }
}
