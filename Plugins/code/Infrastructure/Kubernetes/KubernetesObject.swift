/// An object of a manifest.
struct KubernetesObject {
    let node: YAMLNode
    let kind: String
    let group: String
    let name: String

    /// Nil for a document that is no object.
    init?(_ node: YAMLNode) {
        guard let version = node["apiVersion"]?.text, let kind = node["kind"]?.text else { return nil }
        self.node = node
        self.kind = kind.shortened
        let parts = version.split(separator: "/")
        group = parts.count > 1 ? String(parts[0]) : ""
        name = (node["metadata"]?["name"]?.text ?? node["metadata"]?["generateName"]?.text ?? "").shortened
    }

    /// The objects of a document: itself, or the items of a list.
    static func all(in node: YAMLNode, depth: Int = 0) -> [KubernetesObject] {
        guard let object = KubernetesObject(node) else {
            // Several objects as a plain sequence are not Kubernetes' own, but some tools write them.
            return depth < 2 ? node.elements.flatMap { all(in: $0, depth: 2) } : []
        }
        guard object.kind == "List" || object.kind.hasSuffix("List"), let items = node["items"], depth < 4 else {
            return [object]
        }
        return items.elements.flatMap { all(in: $0, depth: depth + 1) }
    }

    var label: String { kind + "/" + name }

    /// The description of the pods the object makes.
    var podSpec: YAMLNode? {
        switch (group, kind) {
        case ("", "Pod"): node["spec"]
        case ("apps", "Deployment"), ("extensions", "Deployment"), ("apps", "StatefulSet"), ("apps", "DaemonSet"),
            ("extensions", "DaemonSet"), ("apps", "ReplicaSet"), ("extensions", "ReplicaSet"),
            ("", "ReplicationController"), ("batch", "Job"):
            node["spec"]?["template"]?["spec"]
        case ("batch", "CronJob"): node["spec"]?["jobTemplate"]?["spec"]?["template"]?["spec"]
        case ("", "PodTemplate"): node["template"]?["spec"]
        default: nil
        }
    }

    /// The metadata of those pods, where some settings are annotations.
    var podMetadata: YAMLNode? {
        switch kind {
        case "Pod": node["metadata"]
        case "CronJob": node["spec"]?["jobTemplate"]?["spec"]?["template"]?["metadata"]
        case "PodTemplate": node["template"]?["metadata"]
        default: node["spec"]?["template"]?["metadata"]
        }
    }
}
