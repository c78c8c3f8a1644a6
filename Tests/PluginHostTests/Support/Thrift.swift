internal import Glibc
internal import Model
internal import TestSupport

@testable import PluginHost

/// Scans with the fixture that says what it found in the cache and what it had to work out.
final class Thrift: Sendable {
    struct Count: Equatable, CustomStringConvertible {
        var found = 0
        var worked = 0
        var description: String { "\(found) found, \(worked) worked out" }
    }

    let lab: Laboratory
    /// Not there at first.
    let folder: String
    let configuration: ResultCacheConfiguration
    private let staged = Monitor<(String, VerifiedPlugin)?>(nil)

    init(fileBytes: Int = 8 << 20, totalBytes: Int = 64 << 20) throws {
        lab = try Laboratory()
        folder = lab.folder.path + "/state/results"
        var configuration = ResultCacheConfiguration()
        configuration.directory = folder
        configuration.fileBytes = fileBytes
        configuration.totalBytes = totalBytes
        self.configuration = configuration
    }

    /// Staged when it is not in place yet: a library must not change under those who use it.
    func plugin(_ fixture: PluginFixture = .thrift) throws -> VerifiedPlugin {
        let text = "\(fixture)"
        return try staged.withLock { staged in
            if let (known, plugin) = staged, known == text { return plugin }
            let plugin = try lab.stage(fixture)
            staged = (text, plugin)
            return plugin
        }
    }

    func session(_ fixture: PluginFixture = .thrift, target: String = "/target") throws -> ResultSession {
        guard let session = ResultCache(configuration)?.session(for: try plugin(fixture), target: target) else {
            throw FixtureError("no session")
        }
        return session
    }

    /// A whole scan, whose results are kept; what the plugin said of each file, sorted.
    @discardableResult
    func say(
        _ contents: [String], fixture: PluginFixture = .thrift, target: String = "/target", config: String = "{}",
        isWhole: Bool = true
    ) throws -> [String] {
        let session = try session(fixture, target: target)
        let files = contents.enumerated().map { ("file-\($0)", $1) }
        let log = try lab.scan(plugin(fixture), files, config: config, results: session)
        guard log.end == .completed(note: nil) else { throw FixtureError("the scan ended with \(log.ends)") }
        if let warning = session.keep(isWhole: isWhole) { throw FixtureError(warning) }
        ResultCache(configuration)?.prune()
        return log.findings.map(\.finding.message).sorted()
    }

    func scan(
        _ contents: [String], fixture: PluginFixture = .thrift, target: String = "/target", config: String = "{}",
        isWhole: Bool = true
    ) throws -> Count {
        let said = try say(contents, fixture: fixture, target: target, config: config, isWhole: isWhole)
        let found = said.count { $0.hasPrefix("found") }
        return Count(found: found, worked: said.count - found)
    }

    /// Paths of what lies in the folder, sorted.
    var files: [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(folder + "/" + name) }
        }
        return names.sorted()
    }

    /// The only one.
    func file() throws -> String {
        guard files.count == 1, let file = files.first else { throw FixtureError("files: \(files)") }
        return file
    }

    static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : -1
    }
}
