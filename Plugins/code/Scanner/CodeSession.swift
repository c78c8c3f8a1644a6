internal import CodeEngine
internal import CodeSyntax
public import PluginSDK
internal import Synchronization

/// One target: files are read side by side, and their data flow is followed at the end, in the order of their paths.
public final class CodeSession: ScanSession {
    private struct State {
        var files: [AnalyzedFile] = []
        var names = FileNames()
        var settings = SettingsFiles()
        var trees = TreeAllowance()
        var skipped: [SkipReason: SkippedFiles] = [:]
        /// Readers that no thread uses at the moment.
        var readers: [ReaderBox] = []
    }

    private enum SkipReason: Hashable {
        case generated, minified, vendored, template
        case missing(Language)
    }

    private struct SkippedFiles {
        var count = 0
        var first = ""
    }

    /// A reader has memory of its own that is worth keeping from file to file; a box is with one thread at a time.
    private final class ReaderBox: @unchecked Sendable {
        let reader: FileReader

        init(_ reader: FileReader) {
            self.reader = reader
        }
    }

    private let library: RuleLibrary
    private let trustsTarget: Bool
    private let state = Mutex(State())

    /// - Parameter trustsTarget: whether what the target says against findings counts.
    init(_ library: RuleLibrary, trustsTarget: Bool) {
        self.library = library
        self.trustsTarget = trustsTarget
    }

    public func scan(_ file: borrowing File, _ context: borrowing Context) throws {
        let path = FileNames.name(of: file.info.pathBytes)
        if try checkInfrastructure(file, path, context) { return }
        let box = state.withLock { $0.readers.popLast() } ?? ReaderBox(FileReader(library))
        defer { state.withLock { $0.readers.append(box) } }
        try file.withUnsafeBytes { bytes in
            let text = bytes.bindMemory(to: UInt8.self)
            if SettingsFiles.isSettings(path) { return state.withLock { $0.settings.add(text) } }
            let contentID = file.info.contentID
            let outcome = try withShelf(context) { box.reader.read(text, path: path, contentID: contentID, shelf: $0) }
            switch outcome {
            case .analyzed(let analyzed):
                state.withLock { $0.names.remember(file.info.pathBytes, as: path) }
                try keep(analyzed, context)
            case .skipped(let reason): note(reason, path, context)
            case nil: break
            }
        }
    }

    /// A context is lent for one call, and so is the shelf that keeps results through it.
    private func withShelf<Result>(
        _ context: borrowing Context, _ body: (ResultShelf) throws -> Result
    ) throws -> Result {
        func lending(
            _ get: ([UInt8]) -> UnsafeRawBufferPointer?, _ put: ([UInt8], [UInt8]) -> Void
        ) throws -> Result {
            try withoutActuallyEscaping(get) { get in
                try withoutActuallyEscaping(put) { put in try body(ResultShelf(library, get: get, put: put)) }
            }
        }
        return try lending({ context.cached($0) }, { context.cache($0, $1) })
    }

    /// Whether the file is one that describes infrastructure.
    private func checkInfrastructure(
        _ file: borrowing File, _ path: String, _ context: borrowing Context
    ) throws -> Bool {
        guard Language(path: path) == nil, !SettingsFiles.isSettings(path) else { return false }
        return try file.withUnsafeBytes { bytes in
            guard InfrastructureFile.accepts(bytes, path: path) else { return false }
            if let skip = FileSkip.byPath(path) {
                note(skip, path, context)
                return true
            }
            let found = InfrastructureFile(bytes, path: path)
            for finding in found.findings { try report(finding, context) }
            for note in found.notes { context.log(.note, "\(path), \(note).") }
            if found.isTemplate { count(.template, path) }
            return true
        }
    }

    private func keep(_ file: AnalyzedFile, _ context: borrowing Context) throws {
        for finding in file.findings { try report(Finding(finding, in: file.path), context) }
        for note in file.notes { context.log(.note, "\(file.path): \(note)") }
        var kept = file
        kept.forgetFindings()
        state.withLock { state in
            state.trees.admit(&kept)
            state.files.append(kept)
        }
    }

    private func report(_ finding: Finding, _ context: borrowing Context) throws {
        var finding = finding
        if !trustsTarget { finding.properties[Finding.suppression] = nil }
        try context.report(finding)
    }

