/// A scanner plugin: one value per configuration, shared by all the scans that run with it.
///
/// A plugin that looks at one file at a time conforms to `FileScanner` instead and is done in ten lines. The library
/// exports its one symbol with
///
/// ```swift
/// @c @implementation
/// public func scanner_plugin_entry(_ major: UInt32, _ minor: UInt32) -> UnsafePointer<scn_plugin>? {
///     pluginEntry(MyScanner.self, major, minor)
/// }
/// ```
public protocol Scanner: Sendable {
    associatedtype Session: ScanSession

    /// Constant; read once when the library is loaded. No I/O, no locks.
    static var plugin: PluginDescription { get }

    /// Throws `PluginError(.configuration, …)` when the configuration cannot be used. May be called on any thread.
    init(configuration: Configuration, context: borrowing Context) throws

    /// Every rule a finding may name, the same each time.
    var rules: [RuleDefinition] { get }

    /// Begins the scan of one target. Several may be open at once.
    func open(_ target: Target, _ context: borrowing Context) throws -> Session
}

/// One target being scanned.
public protocol ScanSession: Sendable {
    /// Called from several threads at once unless the plugin's `maxParallel` is 1. `file` and `context` belong to
    /// this call: the compiler keeps them from being stored.
    func scan(_ file: borrowing File, _ context: borrowing Context) throws

    /// Called once after the last file, alone, when the plugin has the capability `.target`.
    func finish(_ context: borrowing Context) throws

    /// Called once at the end, alone, also after errors and cancellation.
    func close(_ context: borrowing Context)
}

extension ScanSession {
    public func scan(_ file: borrowing File, _ context: borrowing Context) throws {}
    public func finish(_ context: borrowing Context) throws {}
    public func close(_ context: borrowing Context) {}
}

/// A scanner that keeps nothing from one file to the next.
public protocol FileScanner: Scanner where Session == EachFile<Self> {
    func scan(_ file: borrowing File, _ context: borrowing Context) throws
}

extension FileScanner {
    public func open(_ target: Target, _ context: borrowing Context) throws -> EachFile<Self> {
        EachFile(scanner: self)
    }
}

/// The session of a `FileScanner`: hands each file to the scanner.
public struct EachFile<S: FileScanner>: ScanSession {
    let scanner: S

    public func scan(_ file: borrowing File, _ context: borrowing Context) throws {
        try scanner.scan(file, context)
    }
}
