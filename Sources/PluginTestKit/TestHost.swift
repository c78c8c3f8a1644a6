internal import Glibc
public import PluginSDK
public import ScannerAPI

/// A host in memory for the unit tests of a plugin. It drives the very C table the plugin gives to a real host, lends
/// memory only for the length of a call, and notes every breach of the contract.
///
/// ```swift
/// let report = TestHost(files: ["a.py": "password = 'x'"]).scan(MyScanner.self)
/// #expect(report.violations.isEmpty)
/// #expect(report.findings.map(\.rule) == ["org.example.password"])
/// ```
public struct TestHost: Sendable {
    /// Content of the target by path.
    public var files: [String: [UInt8]]
    /// The plugin's data files by name; nil: this host has no data extension.
    public var data: [String: [UInt8]]?
    /// The host's advisory database; nil: this host has none.
    public var advisories: [UInt8]?
    /// What earlier scans of this target kept; nil: this host keeps nothing. `host.cache = report.cache` makes the next
    /// scan one that follows.
    public var cache: [[UInt8]: [UInt8]]? = [:]
    /// Files scanned at once, unless the plugin allows fewer.
    public var threads = 1
    /// Findings taken before the host answers with "limit reached".
    public var findingLimit = 100_000
    /// Times the host says "not cancelled" before it says "cancelled"; nil: it is never cancelled.
    public var cancelAfter: Int?
    /// Bytes of the function table an older host knows; nil: all of it. What lies behind reads as garbage.
    public var tableSize: Int?
    /// Every path whose bytes cannot be read.
    public var unreadable: Set<String> = []

    public init(files: [String: String], data: [String: [UInt8]]? = nil) {
        self.init(bytes: files.mapValues { Array($0.utf8) }, data: data)
    }

    public init(bytes: [String: [UInt8]], data: [String: [UInt8]]? = nil) {
        files = bytes
        self.data = data
    }

    /// Runs a scanner through its whole life, once.
    public func scan<S: Scanner>(_ scanner: S.Type, configuration: String = "{}") -> TestReport {
        guard let plugin = pluginEntry(scanner, UInt32(SCN_ABI_MAJOR), UInt32(SCN_ABI_MINOR)) else {
            return TestReport(failure: TestFailure(phase: .create, kind: .unsupported, reason: "the entry declined"))
        }
        let run = TestRun(self, plugin)
        return run.report { create in Registration.with(scanner) { create(configuration) } }
    }

    /// Runs a plugin of any language by its table.
    public func scan(_ plugin: UnsafePointer<scn_plugin>, configuration: String = "{}") -> TestReport {
        TestRun(self, plugin).report { create in create(configuration) }
    }

    /// Loads a plugin library and runs it. The library stays loaded. Throws when it cannot be loaded, lacks the entry,
    /// or declines this version of the ABI.
    public func scan(library path: String, configuration: String = "{}") throws -> TestReport {
        guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) else {
            throw PluginError(.notFound, dlerror().map { String(cString: $0) } ?? "\(path) cannot be loaded")
        }
        guard let symbol = dlsym(library, SCN_ENTRY_SYMBOL) else {
            throw PluginError(.misuse, "\(path) does not export \(SCN_ENTRY_SYMBOL)")
        }
        let entry = unsafeBitCast(symbol, to: scn_entry_fn.self)
        guard let plugin = entry(UInt32(SCN_ABI_MAJOR), UInt32(SCN_ABI_MINOR)) else {
            throw PluginError(.unsupported, "\(path) declines version \(SCN_ABI_MAJOR).\(SCN_ABI_MINOR) of the ABI")
        }
        return scan(plugin, configuration: configuration)
    }
}
