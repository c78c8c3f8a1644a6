internal import ScannerAPI

extension Context {
    /// Opens a file of the target by its path. Throws `.notFound` for a path the target lacks.
    public func open(_ path: [UInt8]) throws(PluginError) -> File {
        var loan = Loan()
        var handle: OpaquePointer?
        var info = scn_file_info()
        info.struct_size = UInt32(MemoryLayout<scn_file_info>.size)
        let status = host.table.open?(call, loan.bytes(path), &handle, &info) ?? PluginError.Kind.unsupported.status
        try PluginError.check(status, "opening \(String(decoding: path, as: UTF8.self))")
        let known = withUnsafePointer(to: info) { FileInfo(copied($0, empty: scn_file_info())) }
        return File(known, host: host, call: call, handle: handle, opened: true)
    }

    /// Visits the files below a path in byte order; "" stands for the whole target. The visitor returns false to stop.
    public func walk(_ prefix: [UInt8] = [], _ visit: (FileInfo) throws -> Bool) throws {
        guard let walk = host.table.walk else {
            throw PluginError(.unsupported, "this host cannot list the files of a target")
        }
        try withoutActuallyEscaping(visit) { visit in
            let visitor = FileVisitor(visit)
            var loan = Loan()
            let status = withExtendedLifetime(visitor) {
                walk(call, loan.bytes(prefix), FileVisitor.callback, Unmanaged.passUnretained(visitor).toOpaque())
            }
            if let error = visitor.error { throw error }
            if !visitor.stopped { try PluginError.check(status, "listing the files of the target") }
        }
    }
}

/// Carries a walk through the C callback.
private final class FileVisitor {
    let visit: (FileInfo) throws -> Bool
    var error: (any Error)?
    var stopped = false

    init(_ visit: @escaping (FileInfo) throws -> Bool) {
        self.visit = visit
    }

    static let callback: scn_file_visitor = { user, info in
        guard let user, let info else { return PluginError.Kind.misuse.status }
        let visitor = Unmanaged<FileVisitor>.fromOpaque(user).takeUnretainedValue()
        do {
            guard try visitor.visit(FileInfo(copied(info, empty: scn_file_info()))) else {
                visitor.stopped = true
                return PluginError.Kind.cancelled.status
            }
            return scn_status(SCN_OK)
        } catch {
            visitor.error = error
            return PluginError.Kind.internal.status
        }
    }
}
