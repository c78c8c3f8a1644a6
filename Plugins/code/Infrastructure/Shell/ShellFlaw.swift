/// What is wrong with a shell command, for every format that has scripts.
struct ShellFlaw {
    enum Kind {
        case pipeToShell, tlsVerificationOff, unverifiedPackages, sudo, worldWritable, setuid, passwordlessSudo
        case passwordInCommand, hostKeyCheckOff
    }

    let kind: Kind
    let message: String
    /// Of the script's bytes.
    let range: Range<Int>
}

/// Finds flaws in a shell script.
struct ShellChecks {
    private let script: ShellScript
    private var flaws: [ShellFlaw] = []

    static func flaws(of bytes: [UInt8]) -> [ShellFlaw] {
        var checks = ShellChecks(script: ShellScript(bytes))
        for index in checks.script.commands.indices { checks.check(index) }
        return checks.flaws
    }

    private mutating func add(_ kind: ShellFlaw.Kind, _ message: String, _ range: Range<Int>) {
        guard flaws.count < FindingSink.limit * 2 else { return }
        flaws.append(ShellFlaw(kind: kind, message: message, range: range))
    }

    private mutating func check(_ index: Int) {
        let command = script.commands[index]
        checkSource(of: command)
        checkTransport(command)
        checkPackages(command)
        checkAccess(command)
        checkText(command)
        checkInnerScript(command)
    }
}

// MARK: - Code from the network

extension ShellChecks {
    private static let shells: Set<String> = ["sh", "bash", "dash", "zsh", "ash", "ksh", "fish"]
    private static let interpreters: Set<String> = ["python", "python2", "python3", "perl", "ruby", "node", "php"]
    private static let downloaders: Set<String> = ["curl", "wget"]

    /// Whether a command fetches from another machine.
    private func fetches(_ command: ShellCommand) -> Bool {
        guard Self.downloaders.contains(command.program) else { return false }
        return !command.arguments.contains { Self.isLocal($0.text) }
    }

    static func isLocal(_ address: String) -> Bool {
        var rest = address[...]
        for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        return ["localhost", "127.0.0.1", "[::1]", "0.0.0.0"].contains { name in
            rest.hasPrefix(name) && (rest.count == name.count || ":/".contains(rest.dropFirst(name.count).prefix(1)))
        }
    }

    /// Whether a pipe carries something fetched to a command, possibly through others.
    private func feeder(of command: ShellCommand) -> ShellCommand? {
        var feeder = command.pipedFrom
        for _ in 0..<8 {
            guard let index = feeder else { return nil }
            let candidate = script.commands[index]
            if fetches(candidate) { return candidate }
            feeder = candidate.pipedFrom
        }
        return nil
    }

    /// A shell that reads its script from its input; other interpreters only when nothing else is to be run.
    private func readsScript(_ command: ShellCommand) -> Bool {
        let words = command.arguments.map(\.text)
        if Self.shells.contains(command.program) {
            guard let first = words.first(where: { !$0.hasPrefix("-") && !$0.hasPrefix("+") }) else {
                return !words.contains("-c")
            }
            return words.contains("-s") || words.contains("--") || first == "/dev/stdin" || first.hasPrefix("<")
        }
        return Self.interpreters.contains(command.program) && (words.isEmpty || words.first == "-")
    }

    private mutating func checkSource(of command: ShellCommand) {
        let program = command.program
        if readsScript(command), let feeder = feeder(of: command) {
            let range = feeder.range.lowerBound..<command.range.upperBound
            return add(.pipeToShell, "a script from the network goes straight into \(program)", range)
        }
        guard Self.shells.contains(program) || ["eval", "source", "."].contains(program) else { return }
        let isCode =
            !Self.shells.contains(program) || command.arguments.contains { $0.text == "-c" || $0.text == "<()" }
        let isFetched = command.arguments.contains { word in
            script.commands[word.nested].contains { fetches($0) }
        }
        if isCode, isFetched { add(.pipeToShell, "\(program) runs a script from the network unseen", command.range) }
    }
}

// MARK: - Checks switched off

