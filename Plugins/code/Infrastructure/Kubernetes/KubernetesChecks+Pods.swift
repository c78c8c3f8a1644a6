// What pods and their containers may do.

/// A container with what it inherits from its pod.
private struct Container {
    let node: YAMLNode
    let pod: YAMLNode
    let name: String
    let object: KubernetesObject
    /// Whether it ends before the others begin.
    let isInit: Bool

    /// Where to point when something is missing.
    var place: Range<Int> {
        (node.entry("name") ?? node.entry("image"))?.range ?? node.range.lowerBound..<node.range.lowerBound
    }

    var context: YAMLNode? { node["securityContext"] }

    /// A setting of the container, or else of the pod.
    func setting(_ name: String) -> YAMLEntry? { context?.entry(name) ?? pod["securityContext"]?.entry(name) }
}

extension KubernetesChecks {
    mutating func checkPod(_ spec: YAMLNode, _ object: KubernetesObject) {
        checkNamespaces(spec, object)
        checkVolumes(spec, object)
        checkProfiles(spec, object)
        // What is missing in a template may be inserted, and a part of an object may be laid over another one.
        let template = file.template(in: object.node.range)
        if let template { sink.note("a template: what it inserts is not checked", at: template, isTemplate: true) }
        let isComplete = template == nil
        let isForWindows =
            spec["os"]?["name"]?.text == "windows"
            || spec["nodeSelector"]?["kubernetes.io/os"]?.text == "windows"
        for (key, isInit) in [("containers", false), ("initContainers", true), ("ephemeralContainers", false)] {
            for node in spec[key]?.elements ?? [] where node.isMapping {
                let name = (node["name"]?.text ?? "").shortened
                let container = Container(node: node, pod: spec, name: name, object: object, isInit: isInit)
                checkContext(container)
                checkContainer(container)
                if isComplete, node["image"] != nil, !isForWindows { checkMissing(container) }
            }
        }
        if isComplete, spec["containers"]?.elements.contains(where: { $0["image"] != nil }) == true {
            checkToken(spec, object)
        }
    }

    private mutating func add(
        _ rule: InfrastructureRule, _ message: String, _ range: Range<Int>, of container: Container,
        _ detail: String = "",
        fix: String? = nil, secret: String? = nil
    ) {
        add(rule, message, range, container.object.label, container.name, detail, fix: fix, secret: secret)
    }

    private mutating func checkNamespaces(_ spec: YAMLNode, _ object: KubernetesObject) {
        if let entry = spec.entry("hostNetwork"), entry.value.bool == true {
            add(KubernetesRules.hostNetwork, "\(object.label) shares the node's network", entry.range, object.label)
        }
        for (key, what) in [("hostPID", "processes"), ("hostIPC", "memory")] {
            if let entry = spec.entry(key), entry.value.bool == true {
                add(
                    KubernetesRules.hostNamespace, "\(object.label) shares the node's \(what)", entry.range,
                    object.label,
                    key, fix: "\(key): false")
            }
        }
    }

    private mutating func checkVolumes(_ spec: YAMLNode, _ object: KubernetesObject) {
        let writable = writableVolumes(of: spec)
        for volume in spec["volumes"]?.elements ?? [] {
            guard let entry = volume.entry("hostPath"), let path = entry.value["path"]?.text else { continue }
            let range = entry.value.entry("path")?.range ?? entry.range
            if HostPaths.isRuntimeSocket(path) {
                add(
                    KubernetesRules.runtimeSocket, "\(object.label) commands the node's container runtime", range,
                    object.label, path)
            } else if let danger = HostPaths.danger(path, isReadOnly: !writable.contains(volume["name"]?.text ?? "")) {
                add(
                    KubernetesRules.hostPath, "\(object.label) sees \(path) of its node: \(danger)", range,
                    object.label, path)
            }
        }
    }

    /// The volumes that a container may write to, or that none mounts: those may be meant for containers added later.
    private func writableVolumes(of spec: YAMLNode) -> Set<String> {
        let containers = ["containers", "initContainers"].flatMap { spec[$0]?.elements ?? [] }
        let mounts = containers.flatMap { $0["volumeMounts"]?.elements ?? [] }
        let mounted = Set(mounts.compactMap { $0["name"]?.text })
        let written = mounts.filter { $0["readOnly"]?.bool != true }.compactMap { $0["name"]?.text }
        let names = (spec["volumes"]?.elements ?? []).compactMap { $0["name"]?.text }
        return Set(written).union(names.filter { !mounted.contains($0) })
    }

    private mutating func checkProfiles(_ spec: YAMLNode, _ object: KubernetesObject) {
        checkProfile(of: spec["securityContext"], object.label, object.label)
        for entry in object.podMetadata?["annotations"]?.entries ?? [] {
            let isProfile =
                entry.key.hasPrefix("seccomp.security.alpha.kubernetes.io/")
                || entry.key.hasPrefix("container.seccomp.security.alpha.kubernetes.io/")
                || entry.key.hasPrefix("container.apparmor.security.beta.kubernetes.io/")
            if isProfile, entry.value.text == "unconfined" {
                add(
                    KubernetesRules.profileOff, "\(object.label) runs without one of the node's fences", entry.range,
                    object.label, entry.key)
            }
        }
    }

