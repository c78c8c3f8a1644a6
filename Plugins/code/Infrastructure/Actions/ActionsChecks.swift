/// Checks workflows and composite actions of GitHub.
struct ActionsChecks {
    let file: YAMLFile
    let workflow: ActionsWorkflow
    /// The variables of the workflow, and whether strangers decide what is in them.
    let variables: [String: Bool]
    var sink: FindingSink

    static func run(_ file: YAMLFile, into sink: inout FindingSink) {
        for document in file.documents {
            guard let workflow = ActionsWorkflow(document) else { continue }
            let variables = Self.variables(of: document, file)
            var checks = ActionsChecks(file: file, workflow: workflow, variables: variables, sink: sink)
            checks.checkPermissions()
            checks.checkEnvironment(of: document, "")
            checks.checkSharedSecrets()
            checks.checkExpressions(document)
            for job in workflow.jobs { checks.check(job) }
            sink = checks.sink
        }
    }

    mutating func add(
        _ rule: InfrastructureRule, _ message: String, _ range: Range<Int>, _ key: String..., fix: String? = nil,
        secret: String? = nil
    ) {
        sink.add(rule, message, at: range, key: key, fix: fix, secret: secret)
    }

    private mutating func check(_ job: ActionsJob) {
        checkJob(job)
        checkEnvironment(of: job.node, job.name)
        checkCredentials(job)
        checkCondition(job.node, job.name)
        let known = Self.variables(of: job.node, file)
        if job.node["steps"]?.elements.count ?? 0 > ActionsJob.mostSteps {
            sink.note(
                "only the first \(ActionsJob.mostSteps) steps of \(job.name) were checked",
                at: job.node.range.lowerBound)
        }
        for (index, step) in job.steps.enumerated() where step.isMapping {
            checkEnvironment(of: step, job.name)
            checkCondition(step, job.name)
            checkInjection(step, job, known)
            checkScript(step, job)
            checkCheckout(step, job)
            checkUploads(step, job, after: index)
            checkArtifact(step, job, after: index)
            if let entry = step.entry("uses") { checkReference(entry, job) }
            checkInputs(step, job)
        }
    }

    /// The expressions in a value, with their places in the file.
    func expressions(in range: Range<Int>) -> [(text: String, range: Range<Int>)] { Self.expressions(in: range, file) }

    /// The variables that `env` sets here, and whether strangers decide what is in them.
    static func variables(of node: YAMLNode, _ file: YAMLFile) -> [String: Bool] {
        var variables: [String: Bool] = [:]
        for entry in node["env"]?.entries ?? [] {
            variables[entry.key.lowercased()] = expressions(in: entry.value.range, file).contains { text, _ in
                ActionsExpression.flows(text).contains(where: UntrustedContext.includes)
            }
        }
        return variables
    }

    private static func expressions(in range: Range<Int>, _ file: YAMLFile) -> [(text: String, range: Range<Int>)] {
        var found: [(text: String, range: Range<Int>)] = []
        var index = range.lowerBound
        let open = Array("${{".utf8)
        let close = UInt8(ascii: "}")
        while let at = file.bytes[index..<range.upperBound].firstIndex(of: open[0]) {
            index = at + 1
            guard file.bytes[at..<range.upperBound].starts(with: open) else { continue }
            var end = at + 3
            while end + 1 < range.upperBound, file.bytes[end] != close || file.bytes[end + 1] != close { end += 1 }
            guard end + 1 < range.upperBound else { break }
            found.append((String(decoding: file.bytes[(at + 3)..<end], as: UTF8.self), at..<(end + 2)))
            index = end + 2
        }
        return found
    }
}

// MARK: - Rights

extension ActionsChecks {
    private mutating func checkPermissions() {
        guard !workflow.isAction else { return }
        let permissions = workflow.root.entry("permissions")
        if let permissions, permissions.value.text == "write-all" {
            add(
                ActionsRules.writeAll, "all jobs may change everything in the repository", permissions.range, "workflow"
            )
        }
        // A workflow that only others call runs with what they give it.
        guard permissions == nil, workflow.events != ["workflow_call"], let jobs = workflow.root.entry("jobs") else {
            return
        }
        let unlimited = workflow.jobs.filter { $0.node["permissions"] == nil }
        guard !unlimited.isEmpty else { return }
        let names = unlimited.prefix(3).map(\.name).joined(separator: ", ")
        add(ActionsRules.noPermissions, "the token's rights are not limited for: \(names)", jobs.keyRange, "workflow")
    }