extension ShellChecks {
    private mutating func checkTransport(_ command: ShellCommand) {
        let words = command.arguments
        switch command.program {
        case "curl":
            let flag = words.first { word in
                word.text == "--insecure" || word.text == "--proxy-insecure"
                    || (word.text.hasPrefix("-") && !word.text.hasPrefix("--") && Self.isShortFlag("k", in: word.text))
            }
            if let flag, fetches(command) { off(flag, "curl does not verify whom it talks to") }
        case "wget":
            let flag = words.first { $0.text == "--no-check-certificate" }
            if let flag, fetches(command) { off(flag, "wget does not verify whom it talks to") }
        case "git":
            let flag = words.first { Self.isOff(setting: "http.sslverify", in: $0.text) }
            if let flag { off(flag, "git does not verify whom it talks to") }
            if let (name, _) = pair(words, "http.sslverify", ["false", "0"]) {
                off(name, "git does not verify whom it talks to")
            }
        case "npm", "yarn", "pnpm":
            if let (name, _) = pair(words, "strict-ssl", ["false"]) {
                off(name, "\(command.program) does not verify its registry")
            }
            let flag = words.first { ["--strict-ssl=false", "--no-strict-ssl", "strict-ssl=false"].contains($0.text) }
            if let flag { off(flag, "\(command.program) does not verify its registry") }
        case "pip", "pip3":
            if let flag = words.first(where: { $0.text.hasPrefix("--trusted-host") }) {
                off(flag, "pip does not verify its index")
            }
        case "python", "python3":
            guard words.contains(where: { $0.text == "pip" }) else { return }
            if let flag = words.first(where: { $0.text.hasPrefix("--trusted-host") }) {
                off(flag, "pip does not verify its index")
            }
        default: break
        }
        for word in command.words.prefix(while: { $0.text != command.program })
            + (command.program == "export" ? words : [])
        {
            if let message = Self.variableOff(word.text) { off(word, message) }
        }
    }

    private mutating func off(_ word: ShellWord, _ message: String) { add(.tlsVerificationOff, message, word.range) }

    /// `-fsSLk`: letters without values, up to one that has one.
    private static func isShortFlag(_ flag: Character, in text: String) -> Bool {
        for letter in text.dropFirst() {
            if letter == flag { return true }
            if "oHdXuAeTbFmwxrCDKPQEtUyYzZ".contains(letter) { return false }
        }
        return false
    }

    private static func isOff(setting: String, in text: String) -> Bool {
        let text = text.lowercased()
        return text == setting + "=false" || text == setting + "=0"
    }

    /// A setting's name and its value as two words.
    private func pair(_ words: ArraySlice<ShellWord>, _ name: String, _ values: [String]) -> (ShellWord, ShellWord)? {
        for (word, value) in zip(words, words.dropFirst()) where word.text.lowercased() == name {
            if values.contains(value.text.lowercased()) { return (word, value) }
        }
        return nil
    }

    /// What an assignment switches off.
    static func variableOff(_ assignment: String) -> String? {
        switch assignment.lowercased() {
        case "node_tls_reject_unauthorized=0": "Node.js accepts every certificate"
        case "git_ssl_no_verify=1", "git_ssl_no_verify=true": "git does not verify whom it talks to"
        case "pythonhttpsverify=0": "Python accepts every certificate"
        case "npm_config_strict_ssl=false": "npm does not verify its registry"
        default: nil
        }
    }

    private mutating func checkPackages(_ command: ShellCommand) {
        let message = "packages are installed without checking who made them"
        let flags: Set<String>
        switch command.program {
        case "apt", "apt-get", "aptitude":
            flags = [
                "--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories",
                "Acquire::AllowInsecureRepositories=true", "APT::Get::AllowUnauthenticated=true",
            ]
        case "yum", "dnf", "microdnf", "tdnf":
            flags = ["--nogpgcheck", "--no-gpgchecks", "--setopt=gpgcheck=0", "--setopt=*.gpgcheck=0"]
        case "apk": flags = ["--allow-untrusted"]
        case "zypper": flags = ["--no-gpg-checks", "--allow-unsigned-rpm"]
        case "rpm": flags = ["--nosignature", "--nodigest"]
        case "pacman": flags = []
        default: return
        }
        if let word = command.arguments.first(where: { flags.contains($0.text) }) {
            add(.unverifiedPackages, message, word.range)
        }
    }
}

