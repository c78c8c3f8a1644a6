internal import Digest
internal import Glibc

/// Puts a plugin that this package builds into a folder of its own, with the `plugin.json` that belongs to it.
public struct PluginFixture: Sendable {
    public var id: String
    public var product: String
    public var version = "1.0.0"
    public var permissions: [String] = []
    public var data: [(name: String, bytes: [UInt8])] = []
    /// Appended to the library file, where the plugin can read it.
    public var appendix = ""

    public init(id: String, product: String) {
        self.id = id
        self.product = product
    }

    /// A well-behaved plugin that finds the word "needle".
    public static var words: PluginFixture { PluginFixture(id: "fixture.words", product: "fixture-words") }

    /// A plugin that misbehaves where it is told to; see its source.
    public static var misbehaving: PluginFixture {
        PluginFixture(id: "fixture.misbehaving", product: "fixture-misbehaving")
    }

    /// A plugin that works a file out once and says whether it had to; see its source.
    public static var thrift: PluginFixture {
        var fixture = PluginFixture(id: "fixture.thrift", product: "fixture-thrift")
        fixture.permissions = ["cache"]
        return fixture
    }

    /// The folder of this build's products.
    public static var products: String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let path = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }

    /// The worker of this build, or the one that `SECURESCAN_TEST_WORKER` names (built with sanitizers, for example).
    public static var workerPath: String {
        getenv("SECURESCAN_TEST_WORKER").map { String(cString: $0) } ?? products + "/scanner-worker"
    }

    /// Writes `<directory>/<id>/<id>.so` and its manifest; returns the folder.
    @discardableResult
    public func stage(in directory: String) throws -> String {
        let folder = directory + "/" + id
        mkdir(folder, 0o755)
        let library = try Self.read(Self.products + "/lib" + product + ".so") + Array(appendix.utf8)
        try Self.write(library, to: folder + "/" + id + ".so")
        for file in data { try Self.write(file.bytes, to: folder + "/" + file.name) }
        try Self.write(Array(manifest(Self.digest(library)).utf8), to: folder + "/plugin.json")
        return folder
    }

    public func manifest(_ sha256: String) -> String {
        let data = data.map { #"{"name":"\#($0.name)","sha256":"\#(Self.digest($0.bytes))"}"# }
        let permissions = permissions.map { "\"\($0)\"" }
        return """
            {"id":"\(id)","version":"\(version)","sha256":"\(sha256)",
             "permissions":[\(permissions.joined(separator: ","))],"data":[\(data.joined(separator: ","))]}
            """
    }

    public static func digest(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { SHA256.hex($0) } }

    public static func read(_ path: String) throws -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw FixtureError("\(path) cannot be read; is it built?") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 << 10)
        while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
        return bytes
    }

    public static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "wb") else { throw FixtureError("\(path) cannot be written") }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw FixtureError("\(path) is incomplete") }
    }
}

public struct FixtureError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
