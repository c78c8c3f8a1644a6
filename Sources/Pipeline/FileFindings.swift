internal import Model
internal import PluginHost

/// Gathers what every plugin found in one file and makes it final: one finding for one flaw, fingerprints that tell
/// equals apart.
struct FileFindings {
    struct Raw {
        var source: FindingSource
        var finding: RawFinding
    }

    private(set) var raw: [Raw] = []

    mutating func add(_ finding: RawFinding, from source: FindingSource) {
        raw.append(Raw(source: source, finding: finding))
    }

    /// The stretches of the file that any plugin marked as secret.
    func secrets(in file: FileContent?, with builder: FindingBuilder) -> [SecretRange] {
        raw.compactMap { raw in builder.ownSecret(of: raw.finding, in: file).map { SecretRange(bytes: $0) } }
    }

    /// The finished findings in order of place; `file` is nil when the file could not be read again.
    ///
    /// - Parameters:
    ///   - others: further secrets of the file that none of them may show.
    ///   - showsCode: a scanner for secrets has looked at the whole file.
    func finish(
        in file: FileContent?, with builder: FindingBuilder, hiding others: [SecretRange] = [], showsCode: Bool
    ) -> [Finding] {
        guard !raw.isEmpty else { return [] }
        // The file may have become shorter since it was scanned.
        let marked = (secrets(in: file, with: builder) + others).filter {
            $0.bytes.upperBound <= file?.bytes.count ?? 0
        }
        let secrets = file.map { FileSecrets(marked, in: $0.bytes) } ?? .none
        // A secret somewhere in this file whose place is not known could stand in any snippet.
        let showsCode = showsCode && !raw.contains { builder.hidesUnknownSecret($0.finding, in: file) }
        let drafts = raw.map {
            var draft = builder.build($0.finding, from: $0.source, in: file, secrets: secrets, showsCode: showsCode)
            draft.finding = builder.policy.judged(draft.finding)
            return draft
        }
        return FileFindings.numbered(FileFindings.withoutDuplicates(drafts.sorted(by: FileFindings.order)))
    }

    /// By place first; then an order that does not depend on which plugin answered first.
    private static func order(_ a: DraftFinding, _ b: DraftFinding) -> Bool {
        if a.offset != b.offset { return a.offset < b.offset }
        if a.finding.ruleID != b.finding.ruleID { return a.finding.ruleID < b.finding.ruleID }
        if a.finding.columnEnd != b.finding.columnEnd { return (a.finding.columnEnd ?? 0) < (b.finding.columnEnd ?? 0) }
        if a.base.digest != b.base.digest { return a.base.digest.lexicographicallyPrecedes(b.base.digest) }
        return a.finding.description < b.finding.description
    }

    /// The same weakness on the same line reported by two plugins is one flaw: the report that counts, or else the
    /// surer and graver one, stays and names the others in `metadata.also_reported_by`.
    private static func withoutDuplicates(_ drafts: [DraftFinding]) -> [DraftFinding] {
        var kept: [DraftFinding] = []
        var byPlace: [Place: [Int]] = [:]
        for draft in drafts {
            guard let place = Place(draft.finding) else {
                kept.append(draft)
                continue
            }
            let rivals = byPlace[place, default: []]
            guard let index = rivals.first(where: { kept[$0].finding.scanner != draft.finding.scanner }) else {
                byPlace[place, default: []].append(kept.count)
                kept.append(draft)
                continue
            }
            kept[index] = merge(kept[index], draft)
        }
        return kept
    }

    private static func merge(_ a: DraftFinding, _ b: DraftFinding) -> DraftFinding {
        func strength(_ draft: DraftFinding) -> (Int, Int, Int) {
            (draft.finding.isSuppressed ? 0 : 1, draft.finding.confidence.rank, draft.finding.severity.rank)
        }
        var (winner, loser) = strength(a) >= strength(b) ? (a, b) : (b, a)
        var others: Set<String> = [loser.finding.scanner]
        for draft in [a, b] {
            guard case .array(let names)? = draft.finding.metadata["also_reported_by"] else { continue }
            for case .string(let name) in names { others.insert(name) }
        }
        others.remove(winner.finding.scanner)
        winner.finding.metadata["also_reported_by"] = .array(others.sorted().map { .string($0) })
        return winner
    }

    private static func numbered(_ drafts: [DraftFinding]) -> [Finding] {
        var seen: [FingerprintBase: Int] = [:]
        return drafts.map { draft in
            var finding = draft.finding
            finding.fingerprint = draft.base.fingerprint(occurrence: seen[draft.base, default: 0])
            seen[draft.base, default: 0] += 1
            return finding
        }
    }

    private struct Place: Hashable {
        let line: Int
        let cwe: String

        /// Nil for a finding that cannot be compared: no line or no weakness named.
        init?(_ finding: Finding) {
            guard let line = finding.lineStart, let cwe = finding.cwe else { return nil }
            self.line = line
            self.cwe = cwe
        }
    }
}
