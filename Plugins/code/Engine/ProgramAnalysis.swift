public import CodeFlow
import CodeParsing
import CodeRules
import CodeSyntax

/// The second half of a scan: data flow through all files that were read. For one thread.
public final class ProgramAnalysis {
    private let library: RuleLibrary
    private let reader: FileReader
    private let load: (String) -> [UInt8]?
    private let texts: LoadedFiles
    private let limits: FlowLimits

    /// `load` gives the text of a path again.
    public init(_ library: RuleLibrary, limits: FlowLimits = FlowLimits(), load: @escaping (String) -> [UInt8]?) {
        self.library = library
        reader = FileReader(library)
        self.limits = limits
        self.load = load
        texts = LoadedFiles(load)
    }

    /// Calls `report` with each finding, and gives what was not analysed to the end: functions (as "path: name") and
    /// files. `isCancelled` is asked again and again.
    public func analyze(
        _ files: [AnalyzedFile], settings: SettingsFiles, shelf: ResultShelf = ResultShelf(),
        isCancelled: () -> Bool, report: (CodeFinding) throws -> Void
    ) rethrows -> [String] {
        try withoutActuallyEscaping(isCancelled) { isCancelled in
            try analyzeEach(files, settings, shelf, isCancelled, report)
        }
    }

    private func analyzeEach(
        _ files: [AnalyzedFile], _ settings: SettingsFiles, _ shelf: ResultShelf,
        _ isCancelled: @escaping () -> Bool, _ report: (CodeFinding) throws -> Void
    ) rethrows -> [String] {
        var bounded: [String] = []
        for language in Language.allCases {
            // JavaScript and TypeScript import each other, but their trees have symbols of their own.
            let own = files.filter { $0.language == language }.sorted { $0.path < $1.path }
            guard own.contains(where: \.needsFlow), !isCancelled() else { continue }
            let rules = library.rules(for: language)
            let program = CodeProgram(own, rules, settings: settings, reader: reader, load: load)
            bounded += try analyze(program, rules, shelf, isCancelled, report)
        }
        return bounded
    }

    private func analyze(
        _ program: CodeProgram, _ rules: LanguageRules, _ shelf: ResultShelf,
        _ isCancelled: @escaping () -> Bool, _ report: (CodeFinding) throws -> Void
    ) rethrows -> [String] {
        let digest = program.digest
        var records: [Int: FlowRecord] = [:]
        var bounded: [String] = []
        for (index, file) in program.files.enumerated() where program.needsFlow(file) {
            if let record = shelf.flow(of: file.path, contentID: file.contentID), record.program == digest,
                program.has(record.consulted)
            {
                for finding in record.findings { try report(finding) }
                bounded += record.bounded
            } else {
                records[index] = FlowRecord(program: digest)
            }
        }
        for run in 0..<rules.runs {
            program.begin(run: run)
            let guards = Self.guards(rules, run: run)
            for index in records.keys.sorted() {
                guard !isCancelled() else { return bounded }
                let following = Following(program: program, rules: rules, guards: guards, isCancelled: isCancelled)
                try follow(index, run, following, &records, report)
            }
        }
        guard !isCancelled() else { return bounded }
        for (index, record) in records.sorted(by: { $0.key < $1.key }) {
            let file = program.files[index]
            bounded += record.bounded
            if !file.holdsSecrets { shelf.keep(record, of: file.path, contentID: file.contentID) }
        }
        return bounded
    }

    private struct Following {
        let program: CodeProgram
        let rules: LanguageRules
        let guards: Guards
        let isCancelled: () -> Bool
    }

    private func follow(
        _ index: Int, _ run: Int, _ following: Following, _ records: inout [Int: FlowRecord],
        _ report: (CodeFinding) throws -> Void
    ) rethrows {
        let program = following.program
        guard let loaded = texts.file(program.files[index].path) else { return }
        try loaded.text.withUnsafeBufferPointer { buffer in
            guard let source = program.keep(FileID(rawValue: Int32(index)), buffer) else { return }
            let file = program.files[index]
            let marks = source.marks
            guard marks.hasSources || marks.hasSinks || (run == 0 && !file.pending.isEmpty) else { return }
            let result = FlowAnalysis(
                program, guards: following.guards, limits: limits, isCancelled: following.isCancelled
            ).analyse(source)
            let writing = Writing(
                files: program.files, program: program, rules: following.rules, run: run, text: buffer, loaded: loaded,
                source: source)
            var counter = FindingSelection.Counter()
            let isWhole = try self.report(result, file, writing) { finding in
                guard counter.admits(finding) else { return }
                records[index]?.findings.append(finding)
                try report(finding)
            }
            if result.isCut || !isWhole || counter.left > 0 { records[index]?.bounded.append(file.path) }
            for place in result.bounded {
                let path = program.files[Int(place.file.rawValue)].path
                records[index]?.bounded.append("\(path): \(name(place, program))")
            }
            for id in result.consulted {
                let other = program.files[Int(id.rawValue)]
                records[index]?.consulted.append((path: other.path, contentID: other.contentID))
            }
        }
    }

