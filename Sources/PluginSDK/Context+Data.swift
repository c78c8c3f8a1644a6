internal import ScannerAPI

/// A data file of the plugin, checked by the host against the digest in the plugin's manifest.
///
/// Sendable without the compiler's help: the bytes never change and stay valid until the process ends.
public struct DataFile: @unchecked Sendable {
    public let name: String
    public let bytes: UnsafeRawBufferPointer
}

extension Context {
    /// A data file of the plugin by the name it has in the manifest. Needs the capability `.needsData`; throws
    /// `.notFound` for a name the manifest lacks and `.unsupported` when the host grants no data.
    public func data(_ name: String) throws(PluginError) -> DataFile {
        guard let lent = host.table.extension?(call, SCN_EXT_DATA) else {
            throw PluginError(.unsupported, "the host grants no data files, \(name) is needed")
        }
        let table = copied(lent.assumingMemoryBound(to: scn_ext_data.self), empty: scn_ext_data())
        var loan = Loan()
        var start: UnsafePointer<UInt8>?
        var count = 0
        let status = table.file?(call, loan.text(name), &start, &count) ?? PluginError.Kind.unsupported.status
        try PluginError.check(status, "reading the data file \(name)")
        return DataFile(name: name, bytes: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    /// The advisory database that the host's operator imported; nil when there is none, or when the host is too old to
    /// have one. Needs the capability `.needsAdvisories`. Throws `.misuse` and the like when the host fails.
    public func advisories() throws(PluginError) -> DataFile? {
        guard let lent = host.table.extension?(call, SCN_EXT_ADVISORIES) else { return nil }
        let table = copied(lent.assumingMemoryBound(to: scn_ext_advisories.self), empty: scn_ext_advisories())
        var start: UnsafePointer<UInt8>?
        var count = 0
        let status = table.database?(call, &start, &count) ?? PluginError.Kind.unsupported.status
        if status == PluginError.Kind.notFound.status { return nil }
        try PluginError.check(status, "reading the advisory database")
        return DataFile(
            name: "advisories", bytes: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }
}
