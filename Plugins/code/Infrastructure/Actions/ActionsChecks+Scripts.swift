// What steps run, and whose code and words are in it.

extension ActionsChecks {
    /// The parts of a step that are programs: text put into them is run.
    private func programs(of step: YAMLNode) -> [YAMLNode] {
        var programs = [step["run"]].compactMap { $0 }
        let uses = step["uses"]?.text.map { ActionReference($0).name }
        if uses == "actions/github-script", let script = step["with"]?["script"] { programs.append(script) }
        return programs
    }

    /// `known` are the variables of the job.
    mutating func checkInjection(_ step: YAMLNode, _ job: ActionsJob, _ known: [String: Bool]) {
        let own = Self.variables(of: step, file)
        for program in programs(of: step) {
            for (text, range) in expressions(in: program.range) {
                let flows = ActionsExpression.flows(text)
                let label = ActionsJob.label(step)
                if let flow = flows.first(where: { isUntrusted($0, own, known) }) {
                    add(
                        ActionsRules.injection, "whoever decides \(flow.path) decides what this step runs", range,
                        job.name,
                        label, text)
                } else if workflow.isAction, let flow = flows.first(where: { $0.path.hasPrefix("inputs.") }) {
                    add(
                        ActionsRules.inputInjection, "\(flow.path) becomes part of the program", range, job.name, label,
                        text)
                }
            }
        }
    }

    private func isUntrusted(_ flow: ActionsFlow, _ own: [String: Bool], _ known: [String: Bool]) -> Bool {
        if UntrustedContext.includes(flow) { return true }
        // A variable only carries on what it was given.
        guard flow.path.hasPrefix("env.") else { return false }
        let name = String(flow.path.dropFirst(4))
        return own[name] ?? known[name] ?? variables[name] ?? false
    }

    mutating func checkScript(_ step: YAMLNode, _ job: ActionsJob) {
        guard let run = step["run"], let text = run.text, Self.isShell(step["shell"]?.text ?? "bash") else { return }
        let script = Array(text.utf8)
        for flaw in ShellChecks.flaws(of: script) {
            let rule: InfrastructureRule
            switch flaw.kind {
            case .pipeToShell: rule = ActionsRules.pipeToShell
            case .tlsVerificationOff: rule = ActionsRules.tlsVerificationOff
            case .hostKeyCheckOff: rule = ActionsRules.hostKeyCheckOff
            default: continue
            }
            add(rule, flaw.message, place(of: flaw.range, in: script, run), job.name, ActionsJob.label(step))
        }
    }

    private static func isShell(_ shell: String) -> Bool {
        let name = shell.split(separator: " ").first ?? ""
        return ["bash", "sh", "zsh"].contains(ShellCommand.base(String(name)))
    }

    /// Where a part of a script stands in the file: its first line, when that is found as it is.
    private func place(of part: Range<Int>, in script: [UInt8], _ node: YAMLNode) -> Range<Int> {
        let line = script[part].prefix { $0 != UInt8(ascii: "\n") }
        var index = node.range.lowerBound
        guard let first = line.first else { return node.range }
        while let at = file.bytes[index..<node.range.upperBound].firstIndex(of: first) {
            if file.bytes[at..<node.range.upperBound].starts(with: line) { return at..<(at + line.count) }
            index = at + 1
        }
        return node.range
    }
}

// MARK: - Code of strangers

extension ActionsChecks {
    /// Whether a text chooses a stranger's branch or repository.
    private func isStrangers(_ node: YAMLNode?) -> Bool {
        guard let node, let value = node.text else { return false }
        return expressions(in: node.range).contains { text, _ in
            ActionsExpression.flows(text).contains { flow in
                let path = flow.path
                return path.hasPrefix("github.event.pull_request.head.") || path == "github.head_ref"
                    || path.hasPrefix("github.event.workflow_run.head_")
                    || (value.contains("refs/pull/") && path.hasSuffix(".number"))
                    || path == "github.event.pull_request.merge_commit_sha"
            }
        }
    }

    mutating func checkCheckout(_ step: YAMLNode, _ job: ActionsJob) {
        guard workflow.isTrustedWithStrangers, !job.isGuarded(at: step) else { return }
        let label = ActionsJob.label(step)
        if let entry = step.entry("uses"), entry.value.text.map({ ActionReference($0).name }) == "actions/checkout" {
            guard let with = step["with"], isStrangers(with["ref"]) || isStrangers(with["repository"]) else { return }
            let range = (with.entry("ref") ?? with.entry("repository"))?.range ?? entry.range
            add(
                ActionsRules.strangersCode, "a stranger's code in a job with the repository's rights", range, job.name,
                label)
        } else if let run = step["run"], let text = run.text, text.contains("gh pr checkout") {
            let script = Array(text.utf8)
            let command = ShellScript(script).commands.first {
                $0.program == "gh" && $0.arguments.contains { $0.text == "checkout" }
            }
            guard let command else { return }
            add(
                ActionsRules.strangersCode, "a stranger's code in a job with the repository's rights",
                place(of: command.range, in: script, run), job.name, label)
        }
    }

    /// Files another workflow made, possibly for a stranger.
    mutating func checkArtifact(_ step: YAMLNode, _ job: ActionsJob, after index: Int) {
        guard workflow.events.contains("workflow_run"), !job.isGuarded(at: step) else { return }
        let with = step["with"]
        let name = step["uses"]?.text.map { ActionReference($0).name } ?? ""
        let isDownload =
            (name == "actions/download-artifact" && with?["run-id"] != nil)
            || name == "dawidd6/action-download-artifact"
        guard isDownload, with?["path"]?.text?.contains("runner.temp") != true else { return }
        let isUsed = job.steps.dropFirst(index + 1).contains {
            $0["run"] != nil || $0["uses"]?.text?.hasPrefix("./") == true
        }
        guard isUsed, let entry = step.entry("uses") else { return }
        add(
            ActionsRules.strangersFiles, "files that a stranger may have made are put among those of the job",
            entry.range,
            job.name, ActionsJob.label(step))
    }

    /// The token that `checkout` leaves in `.git`, when that folder is uploaded.
    mutating func checkUploads(_ step: YAMLNode, _ job: ActionsJob, after index: Int) {
        guard step["uses"]?.text.map({ ActionReference($0).name }) == "actions/checkout" else { return }
        guard step["with"]?["persist-credentials"]?.bool != false else { return }
        let folder = step["with"]?["path"]?.text ?? "."
        for upload in job.steps.dropFirst(index + 1) {
            guard let text = upload["uses"]?.text, let path = upload["with"]?.entry("path") else { continue }
            let reference = ActionReference(text)
            guard reference.name == "actions/upload-artifact" else { continue }
            // From the fourth version on, hidden files are left out unless asked for.
            let isWhole =
                upload["with"]?["include-hidden-files"]?.bool == true || reference.major.map { $0 < 4 } == true
            let paths = path.value.text?.split(whereSeparator: \.isNewline).map { Self.cleaned($0) } ?? []
            guard isWhole,
                paths.contains(where: { [".", "${{github.workspace}}", Self.cleaned(folder[...])].contains($0) })
            else {
                continue
            }
            add(
                ActionsRules.uploadedToken, "the token in .git is uploaded with the folder", path.range, job.name,
                ActionsJob.label(upload))
        }
    }

    private static func cleaned(_ path: Substring) -> String {
        var path = path.filter { $0 != " " }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    }
}
