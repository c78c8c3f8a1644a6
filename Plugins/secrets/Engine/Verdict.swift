internal import PluginSDK

/// What was learned about a confirmed value.
struct Verdict: Equatable {
    var entropy: Double
    var confidence: Confidence
    var checksum: Bool?
}

extension SecretRule {
    /// Decides whether a value that matched the pattern is a secret; nil when it is not.
    func judge(_ value: UnsafeRawBufferPointer, key: UnsafeRawBufferPointer?) -> Verdict? {
        let bits = shannonEntropy(value)
        guard bits >= entropy, !Placeholders.contains(value), !allow.contains(where: { value.containsCaseless($0) })
        else { return nil }
        var verdict = Verdict(entropy: bits, confidence: confidence)
        if let checksum {
            // A token whose checksum fails was never issued, but may be a damaged copy of one: say it quietly.
            let holds = checksum.holds(for: value)
            verdict.checksum = holds
            verdict.confidence = holds ? .high : .low
        }
        switch check {
        case nil: return verdict
        case .jwt: return isJSONWebToken(value) ? verdict : nil
        case .discord: return isDiscordToken(value) ? verdict : nil
        case .password: return Placeholders.isWord(value) ? nil : verdict
        case .assignment:
            guard let confidence = AssignedValue(value, entropy: bits).confidence(key: key) else { return nil }
            verdict.confidence = min(confidence, verdict.confidence)
            return verdict
        }
    }
}
