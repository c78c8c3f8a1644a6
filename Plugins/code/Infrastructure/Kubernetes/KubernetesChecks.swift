/// Checks Kubernetes manifests.
struct KubernetesChecks {
    let file: YAMLFile
    var sink: FindingSink

    static func run(_ file: YAMLFile, into sink: inout FindingSink) {
        var checks = KubernetesChecks(file: file, sink: sink)
        for document in file.documents {
            for object in KubernetesObject.all(in: document) { checks.check(object) }
        }
        sink = checks.sink
    }

    mutating func add(
        _ rule: InfrastructureRule, _ message: String, _ range: Range<Int>, _ key: String..., fix: String? = nil,
        secret: String? = nil
    ) {
        sink.add(rule, message, at: range, key: key, fix: fix, secret: secret)
    }

    private mutating func check(_ object: KubernetesObject) {
        if let spec = object.podSpec, spec.isMapping { checkPod(spec, object) }
        switch object.kind {
        case "Role", "ClusterRole": checkRole(object)
        case "RoleBinding", "ClusterRoleBinding": checkBinding(object)
        case "Ingress": checkIngress(object)
        case "Service" where object.group.isEmpty: checkService(object)
        case "Secret" where object.group.isEmpty: checkSecret(object)
        default: break
        }
    }
}

// MARK: - Services, ingresses, secrets

extension KubernetesChecks {
    private mutating func checkIngress(_ object: KubernetesObject) {
        guard ["networking.k8s.io", "extensions"].contains(object.group), let entry = object.node.entry("spec") else {
            return
        }
        let spec = entry.value
        guard spec["rules"] != nil || spec["defaultBackend"] != nil, spec["tls"] == nil || spec["tls"]?.isNull == true
        else {
            return
        }
        // Load balancers of clouds are given their certificates by annotations.
        let annotations = object.node["metadata"]?["annotations"]?.entries ?? []
        let words = ["cert", "ssl", "tls", "https"]
        let hasOther = annotations.contains { entry in words.contains { entry.key.lowercased().contains($0) } }
        guard !hasOther, file.template(in: object.node.range) == nil else { return }
        add(
            KubernetesRules.plainIngress, "\(object.name) accepts requests without encryption", entry.keyRange,
            object.label)
    }

    private mutating func checkService(_ object: KubernetesObject) {
        guard let spec = object.node["spec"], let type = spec.entry("type"), let text = type.value.text else { return }
        guard ["LoadBalancer", "NodePort"].contains(text), spec["loadBalancerSourceRanges"] == nil else { return }
        let annotations = object.node["metadata"]?["annotations"]?.entries ?? []
        guard !annotations.contains(where: { $0.key.lowercased().contains("internal") || $0.value.text == "internal" })
        else {
            return
        }
        for port in spec["ports"]?.elements ?? [] {
            let number = port["targetPort"]?.integer ?? port["port"]?.integer
            guard let number, let database = Ports.databases[number] else { continue }
            let message = "\(object.name) opens port \(number) (\(database)) to the outside by \(text)"
            add(KubernetesRules.openDatabase, message, type.range, object.label, String(number))
        }
    }

    private mutating func checkSecret(_ object: KubernetesObject) {
        // Tools that encrypt values leave a note of their own.
        guard object.node["sops"] == nil else { return }
        for part in ["data", "stringData"] {
            for entry in object.node[part]?.entries ?? [] {
                guard let value = entry.value.text, !Self.isPublic(entry.key) else { continue }
                let isSecret =
                    SecretNames.isSecret(entry.key)
                    ? SecretNames.isGuessableSecret(value, named: entry.key)
                    : SecretNames.isLiteralSecret(value, named: "password")
                guard isSecret, !value.contains("{{") else { continue }
                add(
                    KubernetesRules.secretManifest,
                    "the value of \(entry.key) in the Secret \(object.name) can be read by all",
                    entry.range, object.label, entry.key, secret: value)
            }
        }
    }

    /// Entries beside the secret itself.
    private static func isPublic(_ key: String) -> Bool {
        let key = key.lowercased()
        return ["ca.crt", "tls.crt", "username", "user", "host", "port", "database", "namespace", "email", "url"]
            .contains(key)
            || key.hasSuffix(".crt") || key.hasSuffix(".pub") || key.hasSuffix("username") || key.hasSuffix("_user")
    }
}