    private func name(_ place: Place, _ program: CodeProgram) -> String {
        guard let file = program.file(place.file), place.node != SyntaxTree.root else { return "top level" }
        let name = file.tree.text(of: place.node)
        return name.isEmpty ? "a closure" : name
    }

    /// Which rules take which checks for one.
    private static func guards(_ rules: LanguageRules, run: Int) -> Guards {
        var guards = Guards()
        guard run < rules.ruleOfLane.count else { return guards }
        for (bit, rule) in rules.ruleOfLane[run].enumerated() {
            let lane: UInt64 = 1 << UInt64(bit)
            let words = rules.compiled.rules[rule].guards
            if words.contains("none") { guards.allowList &= ~lane }
            if words.contains("path") { guards.path |= lane }
            if words.contains("prefix") { guards.prefix |= lane }
            if words.contains("type") { guards.type |= lane }
            if words.contains("quote") { guards.quote |= lane }
            if words.contains("line") { guards.line |= lane }
            if words.contains("null") { guards.null |= lane }
            if words.contains("literal") { guards.literal |= lane }
        }
        return guards
    }

    private struct Writing {
        let files: [AnalyzedFile]
        let program: CodeProgram
        let rules: LanguageRules
        let run: Int
        let text: UnsafeBufferPointer<UInt8>
        let loaded: LoadedFile
        let source: ProgramFile

        /// For what is asked of the file once more.
        var matcher: RuleMatcher {
            var limits = MatchingLimits()
            limits.milliseconds = 2_000
            return RuleMatcher(rules.compiled, source.tree, text: text, limits: limits)
        }
    }

    /// False when something may be missing, since telling it takes more work than is allowed.
    private func report(
        _ result: FlowResult, _ file: AnalyzedFile, _ writing: Writing, _ report: (CodeFinding) throws -> Void
    ) rethrows -> Bool {
        let writer = FindingWriter(writing.source.tree, writing.loaded, writing.text, file.path)
        lazy var matcher = writing.matcher
        let flows = FindingSelection.ordered(result.flows) {
            writing.rules.rule(run: writing.run, lane: $0.lane).severity
        }
        for flow in flows.prefix(FindingSelection.most) {
            let steps = flow.steps.map { step(of: $0, writing) }
            let rule = writing.rules.rule(run: writing.run, lane: flow.lane)
            if flow.sink.file == writing.source.id {
                try report(writer.finding(flow, rule, bindings: { bindings(flow, writing, matcher) }, steps: steps))
            } else if let other = writing.program.file(flow.sink.file), let loaded = texts.file(other.path) {
                try loaded.text.withUnsafeBufferPointer { buffer in
                    let writer = FindingWriter(other.tree, loaded, buffer, other.path)
                    let bound = {
                        self.bindings(flow, writing, RuleMatcher(writing.rules.compiled, other.tree, text: buffer))
                    }
                    try report(writer.finding(flow, rule, bindings: bound, steps: steps))
                }
            }
        }
        let isWhole = flows.count <= FindingSelection.most
        guard writing.run == 0, !file.pending.isEmpty else { return isWhole }
        return try confirm(file, result, writing, writer, report) && isWhole
    }

    private func bindings(_ flow: Flow, _ writing: Writing, _ matcher: RuleMatcher) -> [String: String] {
        let rule = writing.rules.ruleOfLane[writing.run][flow.lane.trailingZeroBitCount]
        return matcher.bindings(ofSink: flow.sink.node, of: rule)
    }

    private func step(of step: FlowStep, _ writing: Writing) -> CodeFinding.Step {
        let path = writing.files[Int(step.place.file.rawValue)].path
        let range = writing.program.file(step.place.file)?.tree.range(step.place.node) ?? 0..<0
        let loaded = step.place.file == writing.source.id ? writing.loaded : texts.file(path)
        let line = loaded?.lines.line(of: range.lowerBound) ?? 1
        return CodeFinding.Step(path: path, bytes: range, line: line, note: step.note.text)
    }

    /// Matches that depend on values are tried again with the values that the analysis saw. False when some were not.
    private func confirm(
        _ file: AnalyzedFile, _ result: FlowResult, _ writing: Writing, _ writer: FindingWriter,
        _ report: (CodeFinding) throws -> Void
    ) rethrows -> Bool {
        let matcher = writing.matcher
        var seen: Set<[Int]> = []
        for match in file.pending {
            let isReached = match.pending.contains { result.reached.contains(Place(file: writing.source.id, node: $0)) }
            // What is never reached is dead, and what is dead does no harm.
            guard isReached || match.pending.isEmpty else { continue }
            let confirmed = matcher.confirm(match) { node in
                let place = Place(file: writing.source.id, node: node)
                return result.constants[place]
            }
            for found in confirmed
            where seen.insert([found.rule, Int(found.node.rawValue), Int(found.last.rawValue)]).inserted {
                try report(writer.finding(found, writing.rules.compiled.rules[found.rule]))
            }
        }
        return !matcher.isCut
    }
}
