internal import ScannerAPI

/// One call of the host in flight: what a scanner reports to and asks. It cannot be copied or stored, because it ends
/// with the call; use it on one thread at a time.
public struct Context: ~Copyable {
    let host: Host
    let call: OpaquePointer?

    init(_ host: Host, _ call: OpaquePointer?) {
        self.host = host
        self.call = call
    }

    /// Name and version of the host, for messages.
    public var hostName: String { host.name }
    public var hostVersion: String { host.version }

    /// True once the scan was cancelled. Ask at least every 50 ms of work.
    public var isCancelled: Bool { (host.table.cancelled?(call) ?? 0) != 0 }

    /// Throws `PluginError.cancelled` once the scan was cancelled.
    public func checkCancellation() throws(PluginError) {
        if isCancelled { throw .cancelled }
    }

    public func log(_ level: LogLevel, _ message: String) {
        var loan = Loan()
        host.table.log?(call, level.rawValue, loan.text(message))
    }

    /// How far a long call is; `total` 0 when not known.
    public func progress(done: Int, total: Int, _ label: String = "") {
        var loan = Loan()
        host.table.progress?(call, UInt64(clamping: done), UInt64(clamping: total), loan.text(label))
    }

    public func metric(_ name: String, _ value: Double) {
        var loan = Loan()
        host.table.metric?(call, loan.text(name), value)
    }

    /// Why the call is about to fail.
    func fail(_ reason: String) {
        var loan = Loan()
        host.table.fail?(call, loan.text(reason))
    }
}
