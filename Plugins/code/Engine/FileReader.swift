import CodeFlow
import CodeParsing
public import CodeRules
import CodeSyntax

/// Reads files for the first time: parses, matches the rules, and notes what data flow is to follow. For one thread.
public final class FileReader {
    private let library: RuleLibrary
    private let parser: SourceParser
    private let limits: MatchingLimits

    public init(_ library: RuleLibrary, limits: MatchingLimits = MatchingLimits()) {
        self.library = library
        self.limits = limits
        parser = SourceParser(library.languages)
    }

    public enum Outcome: Sendable {
        case analyzed(AnalyzedFile)
        case skipped(FileSkip)
    }

    /// As `read`, with what an earlier scan kept of the same bytes.
    public func read(
        _ text: UnsafeBufferPointer<UInt8>, path: String, contentID: String, shelf: ResultShelf
    ) -> Outcome? {
        guard let language = Language(path: path) else { return nil }
        if var kept = shelf.record(of: path, contentID: contentID, language: language)?.outcome {
            kept.contentID = contentID
            return kept
        }
        guard var outcome = read(text, path: path) else { return nil }
        if let record = FileRecord(outcome) { shelf.keep(record, of: path, contentID: contentID) }
        outcome.contentID = contentID
        return outcome
    }

    /// Nil for a path of no language.
    public func read(_ text: UnsafeBufferPointer<UInt8>, path: String) -> Outcome? {
        guard let language = Language(path: path) else { return nil }
        if let skip = FileSkip.byPath(path) ?? FileSkip(SourceFilter.reason(text: text, language)) {
            return .skipped(skip)
        }
        let rules = library.rules(for: language)
        do {
            let tree = try parse(text, language, path, rules)
            return .analyzed(analyze(tree, text, path, rules))
        } catch {
            return .skipped(Self.skip(error))
        }
    }

    func parse(
        _ text: UnsafeBufferPointer<UInt8>, _ language: Language, _ path: String, _ rules: LanguageRules
    )
        throws(ParseFailure) -> SyntaxTree
    {
        try parser.parse(text, language, path: path, vocabulary: rules.compiled.vocabulary)
    }

    private static func skip(_ failure: ParseFailure) -> FileSkip {
        switch failure {
        case .parserMissing(let language): .parserMissing(language)
        case .tooLong(let milliseconds): .tooCostly("parsing took longer than \(milliseconds) ms")
        case .tooManyNodes(let count): .tooCostly("it has more than \(count) syntax nodes")
        case .tooLarge(let bytes): .tooCostly("\(bytes) bytes are too many")
        case .outOfMemory: .tooCostly("memory was short")
        }
    }

    private func analyze(
        _ tree: SyntaxTree, _ text: UnsafeBufferPointer<UInt8>, _ path: String, _ rules: LanguageRules
    ) -> AnalyzedFile {
        var file = AnalyzedFile(path: path, language: tree.language)
        file.size = text.count
        file.tree = tree
        let matcher = RuleMatcher(rules.compiled, tree, text: text, limits: limits)
        let result = matcher.matches()
        file.notes = Self.notes(result)
        if tree.isCut { file.notes.append("code nested deeper than \(TreeBuilder.maxDepth) levels was left out") }
        let writer = FindingWriter(tree, text, path)
        file.marks = (0..<rules.runs).map { _ in Marks() }
        var certain: [RuleMatch] = []
        let applicable = applicable(rules.compiled.rules, path)
        for match in result.matches where applicable[match.rule] {
            if match.role == .search {
                if match.pending.isEmpty {
                    certain.append(match)
                } else {
                    file.pending.append(match)
                    for node in match.pending { file.marks[0].want(node) }
                }
            } else if let (run, lane) = rules.lanes[match.rule] {
                file.marks[run].add(match, lane)
            }
        }
        addFindings(certain, rules.compiled.rules, writer, to: &file)
        file.takesInput = file.marks.contains { $0.takesInput }
        file.hasSinks = file.marks.contains { $0.hasSinks }
        file.sinkLanes = file.marks.map(\.sinkLanes)
        file.needsFlow = !file.pending.isEmpty || file.marks.contains { $0.hasSources }
        file.holdsSecrets = result.matches.contains { $0.role == .search && rules.compiled.rules[$0.rule].tellsSecrets }
        let declarations = Declarations(tree)
        file.declared = Array(Set(declarations.functions.keys).union(declarations.classes.keys)).sorted()
        file.extended = Array(Set(declarations.classes.values.flatMap(\.bases))).sorted()
        file.mentioned = Self.mentioned(tree)
        return file
    }

