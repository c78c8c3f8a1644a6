/// Checks a Dockerfile.
struct DockerChecks {
    private let stages: DockerStages
    private let isForWindows: Bool
    /// Where the stages begin whose files are in the image that is built by default.
    private let finalStages: Set<Int>
    private var sink: FindingSink

    static func run(_ bytes: UnsafeRawBufferPointer, into sink: inout FindingSink) {
        let file = DockerfileReader(bytes)
        if file.isCut {
            sink.note("only the first \(DockerfileReader.mostInstructions) instructions were checked", at: 0)
        }
        if let stray = file.strayLine { sink.note("a line begins with no instruction and was passed over", at: stray) }
        let stages = DockerStages(file.instructions)
        guard !stages.all.isEmpty else {
            return sink.note("no FROM: not understood as a Dockerfile", at: 0)
        }
        var checks = DockerChecks(
            stages: stages, isForWindows: file.isForWindows,
            finalStages: Set(stages.final.map(\.from.range.lowerBound)), sink: sink)
        checks.checkUser()
        for index in stages.all.indices { checks.check(stage: index) }
        sink = checks.sink
    }

    private mutating func add(
        _ rule: InfrastructureRule, _ message: String, _ range: Range<Int>, _ key: String..., fix: String? = nil,
        secret: String? = nil
    ) {
        sink.add(rule, message, at: range, key: key, fix: fix, secret: secret)
    }

    /// What tells a stage from others.
    private func label(_ index: Int) -> String { stages.all[index].name ?? String(index) }

    private mutating func check(stage index: Int) {
        let stage = stages.all[index]
        checkImage(stage, index)
        let isFinal = finalStages.contains(stage.from.range.lowerBound)
        checkSettings(stage, index)
        for instruction in stage.instructions {
            switch instruction.keyword {
            case "ADD", "COPY": checkFiles(instruction, index, isFinal: isFinal)
            case "RUN": checkRun(instruction, index, isFinal: isFinal)
            case "EXPOSE": checkPorts(instruction, index)
            default: break
            }
        }
    }
}

// MARK: - The user

extension DockerChecks {
    private static let rootNames: Set<String> = ["root", "0", "containeradministrator"]
    /// Parts of the names of images that set a user of their own.
    private static let unprivileged = [
        "nonroot", "non-root", "unprivileged", "rootless", "bitnami/", "cgr.dev/", "chainguard/", "jenkins/",
        "selenium/",
        "windows", "nanoserver", "jupyter/", "apache/airflow", "grafana/", "confluentinc/", "ubi8/nodejs",
        "ubi9/nodejs",
        "quay.io/keycloak", "sonarqube", "elasticsearch", "hashicorp/terraform-", "devcontainers",
    ]
    /// Programs that give up root when the container starts.
    private static let droppers = ["gosu", "su-exec", "setpriv", "s6-overlay", "s6-setuidgid", "chpst", "runuser"]

    private mutating func checkUser() {
        let chain = stages.final
        guard let last = chain.first, let root = chain.last, !isForWindows else { return }
        if let (instruction, name) = last.user {
            guard let name = name?.lowercased() else { return }
            let account = String(name.split(separator: ":").first ?? "")
            guard Self.rootNames.contains(account) else { return }
            guard !dropsRoot(chain) else { return }
            return add(
                DockerRules.userRoot, "the container runs as \(account)", instruction.range, label(stages.all.count - 1)
            )
        }
        guard let image = root.image, !Self.unprivileged.contains(where: image.lowercased().contains) else { return }
        let starts = chain.contains { stage in
            stage.instructions.contains { ["CMD", "ENTRYPOINT"].contains($0.keyword) && !$0.isTrigger }
        }
        // Without a program of its own the image is one to build on, or a way to carry files.
        guard starts, !dropsRoot(chain) else { return }
        add(
            DockerRules.missingUser, "no USER: the container runs as root unless \(image) says otherwise",
            last.from.range, label(stages.all.count - 1))
    }

    private func dropsRoot(_ chain: [DockerStage]) -> Bool {
        chain.contains { stage in
            stage.instructions.contains { instruction in
                guard ["RUN", "CMD", "ENTRYPOINT", "COPY"].contains(instruction.keyword) else { return false }
                return Self.droppers.contains { instruction.arguments.contains(text: $0) }
            }
        }
    }
}

