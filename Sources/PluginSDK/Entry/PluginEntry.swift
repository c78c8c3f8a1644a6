public import ScannerAPI
internal import Synchronization

/// The body of a plugin's one exported function: the table of `scanner`, or nil for a host of another major version.
public func pluginEntry<S: Scanner>(
    _ scanner: S.Type, _ hostMajor: UInt32, _ hostMinor: UInt32
) -> UnsafePointer<scn_plugin>? {
    guard hostMajor == UInt32(SCN_ABI_MAJOR) else { return nil }
    Registration.current.withLock { $0 = scanner }
    return PluginTables.table(of: scanner)
}

/// The scanner a library is built around. A C function pointer cannot carry a Swift type, so `create` looks it up
/// here; there is one per library, except in a test process, which names it for the length of a call.
package enum Registration {
    static let current = Mutex<(any Scanner.Type)?>(nil)
    private static let turn = Mutex<Void>(())

    /// Runs `body` while `create` stands for `scanner`.
    package static func with<S: Scanner, R>(_ scanner: S.Type, _ body: () throws -> R) rethrows -> R {
        try turn.withLock { _ in
            current.withLock { $0 = scanner }
            return try body()
        }
    }
}

/// The constant tables handed to the host; they live as long as the process.
private enum PluginTables {
    private struct Table: @unchecked Sendable {  // written once, before anyone sees it
        let pointer: UnsafePointer<scn_plugin>
    }

    private static let tables = Mutex<[ObjectIdentifier: Table]>([:])

    static func table<S: Scanner>(of scanner: S.Type) -> UnsafePointer<scn_plugin> {
        tables.withLock { tables in
            if let known = tables[ObjectIdentifier(scanner)] { return known.pointer }
            let made = Table(pointer: make(scanner.plugin))
            tables[ObjectIdentifier(scanner)] = made
            return made.pointer
        }
    }

    private static func make(_ plugin: PluginDescription) -> UnsafePointer<scn_plugin> {
        var loan = Loan()
        var table = scn_plugin()
        table.struct_size = UInt32(MemoryLayout<scn_plugin>.size)
        table.abi_major = UInt16(SCN_ABI_MAJOR)
        table.abi_minor = UInt16(SCN_ABI_MINOR)
        describe(plugin, in: &table, &loan)
        Calls.fill(&table, plugin.capabilities)
        let pointer = UnsafeMutablePointer<scn_plugin>.allocate(capacity: 1)
        pointer.initialize(to: table)
        loan.keep()
        return UnsafePointer(pointer)
    }

    private static func describe(_ plugin: PluginDescription, in table: inout scn_plugin, _ loan: inout Loan) {
        table.id = loan.text(plugin.id)
        table.name = loan.text(plugin.name)
        table.version = loan.text(plugin.version)
        table.vendor = loan.text(plugin.vendor)
        table.license = loan.text(plugin.license)
        table.runtime = loan.text(PluginDescription.runtime)
        table.config_schema = loan.text(plugin.configurationSchema)
        table.scan_types = loan.texts(plugin.scanTypes)
        table.scan_type_count = UInt32(clamping: plugin.scanTypes.count)
        table.caps = plugin.capabilities.rawValue
        table.file_patterns = loan.texts(plugin.filePatterns)
        table.file_pattern_count = UInt32(clamping: plugin.filePatterns.count)
        table.max_parallel = UInt32(clamping: plugin.maxParallel)
        table.max_file_size = UInt64(clamping: plugin.maxFileSize)
    }
}
