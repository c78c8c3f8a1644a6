internal import Synchronization

/// The confirming pattern of a rule, compiled when the rule has its first candidate: most files and most scans need
/// few of them, and compiling all would take longer than the start of a worker may.
final class LazyPattern: Sendable {
    private let source: String
    private let caseless: Bool
    private let compiled = AtomicLazyReference<ConfirmingPattern>()

    init(_ rule: SecretRule) {
        source = rule.pattern
        caseless = rule.caseless
    }

    func pattern() throws(SecretsError) -> ConfirmingPattern {
        if let ready = compiled.load() { return ready }
        return compiled.storeIfNil(try ConfirmingPattern(source, caseless: caseless))
    }
}
