internal import CodeEngine
internal import CodeSyntax

/// One text, scanned by itself with rules that are being written.
struct SourceScan {
    struct Place: Hashable {
        /// As findings have it.
        let rule: String
        /// From 1.
        let line: Int
    }

    private(set) var places: Set<Place> = []
    /// Why the text was not looked at, or not to its end.
    private(set) var objections: [String] = []

    init(_ text: [UInt8], path: String, _ library: RuleLibrary) {
        let starts = [0] + text.indices.filter { text[$0] == 10 }.map { $0 + 1 }
        func add(_ finding: CodeFinding) {
            let line = starts.partitionPoint { $0 <= finding.bytes.lowerBound }
            places.insert(Place(rule: finding.rule, line: line))
        }
        let reader = FileReader(library)
        let outcome = text.withUnsafeBufferPointer { reader.read($0, path: path) }
        switch outcome {
        case .analyzed(let file):
            file.findings.forEach(add)
            objections += file.notes
            let analysis = ProgramAnalysis(library) { $0 == path ? text : nil }
            var found: [CodeFinding] = []
            let bounded = analysis.analyze(
                [file], settings: SettingsFiles(), isCancelled: { false }, report: { found.append($0) })
            found.forEach(add)
            objections += bounded.prefix(1).map { "data flow was not followed to the end in \($0)" }
        case .skipped(let reason): objections.append(Self.text(reason))
        case nil: objections.append("its name is that of no language")
        }
    }

    private static func text(_ skip: FileSkip) -> String {
        switch skip {
        case .generated: "it looks generated, and scans leave such files out"
        case .minified: "it looks minified, and scans leave such files out"
        case .vendored: "it lies in a folder for code of others, and scans leave those out"
        case .parserMissing(let language): "the parser for \(language.title) is missing (\(RuleLibrary.remedy))"
        case .tooCostly(let why): why
        }
    }
}

extension Array {
    /// Of an array whose first elements fit and whose others do not: the number of the first ones.
    fileprivate func partitionPoint(_ fits: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if fits(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