// MARK: - Images

extension DockerChecks {
    private mutating func checkImage(_ stage: DockerStage, _ index: Int) {
        if stage.base == nil, let image = stage.image, image.lowercased() != "scratch" {
            checkReference(image, at: stage.from, index)
        }
    }

    private mutating func checkReference(_ image: String, at instruction: DockerInstruction, _ index: Int) {
        guard let reference = ImageReference(image), reference.isLatest else { return }
        add(DockerRules.latestImage, reference.problem, instruction.range, label(index), reference.name)
    }
}

// MARK: - Variables

extension DockerChecks {
    private mutating func checkSettings(_ stage: DockerStage, _ index: Int) {
        let used = stage.usedVariables
        let arguments = Set(stage.settings.filter { $0.instruction.keyword == "ARG" }.map(\.name))
        for setting in stage.settings {
            if let value = setting.value {
                checkSecret(setting, value, index)
                if let message = ShellChecks.variableOff(setting.name + "=" + value) {
                    add(DockerRules.tlsVerificationOff, message, setting.range, label(index), setting.name)
                }
                if setting.instruction.keyword == "ENV" { checkBakedArgument(setting, value, arguments, index) }
            } else if SecretNames.isSecret(setting.name), used.contains(setting.name) {
                add(
                    DockerRules.secretArgument,
                    "the build argument \(setting.name) stays readable in the image's history",
                    setting.range, label(index), setting.name)
            }
        }
    }

    private mutating func checkSecret(_ setting: DockerSetting, _ value: String, _ index: Int) {
        guard SecretNames.isSecret(setting.name), SecretNames.isGuessableSecret(value, named: setting.name) else {
            return
        }
        let message = "the value of \(setting.name) is part of the image"
        add(DockerRules.secretInVariable, message, setting.range, label(index), setting.name, secret: value)
    }

    /// `ENV TOKEN=$TOKEN`: what was passed for the build is kept for ever.
    private mutating func checkBakedArgument(
        _ setting: DockerSetting, _ value: String, _ arguments: Set<String>, _ index: Int
    ) {
        guard SecretNames.isSecret(setting.name), value.hasPrefix("$") else { return }
        let name = value.drop { "${".contains($0) }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard arguments.contains(String(name)) else { return }
        add(
            DockerRules.secretArgument, "the build argument \(name) is kept in the image's environment", setting.range,
            label(index), setting.name)
    }
}

// MARK: - Files and ports

extension DockerChecks {
    private mutating func checkFiles(_ instruction: DockerInstruction, _ index: Int, isFinal: Bool) {
        let words =
            instruction.execForm
            ?? DockerWords.split(instruction.arguments).map(\.text)
        let sources = words.dropLast()
        if instruction.keyword == "ADD", instruction.flag("checksum") == nil,
            let source = sources.first(where: { isRemote($0) })
        {
            add(
                DockerRules.addRemote, "ADD takes \(source.prefix(80)) from the network unverified", instruction.range,
                label(index), source)
        }
        if let mode = instruction.flag("chmod"), FileMode.isWorldWritable(mode) {
            add(
                DockerRules.worldWritable, "mode \(mode) lets every user change the files", instruction.range,
                label(index),
                words.last ?? "")
        }
        if let from = instruction.flag("from") {
            let isStage = stages.all.contains { $0.name == from.lowercased() } || Int(from) != nil
            if !isStage { checkReference(from, at: instruction, index) }
        } else if isFinal, let secret = sources.first(where: { SecretFiles.isSecret($0) }) {
            add(
                DockerRules.copiedSecret, "\(secret) becomes part of the image", instruction.range, label(index), secret
            )
        }
    }

    private func isRemote(_ source: String) -> Bool {
        guard source.hasPrefix("http://") || source.hasPrefix("https://") || source.hasPrefix("ftp://") else {
            return false
        }
        // A repository at a commit names its content.
        guard let mark = source.lastIndex(of: "#") else { return true }
        let commit = source[source.index(after: mark)...].prefix { $0 != ":" }
        return !(commit.count == 40 && commit.allSatisfy(\.isHexDigit))
    }

