// Who may do what: roles and their bindings.

/// A rule of a role.
private struct AccessRule {
    let groups: Set<String>
    let resources: Set<String>
    let verbs: Set<String>
    let hasNames: Bool

    init(_ node: YAMLNode) {
        groups = Set(node["apiGroups"]?.texts.map(\.text) ?? [])
        resources = Set(node["resources"]?.texts.map(\.text) ?? [])
        verbs = Set(node["verbs"]?.texts.map(\.text) ?? [])
        hasNames = node["resourceNames"]?.elements.isEmpty == false
    }

    /// Whether the groups are Kubernetes' own: an operator may well do everything with its own resources.
    var isOfCluster: Bool {
        !groups.isDisjoint(with: [
            "", "*", "apps", "batch", "rbac.authorization.k8s.io", "extensions", "networking.k8s.io",
        ])
    }

    func allows(_ verb: String, _ resource: String, _ group: String = "") -> Bool {
        verbs.contains(verb) && resources.contains(resource) && (groups.contains(group) || groups.contains("*"))
    }
}

extension KubernetesChecks {
    mutating func checkRole(_ object: KubernetesObject) {
        guard object.group == "rbac.authorization.k8s.io" else { return }
        for node in object.node["rules"]?.elements ?? [] {
            let rule = AccessRule(node)
            guard !rule.hasNames, !rule.resources.isEmpty else { continue }
            let key = rule.resources.sorted().joined(separator: ",") + ":" + rule.verbs.sorted().joined(separator: ",")
            if rule.isOfCluster, rule.verbs.contains("*") || rule.resources.contains("*") {
                let what =
                    rule.resources.contains("*") ? "every resource" : rule.resources.sorted().joined(separator: ", ")
                let may = rule.verbs.contains("*") ? "do everything with" : rule.verbs.sorted().joined(separator: ", ")
                add(KubernetesRules.wildcardRole, "\(object.label) may \(may) \(what)", node.range, object.label, key)
            }
            checkPowers(rule, node, object, key)
        }
    }

    private mutating func checkPowers(
        _ rule: AccessRule, _ node: YAMLNode, _ object: KubernetesObject, _ key: String
    ) {
        let access = "rbac.authorization.k8s.io"
        for verb in ["escalate", "bind"] where rule.verbs.contains(verb) {
            let roles = ["roles", "clusterroles"].contains { rule.allows(verb, $0, access) }
            guard roles else { continue }
            add(
                KubernetesRules.escalation, "\(object.label) may \(verb) roles beyond its own rights", node.range,
                object.label, key)
        }
        if ["users", "groups", "serviceaccounts"].contains(where: { rule.allows("impersonate", $0) }) {
            add(KubernetesRules.escalation, "\(object.label) may act as others", node.range, object.label, key)
        }
        if rule.allows("create", "serviceaccounts/token") {
            add(KubernetesRules.escalation, "\(object.label) may make tokens for others", node.range, object.label, key)
        }
        for resource in ["pods/exec", "pods/attach", "nodes/proxy"] {
            guard rule.allows("create", resource) || rule.allows("get", resource) || rule.allows("*", resource) else {
                continue
            }
            add(KubernetesRules.exec, "\(object.label) may run commands by \(resource)", node.range, object.label, key)
        }
        guard object.kind == "ClusterRole" else { return }
        if ["get", "list", "watch"].contains(where: { rule.allows($0, "secrets") }) {
            add(
                KubernetesRules.secretReader, "\(object.label) may read the secrets of every namespace", node.range,
                object.label, key)
        }
    }

    mutating func checkBinding(_ object: KubernetesObject) {
        guard object.group == "rbac.authorization.k8s.io" else { return }
        let role = object.node["roleRef"]?["name"]?.text ?? ""
        for subject in object.node["subjects"]?.elements ?? [] {
            let kind = subject["kind"]?.text ?? ""
            let name = subject["name"]?.text ?? ""
            let isAnonymous =
                (kind == "Group" && name == "system:unauthenticated") || (kind == "User" && name == "system:anonymous")
            // The cluster itself lets everybody ask for its version and its state.
            if isAnonymous, !["system:public-info-viewer", "system:discovery"].contains(role) {
                add(
                    KubernetesRules.anonymousAccess, "everybody without an account gets \(role)", subject.range,
                    object.label, name)
            } else if role == "cluster-admin", object.kind == "ClusterRoleBinding", Self.isBroad(kind, name) {
                add(
                    KubernetesRules.clusterAdmin, "\(kind) \(name) may do everything in the cluster", subject.range,
                    object.label, name)
            }
        }
    }

    private static func isBroad(_ kind: String, _ name: String) -> Bool {
        kind == "ServiceAccount"
            || (kind == "Group" && (name == "system:authenticated" || name.hasPrefix("system:serviceaccounts")))
    }
}
