internal import ScannerAPI

/// The host's function table as this library was compiled to read it: what an older host lacks is nil.
///
/// Sendable without the compiler's help: the table is a copy that never changes, and the ABI promises that its
/// functions may be called from any thread.
final class Host: @unchecked Sendable {
    let table: scn_host
    let name: String
    let version: String

    init(_ lent: UnsafePointer<scn_host>) {
        table = copied(lent, empty: scn_host())
        name = String(lent: table.name)
        version = String(lent: table.version)
    }
}