    private mutating func checkProfile(of context: YAMLNode?, _ name: String, _ label: String) {
        for key in ["seccompProfile", "appArmorProfile"] {
            if let type = context?[key]?.entry("type"), type.value.text == "Unconfined" {
                add(
                    KubernetesRules.profileOff, "\(name) runs without one of the node's fences (\(key))", type.range,
                    label,
                    name, key, fix: "type: RuntimeDefault")
            }
        }
    }

    private mutating func checkContext(_ container: Container) {
        let name = container.name
        if let entry = container.context?.entry("privileged"), entry.value.bool == true {
            add(
                KubernetesRules.privileged, "\(name) has all rights of its node", entry.range, of: container,
                fix: "privileged: false")
        }
        if let entry = container.context?.entry("allowPrivilegeEscalation"), entry.value.bool == true {
            add(
                KubernetesRules.escalationAllowed, "\(name) may gain rights with setuid programs", entry.range,
                of: container, fix: "allowPrivilegeEscalation: false")
        }
        if let entry = container.context?.entry("procMount"), entry.value.text == "Unmasked" {
            add(KubernetesRules.unmaskedProc, "\(name) sees all of /proc", entry.range, of: container)
        }
        for (capability, range) in container.context?["capabilities"]?["add"]?.texts ?? []
        where Capabilities.isDangerous(capability) {
            add(KubernetesRules.capability, "\(name) is given \(capability)", range, of: container, capability)
        }
        checkProfile(of: container.context, name, container.object.label)
        let user = container.setting("runAsUser")
        let nonRoot = container.setting("runAsNonRoot")
        if let user, user.value.integer == 0 {
            add(KubernetesRules.root, "\(name) runs as root", user.range, of: container)
        } else if let nonRoot, nonRoot.value.bool == false, user == nil {
            add(
                KubernetesRules.root, "\(name) may run as root", nonRoot.range, of: container, fix: "runAsNonRoot: true"
            )
        }
    }

    private mutating func checkContainer(_ container: Container) {
        if let entry = container.node.entry("image"), let text = entry.value.text,
            let reference = ImageReference(text), reference.isLatest
        {
            add(KubernetesRules.latestImage, reference.problem, entry.range, of: container, reference.name)
        }
        for variable in container.node["env"]?.elements ?? [] {
            guard let key = variable["name"]?.text, let value = variable["value"]?.text else { continue }
            let range = variable.entry("value")?.range ?? variable.range
            if SecretNames.isSecret(key), SecretNames.isLiteralSecret(value, named: key) {
                add(
                    KubernetesRules.secretInEnvironment, "\(key) of \(container.name) is written in the file", range,
                    of: container, key, secret: value)
            }
            if let message = ShellChecks.variableOff(key + "=" + value) {
                add(KubernetesRules.tlsVerificationOff, message, range, of: container, key)
            }
        }
    }

    /// What containers get because nobody says otherwise.
    private mutating func checkMissing(_ container: Container) {
        let name = container.name
        let isPrivileged = container.context?["privileged"]?.bool == true
        let user = container.setting("runAsUser")
        if user == nil, container.setting("runAsNonRoot") == nil {
            add(
                KubernetesRules.rootNotPrevented, "nothing keeps \(name) from running as root", container.place,
                of: container)
        }
        // Privileged ones may do all of it anyway, and are reported for that.
        guard !isPrivileged else { return }
        if container.context?.entry("allowPrivilegeEscalation") == nil {
            add(
                KubernetesRules.escalationByDefault, "\(name) may gain rights with setuid programs, as is the default",
                container.place, of: container)
        }
        if container.context?["readOnlyRootFilesystem"]?.bool != true {
            add(KubernetesRules.writableRoot, "\(name) may change its own programs", container.place, of: container)
        }
        if !container.isInit, container.node["resources"]?["limits"]?["memory"] == nil {
            add(KubernetesRules.noMemoryLimit, "\(name) may use all memory of its node", container.place, of: container)
        }
    }

    private mutating func checkToken(_ spec: YAMLNode, _ object: KubernetesObject) {
        let account = (spec["serviceAccountName"] ?? spec["serviceAccount"])?.text ?? "default"
        let mount = spec.entry("automountServiceAccountToken")
        guard account == "default", mount?.value.bool != false else { return }
        let place = mount?.range ?? spec.entry("containers")?.keyRange ?? spec.range.lowerBound..<spec.range.lowerBound
        add(
            KubernetesRules.tokenMounted, "\(object.label) is given a token for the cluster that it may not need",
            place,
            object.label)
    }
}
