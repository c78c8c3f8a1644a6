internal import CVectorscan
internal import PluginSDK

/// One file on its way through the engine. Candidates are confirmed as they come, in order of their end, so that a
/// file full of them needs no memory for them.
final class FilePass {
    private let detector: Detector
    private let workspace: Workspace
    private let bytes: UnsafeRawBufferPointer
    private let path: [UInt8]
    private let isCancelled: () -> Bool
    private var detection = Detector.Detection()
    private var hitCounts: [Int: Int] = [:]
    private var admitted: [Int: Bool] = [:]
    private var candidates = 0
    private var failure: SecretsError?

    /// Candidates between two looks at the cancel flag; each costs microseconds.
    private static let cancelInterval = 1024

    init(
        _ detector: Detector, _ workspace: Workspace, _ bytes: UnsafeRawBufferPointer, _ path: [UInt8],
        _ isCancelled: @escaping () -> Bool
    ) {
        self.detector = detector
        self.workspace = workspace
        self.bytes = bytes
        self.path = path
        self.isCancelled = isCancelled
    }

    func run(_ count: UInt32) -> Result<Detector.Detection, SecretsError> {
        let this = Unmanaged.passUnretained(self).toOpaque()
        let status = hs_scan(
            detector.database.handle, bytes.assumingMemoryBound(to: CChar.self).baseAddress, count, 0,
            workspace.scratch,
            { rule, _, end, _, this in
                guard let this else { return 1 }
                let pass = Unmanaged<FilePass>.fromOpaque(this).takeUnretainedValue()
                return pass.candidate(Int(rule), end: Int(end)) ? 0 : 1
            }, this)
        if let failure { return .failure(failure) }
        guard status == HS_SUCCESS || status == HS_SCAN_TERMINATED else {
            return .failure(SecretsError("the file cannot be scanned (Vectorscan error \(status))"))
        }
        detection.hits = withoutOverlap(detection.hits)
        detection.silenced.sort()
        return .success(detection)
    }

    /// Takes a prefilter hit; false ends the scan.
    private func candidate(_ index: Int, end: Int) -> Bool {
        candidates += 1
        if candidates % Self.cancelInterval == 0, isCancelled() {
            detection.cancelled = true
            return false
        }
        let rule = detector.active[index]
        guard hitCounts[index, default: 0] < Detector.hitLimit, admits(index, rule) else { return true }
        // Places where the match may begin, without those an earlier candidate has already tried: every place is
        // tried once per rule, however densely the candidates lie.
        let first = max(end - rule.longest - rule.before, workspace.searched[index], 0)
        let last = end - rule.shortest
        guard first <= last else { return true }
        if workspace.searched[index] == 0 { workspace.touched.append(index) }
        workspace.searched[index] = last + 1
        do throws(SecretsError) {
            try confirm(index, rule, starts: first...last, end: min(bytes.count, end + rule.after))
            return true
        } catch {
            failure = error
            return false
        }
    }

    private func confirm(
        _ index: Int, _ rule: ActiveRule, starts: ClosedRange<Int>, end: Int
    ) throws(SecretsError) {
        let pattern = try rule.pattern()
        var start = starts.lowerBound
        while start <= starts.upperBound {
            switch workspace.match(pattern, in: bytes, starts: start...starts.upperBound, end: end) {
            case .none: return
            case .gaveUp:
                detection.abandoned += 1
                return
            case .match: start = accept(index, rule, pattern, windowEnd: end)
            }
        }
    }

    /// Looks closer at what matched and gives the place where the search goes on.
    private func accept(_ index: Int, _ rule: ActiveRule, _ pattern: ConfirmingPattern, windowEnd: Int) -> Int {
        guard let whole = workspace.group(0) else { return .max }
        let next = max(whole.upperBound, whole.lowerBound + 1)
        // A match that fills the window to its end may go on behind it: then the value is longer than any real one.
        guard let secret = workspace.group(pattern.secret), !secret.isEmpty,
            whole.upperBound < windowEnd || windowEnd == bytes.count
        else { return next }
        let prefix = workspace.group(pattern.prefix).flatMap { pattern.prefix > 0 ? $0 : nil }
        let key = workspace.group(pattern.key).flatMap { pattern.key > 0 ? $0 : nil }
        let region = min(prefix?.lowerBound ?? secret.lowerBound, secret.lowerBound)..<secret.upperBound
        let value = UnsafeRawBufferPointer(rebasing: bytes[secret])
        let name = key.map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }
        guard let verdict = rule.judge(value, key: name) else { return next }
        let context = key ?? keyName(before: region.lowerBound, in: bytes)
        detection.hits.append(
            Hit(
                rule: index, region: region, secret: secret, key: context, entropy: verdict.entropy,
                confidence: verdict.confidence, checksum: verdict.checksum))
        count(index)
        return next
    }

    private func count(_ index: Int) {
        hitCounts[index, default: 0] += 1
        if hitCounts[index] == Detector.hitLimit { detection.silenced.append(index) }
    }

    private func admits(_ index: Int, _ rule: ActiveRule) -> Bool {
        guard let paths = rule.paths else { return true }
        if let known = admitted[index] { return known }
        let answer = paths.admits(path)
        admitted[index] = answer
        return answer
    }

    /// The hits in order of their place; of two that share a byte of a secret the better one stays.
    private func withoutOverlap(_ hits: [Hit]) -> [Hit] {
        let rules = detector.ruleSet.rules
        func isBetter(_ one: Hit, _ other: Hit) -> Bool {
            (rules[one.rule].rank, one.secret.count, other.rule) > (
                rules[other.rule].rank, other.secret.count, one.rule
            )
        }
        var kept: [Hit] = []
        for hit in hits.sorted(by: { ($0.secret.lowerBound, $0.rule) < ($1.secret.lowerBound, $1.rule) }) {
            var wins = true
            while let last = kept.last, last.secret.overlaps(hit.secret) {
                guard isBetter(hit, last) else {
                    wins = false
                    break
                }
                kept.removeLast()
            }
            if wins { kept.append(hit) }
        }
        return kept.map { withoutSecretKey($0, kept) }
    }

    /// A key name never overlaps the secret of another hit: it ends up in the fingerprint in clear.
    private func withoutSecretKey(_ hit: Hit, _ hits: [Hit]) -> Hit {
        guard let key = hit.key else { return hit }
        var low = 0
        var high = hits.count
        while low < high {
            let middle = (low + high) / 2
            if hits[middle].secret.upperBound <= key.lowerBound { low = middle + 1 } else { high = middle }
        }
        guard low < hits.count, hits[low].secret.overlaps(key) else { return hit }
        var hit = hit
        hit.key = nil
        return hit
    }
}