    private mutating func checkPorts(_ instruction: DockerInstruction, _ index: Int) {
        let ports = instruction.text.split(whereSeparator: { $0 == " " || $0 == "\t" })
        if ports.contains(where: { $0 == "22" || $0 == "22/tcp" }) {
            add(DockerRules.exposedSSH, "the container offers SSH", instruction.range, label(index))
        }
    }
}

/// Files whose content is a secret, by their names.
enum SecretFiles {
    private static let names: Set<String> = [
        ".env", ".netrc", ".npmrc", ".pypirc", ".git-credentials", ".pgpass", ".dockercfg", "id_rsa", "id_dsa",
        "id_ecdsa",
        "id_ed25519", ".htpasswd", "kubeconfig", ".ssh", ".aws", ".kube", ".gnupg", "credentials.json",
        "service-account.json", "terraform.tfstate",
    ]

    static func isSecret(_ path: String) -> Bool {
        let parts = path.split(separator: "/").map { String($0) }
        guard let name = parts.last else { return false }
        if names.contains(name) { return true }
        if [".env.production", ".env.prod", ".env.local"].contains(name) { return true }
        if parts.suffix(2) == [".docker", "config.json"] || parts.suffix(2) == [".aws", "credentials"] { return true }
        return name.hasSuffix(".key") && !name.contains("pub") || name.hasSuffix(".p12") || name.hasSuffix(".pfx")
    }
}

// MARK: - Commands

extension DockerChecks {
    private mutating func checkRun(_ instruction: DockerInstruction, _ index: Int, isFinal: Bool) {
        if instruction.flag("security") == "insecure" {
            add(
                DockerRules.insecureBuild, "a build step with all privileges of the builder", instruction.range,
                label(index), instruction.outline)
        }
        guard !isForWindows, !usesOtherShell(index) else { return }
        if let words = instruction.execForm {
            let script = Self.script(words)
            for flaw in ShellChecks.flaws(of: script) {
                report(flaw, instruction, instruction.range, index, isFinal: isFinal)
            }
            return
        }
        for flaw in ShellChecks.flaws(of: instruction.arguments) {
            report(flaw, instruction, instruction.place(of: flaw.range), index, isFinal: isFinal)
        }
        for (text, start) in instruction.documents where Self.isShell(text) {
            for flaw in ShellChecks.flaws(of: text) {
                let range = start + flaw.range.lowerBound..<start + flaw.range.upperBound
                report(flaw, instruction, range, index, isFinal: isFinal)
            }
        }
    }

    private func usesOtherShell(_ index: Int) -> Bool {
        stages.all[index].instructions.contains { instruction in
            instruction.keyword == "SHELL"
                && (instruction.text.contains("powershell") || instruction.text.contains("pwsh"))
        }
    }

    /// A command in the exec form as the script it amounts to.
    private static func script(_ words: [String]) -> [UInt8] {
        if words.count == 3, words[1].hasPrefix("-"), words[1].hasSuffix("c") { return Array(words[2].utf8) }
        return Array(words.joined(separator: " ").utf8)
    }

    /// A here-document may name another interpreter.
    private static func isShell(_ text: [UInt8]) -> Bool {
        guard text.starts(with: "#!".utf8) else { return true }
        let first = String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        return first.contains("sh")
    }

    private mutating func report(
        _ flaw: ShellFlaw, _ instruction: DockerInstruction, _ range: Range<Int>, _ index: Int, isFinal: Bool
    ) {
        // What a container lets its users do matters in the image that runs.
        let rule: InfrastructureRule
        switch flaw.kind {
        case .pipeToShell: rule = DockerRules.pipeToShell
        case .tlsVerificationOff: rule = DockerRules.tlsVerificationOff
        case .unverifiedPackages: rule = DockerRules.unverifiedPackages
        case .hostKeyCheckOff: rule = DockerRules.hostKeyCheckOff
        case .sudo: rule = DockerRules.sudo
        case .worldWritable where isFinal: rule = DockerRules.worldWritable
        case .setuid where isFinal: rule = DockerRules.setuid
        case .passwordlessSudo where isFinal: rule = DockerRules.passwordlessSudo
        case .passwordInCommand where isFinal: rule = DockerRules.passwordInCommand
        default: return
        }
        add(rule, flaw.message, range, label(index), instruction.outline)
    }
}