    private mutating func checkJob(_ job: ActionsJob) {
        if let entry = job.node.entry("permissions"), entry.value.text == "write-all" {
            add(ActionsRules.writeAll, "\(job.name) may change everything in the repository", entry.range, job.name)
        }
        if let entry = job.node.entry("uses") { checkReference(entry, job) }
        if let entry = job.node.entry("secrets"), entry.value.text == "inherit", let uses = job.node["uses"]?.text,
            !ActionReference(uses).isLocal
        {
            add(ActionsRules.inheritedSecrets, "all secrets are handed to \(uses)", entry.range, job.name)
        }
        guard workflow.isStartedByStrangers, !job.isGuarded(at: nil), let entry = job.node.entry("runs-on") else {
            return
        }
        let labels = entry.value.texts.map(\.text) + (entry.value["labels"]?.texts.map(\.text) ?? [])
        if labels.contains("self-hosted") {
            add(ActionsRules.selfHosted, "strangers can start \(job.name) on a machine of yours", entry.range, job.name)
        }
    }

    private mutating func checkReference(_ entry: YAMLEntry, _ job: ActionsJob) {
        guard let text = entry.value.text else { return }
        let reference = ActionReference(text)
        guard !reference.isLocal, !reference.isPinned, !text.contains("${{"), reference.name.contains("/") else {
            return
        }
        let rule = reference.isFirstParty ? ActionsRules.unpinnedFirstParty : ActionsRules.unpinned
        let version = reference.version.isEmpty ? "no version" : reference.version
        add(
            rule, "\(reference.name) at \(version) can be changed by its owners", entry.value.range, job.name,
            reference.name)
    }

    private mutating func checkEnvironment(of node: YAMLNode, _ job: String) {
        for entry in node["env"]?.entries ?? [] {
            if entry.key == "ACTIONS_ALLOW_UNSECURE_COMMANDS", entry.value.bool == true {
                add(
                    ActionsRules.unsecureCommands, "output of programs can set variables of later steps", entry.range,
                    job)
            }
            if let value = entry.value.text, let message = ShellChecks.variableOff(entry.key + "=" + value) {
                add(ActionsRules.tlsVerificationOff, message, entry.range, job, entry.key)
            }
        }
    }

    private mutating func checkCredentials(_ job: ActionsJob) {
        let services = job.node["services"]?.entries.map(\.value) ?? []
        for container in [job.node["container"]].compactMap({ $0 }) + services {
            guard let entry = container["credentials"]?.entry("password"), let value = entry.value.text else {
                continue
            }
            if SecretNames.isGuessableSecret(value, named: "password") {
                add(
                    ActionsRules.credentials, "a registry's password is written in the file", entry.range, job.name,
                    secret: value)
            }
        }
    }

    /// Passwords given to actions.
    private mutating func checkInputs(_ step: YAMLNode, _ job: ActionsJob) {
        for entry in step["with"]?.entries ?? [] {
            guard let value = entry.value.text, SecretNames.isSecret(entry.key), !value.contains(" ") else { continue }
            if SecretNames.isGuessableSecret(value, named: entry.key) {
                add(
                    ActionsRules.credentials, "\(entry.key) is written in the file", entry.range, job.name, entry.key,
                    secret: value)
            }
        }
    }

    private mutating func checkSharedSecrets() {
        for entry in workflow.root["env"]?.entries ?? [] {
            for (text, _) in expressions(in: entry.value.range) {
                let names = ActionsExpression.flows(text).map(\.path).filter { $0.hasPrefix("secrets.") }
                guard names.contains(where: { $0 != "secrets.github_token" }) else { continue }
                add(ActionsRules.sharedSecret, "every step of every job gets \(entry.key)", entry.range, entry.key)
            }
        }
    }

    private mutating func checkExpressions(_ document: YAMLNode) {
        for (text, range) in expressions(in: document.range) where text.contains("ecrets") || text.contains("ECRETS") {
            if ActionsExpression.flows(text).contains(ActionsFlow(path: "secrets", isWhole: true)) {
                add(ActionsRules.allSecrets, "all secrets at once are put into one value", range, text)
            }
        }
    }

    /// A condition with text around its expression is a text that is not empty, and so holds always.
    private mutating func checkCondition(_ node: YAMLNode, _ job: String) {
        guard let entry = node.entry("if"), let text = entry.value.text, text.contains("${{") else { return }
        let parts = text.split(separator: "${{", omittingEmptySubsequences: false)
        let isWhole = parts.count == 2 && parts[0].isEmpty && text.hasSuffix("}}")
        if !isWhole {
            add(
                ActionsRules.alwaysTrue, "the condition holds always, since it is a text with an expression inside",
                entry.range,
                job, text)
        }
    }
}
