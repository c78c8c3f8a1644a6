internal import ScannerAPI

/// A file lent by the host: the one being scanned, or one the scanner opened, which is closed at the end of its scope.
public struct File: ~Copyable {
    public let info: FileInfo
    private let host: Host
    private let call: OpaquePointer?
    private let handle: OpaquePointer?
    private let opened: Bool

    init(_ info: FileInfo, host: Host, call: OpaquePointer?, handle: OpaquePointer?, opened: Bool) {
        self.info = info
        self.host = host
        self.call = call
        self.handle = handle
        self.opened = opened
    }

    deinit {
        if opened { host.table.close?(call, handle) }
    }

    /// The whole file as lent memory that must not outlive the closure.
    public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) throws -> R {
        var start: UnsafePointer<UInt8>?
        var count = 0
        let status = host.table.bytes?(call, handle, &start, &count) ?? PluginError.Kind.unsupported.status
        try PluginError.check(status, "reading \(info.path)")
        return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    /// The whole file as a span: the compiler keeps it inside the closure.
    public func withBytes<R>(_ body: (RawSpan) throws -> R) throws -> R {
        try withUnsafeBytes { try body($0.bytes) }
    }

    /// Fills `buffer` from `offset`; gives the number of bytes read, 0 at the end of the file.
    public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(PluginError) -> Int {
        var got = 0
        let status = host.table.read?(call, handle, UInt64(clamping: offset), buffer.baseAddress, buffer.count, &got)
        try PluginError.check(status ?? PluginError.Kind.unsupported.status, "reading \(info.path) at \(offset)")
        return min(got, buffer.count)
    }
}
