/// The object behind a `scn_instance` handle.
class Instance: @unchecked Sendable {  // its only stored property is Sendable and constant, as are its subclass's
    let host: Host

    init(_ host: Host) {
        self.host = host
    }

    var rules: [RuleDefinition] { [] }

    func open(_ target: Target, _ context: borrowing Context) throws -> any ScanSession {
        throw PluginError(.misuse, "an instance without a scanner cannot scan")
    }

    static func at(_ handle: OpaquePointer?) -> Instance? {
        handle.map { Unmanaged<Instance>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
    }
}

/// An instance together with the scanner it was made for.
final class TypedInstance<S: Scanner>: Instance, @unchecked Sendable {  // see Instance
    private let scanner: S

    init(_ host: Host, _ scanner: S) {
        self.scanner = scanner
        super.init(host)
    }

    override var rules: [RuleDefinition] { scanner.rules }

    override func open(_ target: Target, _ context: borrowing Context) throws -> any ScanSession {
        try scanner.open(target, context)
    }
}

/// The object behind a `scn_scan` handle.
final class OpenScan: Sendable {
    let host: Host
    let session: any ScanSession

    init(_ host: Host, _ session: any ScanSession) {
        self.host = host
        self.session = session
    }

    static func at(_ handle: OpaquePointer?) -> OpenScan? {
        handle.map { Unmanaged<OpenScan>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
    }
}
