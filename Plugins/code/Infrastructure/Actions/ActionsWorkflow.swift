/// A workflow, or an action made of steps.
struct ActionsWorkflow {
    let root: YAMLNode
    /// What starts it.
    let events: Set<String>
    let jobs: [ActionsJob]
    /// Whether it is an action that others use.
    let isAction: Bool

    /// Nil for a document that is neither.
    init?(_ root: YAMLNode) {
        self.root = root
        if root["runs"]?["steps"] != nil {
            isAction = true
            events = []
            jobs = [ActionsJob("runs", root["runs"] ?? root)]
            return
        }
        guard let entries = root["jobs"]?.entries else { return nil }
        isAction = false
        jobs = entries.filter(\.value.isMapping).map { ActionsJob($0.key.shortened, $0.value) }
        let on = root["on"]
        events = Set(on?.texts.map(\.text) ?? []).union(on?.entries.map(\.key) ?? [])
    }

    /// Whether people without rights in the repository start it.
    var isStartedByStrangers: Bool {
        !events.isDisjoint(with: ["pull_request", "pull_request_target", "issue_comment", "issues", "discussion"])
    }

    /// Whether it has the repository's secrets, although strangers start it.
    var isTrustedWithStrangers: Bool {
        !events.isDisjoint(with: ["pull_request_target", "workflow_run", "issue_comment"])
    }
}

struct ActionsJob {
    /// GitHub's own limit for the steps of a job.
    static let mostSteps = 1_000

    let name: String
    let node: YAMLNode
    let steps: [YAMLNode]
    /// Whether its condition keeps strangers out.
    private let isGuarded: Bool

    init(_ name: String, _ node: YAMLNode) {
        self.name = name
        self.node = node
        steps = Array((node["steps"]?.elements ?? []).prefix(Self.mostSteps))
        isGuarded = Self.keepsStrangersOut(node["if"])
    }

    /// Whether the job, or a step of it, runs only for branches of the repository itself.
    func isGuarded(at step: YAMLNode? = nil) -> Bool { isGuarded || Self.keepsStrangersOut(step?["if"]) }

    private static func keepsStrangersOut(_ condition: YAMLNode?) -> Bool {
        guard let condition = condition?.text?.filter({ $0 != " " }) else { return false }
        return condition.contains("head.repo.full_name==github.repository")
            || condition.contains("head.repo.owner.login==github.repository_owner")
            || condition.contains("head.repo.fork==false")
            || condition.contains("!github.event.pull_request.head.repo.fork")
            || condition.contains("head_repository.full_name==github.repository")
            || condition.contains("github.event_name=='push'")
    }

    /// What tells a step from others of the job.
    static func label(_ step: YAMLNode) -> String {
        step["name"]?.text ?? step["id"]?.text ?? step["uses"]?.text ?? step["run"]?.text ?? ""
    }
}

/// What `uses` names.
struct ActionReference {
    let text: String
    /// `actions/checkout`; a container's image for `docker://`.
    let name: String
    let version: String

    init(_ text: String) {
        self.text = text
        let parts = text.split(separator: "@", maxSplits: 1)
        name = parts.first.map { $0.lowercased() } ?? ""
        version = parts.count > 1 ? String(parts[1]) : ""
    }

    /// Of the same repository, at the same commit.
    var isLocal: Bool { text.hasPrefix("./") || text.hasPrefix("../") }

    /// Whether the code behind it cannot change.
    var isPinned: Bool {
        if text.hasPrefix("docker://") { return version.hasPrefix("sha256:") }
        return (version.count == 40 || version.count == 64) && version.allSatisfy(\.isHexDigit)
    }

    /// Made by GitHub.
    var isFirstParty: Bool { name.hasPrefix("actions/") || name.hasPrefix("github/") }

    /// The number of a version like `v4.1`.
    var major: Int? {
        let digits = version.drop { $0 == "v" }.prefix { $0 != "." }
        return version.count < 40 ? Int(digits) : nil
    }
}