// MARK: - Accounts and modes

extension ShellChecks {
    private mutating func checkAccess(_ command: ShellCommand) {
        if let word = command.words.first(where: { ShellCommand.base($0.text) == "sudo" }),
            word.range == command.words.first(where: { !ShellCommand.isAssignment($0.text) })?.range
        {
            add(.sudo, "sudo in a build that already chooses its user", word.range)
        }
        if command.program == "chmod" { checkMode(command) }
        if ["ssh", "scp", "sftp", "rsync"].contains(command.program) {
            let flag = command.arguments.first { word in
                ["stricthostkeychecking=no", "stricthostkeychecking=off"].contains {
                    word.text.lowercased().hasSuffix($0)
                }
            }
            if let flag { add(.hostKeyCheckOff, "\(command.program) connects to whatever answers", flag.range) }
        }
        checkPassword(command)
    }

    private mutating func checkMode(_ command: ShellCommand) {
        let words = command.arguments.filter { !$0.text.hasPrefix("-") || $0.text.hasPrefix("-w") }
        guard let mode = words.first else { return }
        let paths = words.dropFirst().map(\.text)
        if FileMode.isWorldWritable(mode.text), !paths.isEmpty, !paths.allSatisfy({ Self.isTemporary($0) }) {
            add(.worldWritable, "mode \(mode.text) lets every user change the files", command.range)
        }
        if FileMode.setsUser(mode.text) {
            add(.setuid, "mode \(mode.text) lets every user run the program as its owner", command.range)
        }
    }

    private static func isTemporary(_ path: String) -> Bool {
        path == "/tmp" || path == "/var/tmp" || path.hasPrefix("/tmp/") || path == "/dev/shm"
    }

    /// A password that is written down where it is set.
    private mutating func checkPassword(_ command: ShellCommand) {
        if command.program == "chpasswd", let from = command.pipedFrom {
            let feeder = script.commands[from]
            guard ["echo", "printf"].contains(feeder.program) else { return }
            let word = feeder.arguments.last { $0.text.contains(":") }
            guard let word, word.isLiteral, word.text.split(separator: ":").count == 2 else { return }
            return add(.passwordInCommand, "an account's password is written in the command", word.range)
        }
        guard ["useradd", "usermod"].contains(command.program) else { return }
        for (flag, value) in zip(command.arguments, command.arguments.dropFirst())
        where ["-p", "--password"].contains(flag.text) && value.isLiteral && !["", "*", "!", "x"].contains(value.text) {
            add(
                .passwordInCommand, "an account's password is written in the command",
                flag.range.lowerBound..<value.range.upperBound)
        }
    }

    private mutating func checkText(_ command: ShellCommand) {
        guard ["echo", "printf", "sed"].contains(command.program) else { return }
        for word in command.arguments {
            let text = word.text.uppercased()
            if text.contains("NOPASSWD:"), text.contains("ALL"), !text.hasPrefix("/") {
                add(.passwordlessSudo, "an account may become root without a password", word.range)
            }
            let squeezed = text.split(whereSeparator: { " \t=".contains($0) }).joined(separator: " ")
            if squeezed.contains("STRICTHOSTKEYCHECKING NO"), command.program != "sed" {
                add(.hostKeyCheckOff, "ssh is told to connect to whatever answers", word.range)
            }
        }
    }

    /// `bash -c '…'`: what is in the quotes is a script too.
    private mutating func checkInnerScript(_ command: ShellCommand) {
        guard Self.shells.contains(command.program) else { return }
        let words = command.arguments
        guard
            let flag = words.firstIndex(where: {
                $0.text.hasPrefix("-") && !$0.text.hasPrefix("--") && $0.text.hasSuffix("c")
            }),
            flag + 1 < words.endIndex, words[flag + 1].nested.isEmpty,
            words[flag + 1].text.utf8.contains(UInt8(ascii: " "))
        else { return }
        let inner = words[flag + 1]
        guard !inner.text.hasPrefix("sh -c"), !inner.text.hasPrefix("bash -c") else { return }
        for flaw in Self.flaws(of: Array(inner.text.utf8)) { add(flaw.kind, flaw.message, inner.range) }
    }
}
