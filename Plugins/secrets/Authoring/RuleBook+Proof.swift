public import SecretsEngine

extension RuleBook.Entry {
    /// What the examples disprove: a sentence for each, none when the rule does what they say.
    public func failures(_ detector: Detector) throws(SecretsError) -> [String] {
        var failures: [String] = []
        for (number, example) in positive.enumerated() {
            let filled = example.filled(seed: "\(rule.id) positive \(number)")
            let found = try secrets(in: filled.bytes, path: example.path, detector)
            if found != filled.secrets {
                failures.append("examples.positive[\(number)]: found \(found) instead of \(filled.secrets)")
            }
        }
        for (number, example) in negative.enumerated() {
            let filled = example.filled(seed: "\(rule.id) negative \(number)")
            let found = try secrets(in: filled.bytes, path: example.path, detector)
            if !found.isEmpty { failures.append("examples.negative[\(number)]: found \(found) instead of nothing") }
        }
        return failures
    }

    /// Where this rule finds secrets.
    private func secrets(in bytes: [UInt8], path: String, _ detector: Detector) throws(SecretsError) -> [Range<Int>] {
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(SecretsError) in try detector.scan(bytes, path: Array(path.utf8)) }
        }
        return try result.get().hits.filter { detector.ruleSet.rules[$0.rule].id == rule.id }.map(\.secret)
    }
}
