import CodeInfrastructure

/// Two files for a rule, beside those it shows people itself: one it complains about and one it does not.
struct MoreExamples: Sendable {
    /// Without the plugin's name.
    let rule: String
    let bad: String
    let good: String

    init(_ rule: String, bad: String, good: String) {
        self.rule = rule
        self.bad = bad
        self.good = good
    }

    static let all = docker + compose + kubernetes + actions + terraform
}