    private func note(_ skip: FileSkip, _ path: String, _ context: borrowing Context) {
        let reason: SkipReason
        switch skip {
        case .generated: reason = .generated
        case .minified: reason = .minified
        case .vendored: reason = .vendored
        case .parserMissing(let language): reason = .missing(language)
        case .tooCostly(let why): return context.log(.note, "\(path) was not analysed: \(why).")
        }
        count(reason, path)
    }

    private func count(_ reason: SkipReason, _ path: String) {
        state.withLock { state in
            var files = state.skipped[reason] ?? SkippedFiles()
            if files.count == 0 || path < files.first { files.first = path }
            files.count += 1
            state.skipped[reason] = files
        }
    }

    public func finish(_ context: borrowing Context) throws {
        let found = state.withLock { state in
            defer { state = State() }
            return state
        }
        noteSkipped(found.skipped, context)
        let files = current(found.files, found.names, context).sorted { $0.path < $1.path }
        try follow(files, found.names, found.settings, context)
    }

    /// Of a file that a history has in several versions, the one that can be opened: places are in its bytes.
    private func current(
        _ files: [AnalyzedFile], _ names: FileNames, _ context: borrowing Context
    ) -> [AnalyzedFile] {
        var versions: [String: Int] = [:]
        for file in files { versions[file.path, default: 0] += 1 }
        guard versions.contains(where: { $0.value > 1 }) else { return files }
        var ids: [String: String] = [:]
        for (path, count) in versions where count > 1 {
            ids[path] = (try? context.open(names.path(path)))?.info.contentID ?? ""
        }
        return files.filter { file in ids[file.path].map { $0 == file.contentID } ?? true }
    }

    private func follow(
        _ files: [AnalyzedFile], _ names: FileNames, _ settings: SettingsFiles, _ context: borrowing Context
    ) throws {
        func loading(_ load: (String) -> [UInt8]?) throws -> [String] {
            try withoutActuallyEscaping(load) { load in
                let analysis = ProgramAnalysis(library, load: load)
                return try withShelf(context) { shelf in
                    try analysis.analyze(
                        files, settings: settings, shelf: shelf, isCancelled: { context.isCancelled },
                        report: { try report(Finding($0, in: "", names), context) })
                }
            }
        }
        let bounded = try loading { path in
            guard let file = try? context.open(names.path(path)) else { return nil }
            return try? file.withUnsafeBytes { Array($0) }
        }
        guard let first = bounded.first else { return }
        let others = bounded.count > 1 ? " and \(bounded.count - 1) more" : ""
        context.log(
            .note,
            "Data flow was not followed to the end in \(first)\(others): "
                + "more work is needed, or more findings are there, than is allowed for one function or file."
        )
    }

    private func noteSkipped(_ skipped: [SkipReason: SkippedFiles], _ context: borrowing Context) {
        for (reason, files) in skipped.sorted(by: { $0.value.first < $1.value.first }) {
            let which = files.count == 1 ? files.first : "\(files.count) files (the first: \(files.first))"
            switch reason {
            case .generated: context.log(.note, "Not analysed, since generated: \(which).")
            case .minified: context.log(.note, "Not analysed, since minified: \(which).")
            case .vendored: context.log(.note, "Not analysed, since code of others: \(which).")
            case .template:
                context.log(.note, "Checked in part, since templates that another program fills in: \(which).")
            case .missing(let language):
                context.log(
                    .note,
                    "Not analysed, since the parser for \(language.title) is missing (\(RuleLibrary.remedy)): \(which)."
                )
            }
        }
    }
}

extension Finding {
    /// `file`: the path of the file being scanned, which regions leave out.
    init(_ finding: CodeFinding, in file: String, _ names: FileNames = FileNames()) {
        func path(_ path: String) -> [UInt8] { path == file ? [] : names.path(path) }
        self.init(
            rule: "code." + finding.rule, message: finding.message,
            at: .bytes(finding.bytes, in: path(finding.path)))
        matchKey = Array(finding.matchKey.utf8)
        // The host knows the bytes of the finding's own file alone.
        related = finding.steps.map { step in
            step.path == finding.path
                ? .bytes(step.bytes, in: path(step.path), note: step.note)
                : .lines(step.line...step.line, in: path(step.path), note: step.note)
        }
        if let fix = finding.fix { properties["fix"] = .string(fix) }
        if !finding.steps.isEmpty { properties["data_flow"] = .bool(true) }
        if let suppression = finding.suppression { pass(over: suppression, in: finding.path) }
    }
}
