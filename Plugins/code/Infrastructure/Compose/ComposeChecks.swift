/// Checks a Compose file, service by service. What `extends` and `include` bring in from other files is not seen.
struct ComposeChecks {
    private var sink: FindingSink
    /// Lines that several services share by an alias are reported for the first of them.
    private var reported: Set<Place> = []

    private struct Place: Hashable {
        let rule: String
        let start: Int
    }

    static func run(_ file: YAMLFile, into sink: inout FindingSink) {
        var checks = ComposeChecks(sink: sink)
        for document in file.documents {
            for service in document["services"]?.entries ?? [] where service.value.isMapping {
                checks.check(service.value, service.key.shortened)
            }
        }
        sink = checks.sink
    }

    private mutating func add(
        _ rule: InfrastructureRule, _ message: String, _ range: Range<Int>, _ key: String..., fix: String? = nil,
        secret: String? = nil
    ) {
        guard reported.insert(Place(rule: rule.id, start: range.lowerBound)).inserted else { return }
        sink.add(rule, message, at: range, key: key, fix: fix, secret: secret)
    }

    private mutating func check(_ service: YAMLNode, _ name: String) {
        checkPrivileges(service, name)
        checkNamespaces(service, name)
        checkMounts(service, name)
        checkEnvironment(service, name)
        checkPorts(service, name)
        checkImage(service, name)
    }
}

// MARK: - Rights

extension ComposeChecks {
    private mutating func checkPrivileges(_ service: YAMLNode, _ name: String) {
        if let entry = service.entry("privileged"), entry.value.bool == true {
            add(
                ComposeRules.privileged, "\(name) has all rights of the host", entry.range, name,
                fix: "privileged: false")
        }
        for (capability, range) in service["cap_add"]?.texts ?? [] where Capabilities.isDangerous(capability) {
            add(ComposeRules.capability, "\(name) is given \(capability)", range, name, capability)
        }
        for (option, range) in service["security_opt"]?.texts ?? [] {
            let option = option.lowercased().split(whereSeparator: { ":= ".contains($0) }).joined(separator: "=")
            if option == "no-new-privileges=false" {
                add(ComposeRules.newPrivileges, "\(name) may gain rights with setuid programs", range, name)
            }
            if ["seccomp=unconfined", "apparmor=unconfined", "label=disable"].contains(option) {
                add(
                    ComposeRules.profileOff, "\(name) runs without one of the host's fences (\(option))", range, name,
                    option)
            }
        }
        if let entry = service.entry("user"), let user = entry.value.text {
            let account = user.split(separator: ":").first.map { String($0) } ?? ""
            if ["root", "0"].contains(account) {
                add(ComposeRules.root, "\(name) runs as root", entry.range, name)
            }
        }
    }

    private mutating func checkNamespaces(_ service: YAMLNode, _ name: String) {
        if let entry = service.entry("network_mode"), entry.value.text == "host" {
            add(ComposeRules.hostNetwork, "\(name) shares the host's network", entry.range, name)
        }
        let shared = ["pid": "processes", "ipc": "memory", "userns_mode": "users", "uts": "name"]
        for (key, what) in shared {
            if let entry = service.entry(key), entry.value.text == "host" {
                add(ComposeRules.hostNamespace, "\(name) shares the host's \(what)", entry.range, name, key)
            }
        }
    }
}

// MARK: - Files of the host

extension ComposeChecks {
    private mutating func checkMounts(_ service: YAMLNode, _ name: String) {
        for volume in service["volumes"]?.elements ?? [] {
            if let text = volume.text {
                guard let (source, options) = Self.shortMount(text) else { continue }
                checkMount(source, isReadOnly: options.contains("ro"), volume.range, name)
            } else if volume["type"]?.text == "bind", let source = volume["source"]?.text {
                checkMount(source, isReadOnly: volume["read_only"]?.bool == true, volume.range, name)
            }
        }
        for (device, range) in service["devices"]?.texts ?? [] where HostPaths.isRawDevice(device) {
            add(ComposeRules.hostPath, "\(name) reaches the host's device \(device)", range, name, device)
        }
    }

