internal import PluginSDK

/// What was learned about a confirmed value.
struct Verdict: Equatable {
    var entropy: Double
    var confidence: Confidence
    var checksum: Bool?
}

extension ActiveRule {
    /// Decides whether a value that matched the pattern is a secret; nil when it is not.
    func judge(_ value: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer?) -> Verdict? {
        let bits = shannonEntropy(value)
        guard bits >= rule.entropy, !Placeholders.parts.occurs(in: value), !allow.occurs(in: value) else { return nil }
        var verdict = Verdict(entropy: bits, confidence: rule.confidence)
        if let checksum = rule.checksum {
            // A token whose checksum fails was never issued, but may be a damaged copy of one: say it quietly.
            let holds = checksum.holds(for: value)
            verdict.checksum = holds
            verdict.confidence = holds ? .high : .low
        }
        // Typed, not generated; but in a vendor's form it is said all the same, quietly.
        let isSequence = Placeholders.sequences.occurs(in: value)
        if isSequence { verdict.confidence = .low }
        switch rule.check {
        case nil: return verdict
        case .jwt: return isJSONWebToken(value) ? verdict : nil
        case .discord: return isDiscordToken(value) ? verdict : nil
        case .password: return isSequence || Placeholders.isWord(value) ? nil : verdict
        case .assignment:
            guard !isSequence, let confidence = AssignedValue(value, entropy: bits).confidence(key: key) else {
                return nil
            }
            verdict.confidence = min(confidence, verdict.confidence)
            return verdict
        }
    }
}
