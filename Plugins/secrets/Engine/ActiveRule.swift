internal import Synchronization

/// A rule at work: its numbers at hand, and its confirming pattern, which is compiled when the rule has its first
/// candidate. Most scans need few patterns, and compiling all would take longer than the start of a worker may.
final class ActiveRule: Sendable {
    let rule: SecretRule
    let shortest: Int
    let longest: Int
    let before: Int
    let after: Int
    let paths: PathFilter?
    let allow: WordSet
    private let compiled = AtomicLazyReference<ConfirmingPattern>()

    init(_ rule: SecretRule) {
        self.rule = rule
        shortest = rule.width.first ?? 0
        longest = rule.width.last ?? 0
        before = rule.window.before
        after = rule.window.after
        paths = rule.paths
        allow = WordSet(rule.allow)
    }

    func pattern() throws(SecretsError) -> ConfirmingPattern {
        if let ready = compiled.load() { return ready }
        do throws(SecretsError) {
            return compiled.storeIfNil(try ConfirmingPattern(rule.pattern, caseless: rule.caseless))
        } catch {
            throw SecretsError("\(rule.id): \(error.message)")
        }
    }
}