    /// What is imported; without imports, a class is told by its first letter, and a function by being called.
    private static func mentioned(_ tree: SyntaxTree) -> [String] {
        var symbols: Set<Symbol> = []
        var called: Set<Symbol> = []
        for node in tree.nodes where node.kind == .name || node.kind == .member || node.kind == .type {
            symbols.insert(node.symbol)
            if node.role == .callee, node.kind == .name { called.insert(node.symbol) }
        }
        if ![.c, .go, .php, .ruby].contains(tree.language) { called = [] }
        var names = Set(symbols.map { tree.text($0) }.filter { $0.first?.isUppercase ?? false })
        names.formUnion(called.map { tree.text($0) })
        for name in tree.imports {
            names.insert(tree.text(name.local))
            if let last = name.path.split(whereSeparator: { ".:/\\".contains($0) }).last { names.insert(String(last)) }
        }
        return names.sorted()
    }

    private static func notes(_ result: RuleMatches) -> [String] {
        var notes: [String] = []
        if result.isCut {
            notes.append("the rules were not matched to the end: the file needs more than the work allowed for one")
        }
        if let pattern = result.failedPattern {
            notes.append(
                "the regular expression '\(pattern.prefix(200))' of a rule was given up where it goes back too often, "
                    + "and counts as not matching there")
        }
        return notes
    }

    private func addFindings(
        _ matches: [RuleMatch], _ rules: [CodeRule], _ writer: FindingWriter, to file: inout AnalyzedFile
    ) {
        var counter = FindingSelection.Counter()
        var tried = 0
        for match in FindingSelection.ordered(matches, { rules[$0.rule].severity }) {
            guard !counter.isFull, tried < Self.mostTried else { break }
            tried += 1
            let finding = writer.finding(match, rules[match.rule])
            if counter.admits(finding) { file.findings.append(finding) }
        }
        guard file.findings.count < matches.count else { return }
        file.notes.append(
            "\(file.findings.count) of \(matches.count) findings without data flow are told, the most severe ones first"
        )
    }

    /// Matches that are looked at to tell those that comments pass over from the others.
    private static let mostTried = 20_000

    /// Of each rule, whether it is for the path.
    private func applicable(_ rules: [CodeRule], _ path: String) -> [Bool] { rules.map { applies($0, path) } }

    private func applies(_ rule: CodeRule, _ path: String) -> Bool {
        if !rule.include.isEmpty, !rule.include.contains(where: { PathGlob.matches($0, path) }) { return false }
        return !rule.exclude.contains { PathGlob.matches($0, path) }
    }
}

extension FileReader.Outcome {
    fileprivate var contentID: String {
        get { if case .analyzed(let file) = self { file.contentID } else { "" } }
        set {
            guard case .analyzed(var file) = self else { return }
            file.contentID = newValue
            self = .analyzed(file)
        }
    }
}

extension Marks {
    /// What a match says of the values at its node. Pending matches count as matches: what a source is seldom depends
    /// on a value.
    mutating func add(_ match: RuleMatch, _ lane: UInt64) {
        switch match.role {
        case .search: break
        case .source(let bySideEffect, let followsObject, let isHandle):
            var source = Source(lanes: isHandle ? 0 : lane)
            source.bySideEffect = bySideEffect
            source.followsObject = followsObject
            add(source, at: match.node)
        case .sink(let isExact, let isShell):
            var sink = Sink(lanes: lane)
            sink.isExact = isExact ?? match.isFocused
            sink.isShallow = isExact == true
            sink.isShell = isShell
            add(sink, at: match.node)
        case .sanitizer(let bySideEffect, let isExact):
            var sanitizer = Sanitizer(lanes: lane)
            sanitizer.bySideEffect = bySideEffect
            sanitizer.isExact = isExact
            add(sanitizer, at: match.node)
        case .propagator:
            if let from = match.from, let to = match.to {
                add(Propagator(lanes: lane, from: from, to: to), at: match.node)
            }
        }
    }
}
