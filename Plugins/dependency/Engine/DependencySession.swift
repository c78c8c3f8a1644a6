internal import DependencyReaders
internal import Packages
public import PluginSDK
internal import Synchronization

/// One target: its files are read side by side, and what they say together is reported at the end, in the order of
/// their paths, so that equal targets give equal results.
public final class DependencySession: ScanSession {
    private struct State {
        var files: [ScannedFile] = []
        var documents: [(path: String, statements: [VEXStatement])] = []
        var policy: DependencyPolicy?
        /// Documents that hold no packages and could not be read in full.
        var warnings: [(path: [UInt8], warnings: [Inventory.Warning])] = []
    }

    /// Of another file that a reader asks for, in bytes.
    private static let neighbourLimit = 16 << 20

    private let table: FormatTable
    private let sources: AdvisorySources
    private let configuration: DependencyConfiguration
    private let state = Mutex(State())

    init(_ table: FormatTable, _ sources: AdvisorySources, _ configuration: DependencyConfiguration) {
        self.table = table
        self.sources = sources
        self.configuration = configuration
    }

    public func scan(_ file: borrowing File, _ context: borrowing Context) throws {
        let path = file.info.pathBytes
        try file.withUnsafeBytes { bytes in
            if path.elementsEqual(DependencyPolicy.fileName.utf8) {
                let policy = DependencyPolicy.read(bytes)
                state.withLock { $0.policy = policy }
            } else if table.holdsStatements(path) {
                takeStatements(bytes, path)
            } else if let format = table.format(of: path) {
                var inventory = read(format, bytes, path, context)
                for index in inventory.packages.indices { inventory.packages[index].removeCredentials() }
                let scanned = ScannedFile(path: path, format: format.id, inventory: inventory)
                state.withLock { $0.files.append(scanned) }
                // Its warnings are those of the inventory already.
                if format.id == "cyclonedx-json" { takeStatements(bytes, path, warns: false) }
            }
        }
    }

    private func takeStatements(_ bytes: UnsafeRawBufferPointer, _ path: [UInt8], warns: Bool = true) {
        let (statements, warnings) = VEXStatement.read(bytes)
        let name = String(decoding: path, as: UTF8.self)
        state.withLock { state in
            if !statements.isEmpty { state.documents.append((name, statements)) }
            if warns, !warnings.isEmpty { state.warnings.append((path, warnings)) }
        }
    }

    private func read(
        _ format: LockfileFormat, _ bytes: UnsafeRawBufferPointer, _ path: [UInt8], _ context: borrowing Context
    ) -> Inventory {
        func reading(_ open: (String) -> [UInt8]?) -> Inventory {
            withoutActuallyEscaping(open) { open in
                format.read(bytes, Surroundings(path: String(decoding: path, as: UTF8.self), open: open))
            }
        }
        return reading { path in
            guard let file = try? context.open(Array(path.utf8)), file.info.size <= DependencySession.neighbourLimit
            else {
                return nil
            }
            return try? file.withUnsafeBytes { Array($0) }
        }
    }

    public func finish(_ context: borrowing Context) throws {
        let found = state.withLock { state in
            defer { state = State() }
            return state
        }
        let files = found.files.sorted { $0.path.lexicographicallyPrecedes($1.path) }
        let trusted = configuration.trustsTarget
        let documents = trusted ? found.documents.sorted { $0.path < $1.path } : []
        let policy = trusted ? found.policy : nil
        let suppressions = SuppressionList(policy, documents, today: Day.text(Day.now))
        let table = ComponentTable(files)
        if try !table.emit(context) {
            context.log(
                .note, "The host takes no more than \(table.components.count) components; the inventory is cut.")
        }
        let report = DependencyReport(
            files: files, table: table, sources: sources, suppressions: suppressions,
            licences: licences(policy))
        // First, so that a limit on findings does not hide what was not checked.
        try report.coverage(context)
        try report.vulnerabilities(context)
        try report.licences(context)
        try report.warnings(policy, found.warnings.sorted { $0.path.lexicographicallyPrecedes($1.path) }, context)
    }

    private func licences(_ policy: DependencyPolicy?) -> LicencePolicy {
        LicencePolicy(
            allowed: [configuration.allowedLicences, policy?.allowedLicences].compactMap { $0 },
            denied: configuration.deniedLicences + (policy?.deniedLicences ?? []))
    }
}
