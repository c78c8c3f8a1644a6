/// What is checked in Kubernetes manifests.
enum KubernetesRules {
    static let all = podRules + accessRules + objectRules

    static let podRules = [
        privileged, escalationAllowed, escalationByDefault, root, rootNotPrevented, hostNetwork, hostNamespace,
        runtimeSocket, hostPath, capability, profileOff, unmaskedProc, writableRoot, noMemoryLimit, tokenMounted,
        secretInEnvironment, latestImage, tlsVerificationOff,
    ]

    private static let standards = "https://kubernetes.io/docs/concepts/security/pod-security-standards/"
    private static let contexts = "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"

    /// A pod with one container that has these lines in its securityContext.
    private static func pod(context lines: String) -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: app
        spec:
          containers:
            - name: app
              image: acme/app:1.4
              securityContext:
                \(lines)
        """
    }

    /// A pod with this line in its spec.
    private static func pod(spec line: String) -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: app
        spec:
          \(line)
          containers:
            - name: app
              image: acme/app:1.4
        """
    }

    /// A pod with this line in its only container.
    private static func pod(container line: String, image: String = "acme/app:1.4") -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: app
        spec:
          containers:
            - name: app
              image: \(image)
              \(line)
        """
    }

    /// A pod that sees a path of its node.
    private static func pod(hostPath path: String) -> String {
        pod(spec: "volumes: [{name: host, hostPath: {path: \(path)}}]")
    }

    static let privileged = InfrastructureRule(
        "kubernetes.privileged", "Privileged container", .high, .high, cwes: ["CWE-250"],
        why: """
            A privileged container has all capabilities and devices of its node and none of the fences. Whoever takes \
            it over has the node, and with it the tokens of all pods there.
            """,
        fix: "Drop `privileged`, and add the one capability the program needs.",
        bad: pod(context: "privileged: true"), good: pod(context: "privileged: false"), references: [standards])

    static let escalationAllowed = InfrastructureRule(
        "kubernetes.privilege-escalation", "Container may gain privileges", .medium, .high, cwes: ["CWE-250"],
        why: "The manifest says expressly that programs may get more rights than the container was started with.",
        fix: "Say `allowPrivilegeEscalation: false`.",
        bad: pod(context: "allowPrivilegeEscalation: true"), good: pod(context: "allowPrivilegeEscalation: false"),
        references: [contexts])

    static let escalationByDefault = InfrastructureRule(
        "kubernetes.privilege-escalation-by-default", "Container is not kept from gaining privileges", .low, .high,
        cwes: ["CWE-250"],
        why: "Unless the manifest says otherwise, setuid programs of the image give their callers root's rights.",
        fix: "Say `allowPrivilegeEscalation: false`; hardly any program notices.",
        bad: pod(context: "runAsNonRoot: true"), good: pod(context: "allowPrivilegeEscalation: false"),
        references: [contexts])

    static let root = InfrastructureRule(
        "kubernetes.run-as-root", "Container runs as root", .medium, .high, cwes: ["CWE-250"],
        why: "Root in a container is root on the node after an escape, and owns every file of the container before.",
        fix: "Say `runAsNonRoot: true`, with a `runAsUser` when the image does not name one.",
        bad: pod(context: "runAsUser: 0"), good: pod(context: "runAsUser: 10001"), references: [standards])

    static let rootNotPrevented = InfrastructureRule(
        "kubernetes.root-not-prevented", "Nothing keeps the container from running as root", .low, .medium,
        cwes: ["CWE-250"],
        why: "Neither the pod nor the container names a user, so the image decides, and most images decide for root.",
        fix: "Say `runAsNonRoot: true` for the pod.",
        bad: pod(context: "readOnlyRootFilesystem: true"), good: pod(context: "runAsNonRoot: true"),
        references: [standards])

    static let hostNetwork = InfrastructureRule(
        "kubernetes.host-network", "Pod shares its node's network", .medium, .high, cwes: ["CWE-653"],
        why: """
            The pod reaches what listens on the node's loopback address and the cloud's metadata service, and network \
            policies do not apply to it.
            """,
        fix: "Drop `hostNetwork`, and offer what must be reachable by a Service.",
        bad: pod(spec: "hostNetwork: true"), good: pod(spec: "hostNetwork: false"), references: [standards])

    static let hostNamespace = InfrastructureRule(
        "kubernetes.host-namespace", "Pod shares its node's processes or memory", .high, .high, cwes: ["CWE-653"],
        why: "The pod sees the programs of its node and of other pods, with their arguments and environment.",
        fix: "Drop `hostPID` and `hostIPC`.",
        bad: pod(spec: "hostPID: true"), good: pod(spec: "shareProcessNamespace: true"), references: [standards])

    static let runtimeSocket = InfrastructureRule(
        "kubernetes.runtime-socket", "Pod commands its node's container runtime", .high, .high, cwes: ["CWE-250"],
        why: """
            Whoever can write to the runtime's socket can start a privileged container on the node, past everything \
            Kubernetes checks.
            """,
        fix: "Ask the Kubernetes API instead, or build images with a tool that needs no daemon.",
        bad: pod(hostPath: "/var/run/docker.sock"), good: pod(hostPath: "/var/lib/app"), references: [standards])

    static let hostPath = InfrastructureRule(
        "kubernetes.host-path", "Pod sees sensitive files of its node", .high, .high, cwes: ["CWE-552"],
        why:
            "The path holds the node's keys and passwords, or its programs. A flaw in the pod becomes one of the node.",
        fix: "Use a volume of the cluster, or the narrowest path there is, mounted read-only.",
        bad: pod(hostPath: "/etc"), good: pod(hostPath: "/var/log/pods"), references: [standards])

    static let capability = InfrastructureRule(
        "kubernetes.dangerous-capability", "Container with a capability that leads out of it", .high, .high,
        cwes: ["CWE-250"],
        why: "With this capability a program can mount file systems, trace others or load code into the kernel.",
        fix: "Drop `ALL`, and add back only harmless ones.",
        bad: pod(context: "capabilities: {add: [SYS_ADMIN]}"),
        good: pod(context: "capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}"), references: [standards])

    static let profileOff = InfrastructureRule(
        "kubernetes.profile-off", "Container without seccomp or AppArmor", .medium, .high, cwes: ["CWE-693"],
        why: "Without these profiles a flaw of the kernel is much easier to reach from the container.",
        fix: "Say `RuntimeDefault`, or name a profile with the few calls that are missing there.",
        bad: pod(context: "seccompProfile: {type: Unconfined}"),
        good: pod(context: "seccompProfile: {type: RuntimeDefault}"), references: [standards])

    static let unmaskedProc = InfrastructureRule(
        "kubernetes.unmasked-proc", "Container sees all of /proc", .medium, .high, cwes: ["CWE-497"],
        why: "The parts of `/proc` that are hidden otherwise tell about the kernel, and some of them change it.",
        fix: "Drop `procMount`, or say `Default`.",
        bad: pod(context: "procMount: Unmasked"), good: pod(context: "procMount: Default"), references: [standards])

    static let writableRoot = InfrastructureRule(
        "kubernetes.writable-root-filesystem", "Container may change its own programs", .low, .high, cwes: ["CWE-732"],
        why: "An intruder can replace programs and leave tools behind when the container's own files can be written.",
        fix: "Say `readOnlyRootFilesystem: true`, and mount an `emptyDir` where the program writes.",
        bad: pod(context: "runAsNonRoot: true"), good: pod(context: "readOnlyRootFilesystem: true"),
        references: [contexts])

    static let noMemoryLimit = InfrastructureRule(
        "kubernetes.no-memory-limit", "Container without a limit for memory", .low, .high, cwes: ["CWE-770"],
        why: "One request too many, and the container takes the memory of all others on its node.",
        fix: "Set `resources.limits.memory` to what the program needs at its busiest.",
        bad: pod(container: "resources: {limits: {cpu: 500m}}"),
        good: pod(container: "resources: {limits: {memory: 256Mi}}"),
        references: ["https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/"])

    static let tokenMounted = InfrastructureRule(
        "kubernetes.token-mounted", "Pod is given a token of the default account", .low, .low, cwes: ["CWE-272"],
        why: """
            Every pod gets a token for the Kubernetes API unless somebody declines. Most programs never use it, but \
            whoever takes them over will.
            """,
        fix: "Say `automountServiceAccountToken: false`, or name an account made for this program.",
        bad: pod(spec: "automountServiceAccountToken: true"), good: pod(spec: "automountServiceAccountToken: false"),
        references: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"])

    static let secretInEnvironment = InfrastructureRule(
        "kubernetes.secret-in-environment", "Secret written in a manifest", .high, .medium,
        cwes: ["CWE-798", "CWE-522"],
        why: "Everybody who can read the repository, or describe the pod, knows the secret.",
        fix: "Keep it in a Secret that is made outside of the repository, and refer to it with `secretKeyRef`.",
        bad: pod(container: "env: [{name: DB_PASSWORD, value: c0rrect-horse}]"),
        good: pod(
            container: "env: [{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}]"),
        references: ["https://kubernetes.io/docs/concepts/configuration/secret/"])

    static let latestImage = InfrastructureRule(
        "kubernetes.latest-image", "Image without a fixed version", .low, .high, cwes: ["CWE-1357"],
        why: "Pods of one Deployment may run different programs, depending on when their node last pulled the image.",
        fix: "Name a version, and better still the digest.",
        bad: pod(container: "args: [serve]", image: "acme/app"),
        good: pod(container: "args: [serve]", image: "acme/app:1.4"),
        references: ["https://kubernetes.io/docs/concepts/containers/images/"])

    static let tlsVerificationOff = InfrastructureRule(
        "kubernetes.tls-verification-off", "Certificates are not verified", .medium, .high, cwes: ["CWE-295"],
        why: "Anybody between the program and those it talks to can read and replace what is transferred.",
        fix: "Drop the variable. For servers of your own, mount their authority's certificate.",
        bad: pod(container: "env: [{name: NODE_TLS_REJECT_UNAUTHORIZED, value: \"0\"}]"),
        good: pod(container: "env: [{name: NODE_EXTRA_CA_CERTS, value: /etc/ssl/acme.pem}]"),
        references: ["https://cwe.mitre.org/data/definitions/295.html"])
}
