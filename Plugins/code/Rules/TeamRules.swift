/// What holds of rules that do not come with the plugin.
public enum TeamRules {
    /// Together; each costs time in every file of its languages.
    public static let most = 500
    /// Patterns and regular expressions of all of them.
    public static let mostPatterns = 10_000
    /// Of one file.
    public static let fileBytes = 256 << 10
    /// Begins their ids, so that none can take the place of a rule of the plugin.
    public static let prefix = "team."

    /// The id as findings have it: `Acme.No_eval` becomes `team.acme.no-eval`, since ids are of small letters, digits,
    /// dots and hyphens.
    public static func id(_ id: String) -> String {
        prefix + String(id.lowercased().map { $0 == "_" ? "-" : $0 })
    }

    static func adopt(_ rule: inout CodeRule) {
        rule.teamName = rule.id
        rule.id = id(rule.id)
    }
}