    private mutating func checkMount(_ source: String, isReadOnly: Bool, _ range: Range<Int>, _ name: String) {
        if HostPaths.isRuntimeSocket(source) {
            add(ComposeRules.runtimeSocket, "\(name) commands the container runtime", range, name, source)
        } else if let danger = HostPaths.danger(source, isReadOnly: isReadOnly) {
            add(ComposeRules.hostPath, "\(name) sees \(source) of the host: \(danger)", range, name, source)
        }
    }

    /// `source:target:ro`; nil for a named volume or one without a source.
    private static func shortMount(_ text: String) -> (source: String, options: [Substring])? {
        // A colon may be inside `${NAME:-default}`, which nobody can follow.
        guard !text.contains("${") || text.hasPrefix("${HOME}") else { return nil }
        let parts = text.split(separator: ":")
        guard parts.count > 1, let source = parts.first, "/~$.".contains(source.prefix(1)) else { return nil }
        return (String(source), parts.count > 2 ? parts[2].split(separator: ",") : [])
    }
}

// MARK: - Environment

extension ComposeChecks {
    private static let authenticationOff: [String: Set<String>] = [
        "POSTGRES_HOST_AUTH_METHOD": ["trust"],
        "MYSQL_ALLOW_EMPTY_PASSWORD": ["1", "yes", "true"],
        "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD": ["1", "yes", "true"],
        "MARIADB_ALLOW_EMPTY_PASSWORD": ["1", "yes", "true"],
        "ALLOW_EMPTY_PASSWORD": ["1", "yes", "true"],
        "ALLOW_ANONYMOUS_LOGIN": ["1", "yes", "true"],
        "DISABLE_SECURITY_PLUGIN": ["true"],
        "xpack.security.enabled": ["false"],
    ]

    private mutating func checkEnvironment(_ service: YAMLNode, _ name: String) {
        guard let environment = service["environment"] else { return }
        for entry in environment.entries {
            if let value = entry.value.text { checkSetting(entry.key, value, entry.range, name) }
        }
        for (text, range) in environment.texts {
            let parts = text.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { checkSetting(String(parts[0]), String(parts[1]), range, name) }
        }
    }

    private mutating func checkSetting(_ key: String, _ value: String, _ range: Range<Int>, _ name: String) {
        if Self.authenticationOff[key]?.contains(value.lowercased()) == true {
            add(ComposeRules.noAuthentication, "\(name) asks nobody for a password (\(key))", range, name, key)
        }
        if SecretNames.isSecret(key), SecretNames.isGuessableSecret(value, named: key) {
            add(ComposeRules.secret, "\(key) of \(name) is written in the file", range, name, key, secret: value)
        }
        if let message = ShellChecks.variableOff(key + "=" + value) {
            add(ComposeRules.tlsVerificationOff, message, range, name, key)
        }
    }
}

// MARK: - Ports and images

extension ComposeChecks {
    private mutating func checkPorts(_ service: YAMLNode, _ name: String) {
        for port in service["ports"]?.elements ?? [] {
            guard let target = Self.publicTarget(port) else { continue }
            if let database = Ports.databases[target] {
                let message = "port \(target) (\(database)) of \(name) is open on every address of the host"
                add(ComposeRules.openDatabase, message, port.range, name, String(target))
            }
        }
    }

    /// The container's port when it is published at a fixed port on all addresses.
    private static func publicTarget(_ port: YAMLNode) -> Int? {
        guard let text = port.text else {
            guard port["published"] != nil else { return nil }
            if let address = port["host_ip"]?.text, !isEveryAddress(address) { return nil }
            return port["target"]?.integer
        }
        let parts = text.split(separator: "/").first?.split(separator: ":", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2 || (parts.count > 2 && isEveryAddress(parts.dropLast(2).joined(separator: ":"))) else {
            return nil
        }
        guard let target = parts.last, !text.contains("$") else { return nil }
        return Int(target)
    }

    private static func isEveryAddress(_ address: String) -> Bool { ["0.0.0.0", "::", "[::]"].contains(address) }

    private mutating func checkImage(_ service: YAMLNode, _ name: String) {
        // With `build` the name is the one the result gets.
        guard service["build"] == nil, let entry = service.entry("image"), let text = entry.value.text else { return }
        guard let reference = ImageReference(text), reference.isLatest else { return }
        add(ComposeRules.latestImage, reference.problem, entry.range, name, reference.name)
    }
}
