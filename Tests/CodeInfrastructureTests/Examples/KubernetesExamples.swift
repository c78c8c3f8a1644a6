extension MoreExamples {
    /// A deployment's pod, whose only container has these lines.
    private static func container(_ line: String, image: String = "acme/app:1.4", spec: String = "") -> String {
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: app}
        spec:
          template:
            spec:
              \(spec)
              containers:
                - name: app
                  image: \(image)
                  \(line)
        """
    }

    private static func pod(_ rule: String, bad: String, good: String) -> Self {
        Self("kubernetes." + rule, bad: container("", spec: bad), good: container("", spec: good))
    }

    private static func container(_ rule: String, bad: String, good: String) -> Self {
        Self("kubernetes." + rule, bad: container(bad), good: container(good))
    }

    private static func context(_ rule: String, bad: String, good: String) -> Self {
        container(rule, bad: "securityContext: {\(bad)}", good: "securityContext: {\(good)}")
    }

    private static func role(_ rule: String, bad: String, good: String) -> Self {
        func file(_ line: String) -> String {
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: app}\nrules: [{\(line)}]"
        }
        return Self("kubernetes." + rule, bad: file(bad), good: file(good))
    }

    private static func binding(_ role: String, _ subject: String) -> String {
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: app}
        roleRef: {kind: ClusterRole, name: \(role)}
        subjects: [{\(subject)}]
        """
    }

    private static func object(_ group: String, _ kind: String, _ lines: String) -> String {
        "apiVersion: \(group)\nkind: \(kind)\nmetadata: {name: app}\n\(lines)"
    }

    static let kubernetes = pods + objects

    private static let pods = [
        context("privileged", bad: "privileged: yes", good: "capabilities: {drop: [ALL]}"),
        context("privilege-escalation", bad: "allowPrivilegeEscalation: on", good: "allowPrivilegeEscalation: false"),
        context("privilege-escalation-by-default", bad: "runAsUser: 5", good: "allowPrivilegeEscalation: false"),
        context("run-as-root", bad: "runAsUser: 0", good: "runAsUser: 10001"),
        Self(
            "kubernetes.root-not-prevented", bad: container("resources: {}"),
            good: container("resources: {}", spec: "securityContext: {runAsNonRoot: true}")),
        pod("host-network", bad: "hostNetwork: yes", good: "hostNetwork: false"),
        pod("host-namespace", bad: "hostIPC: true", good: "shareProcessNamespace: true"),
        pod(
            "runtime-socket", bad: "volumes: [{name: s, hostPath: {path: /run/crio/crio.sock}}]",
            good: "volumes: [{name: s, emptyDir: {}}]"),
        pod(
            "host-path", bad: "volumes: [{name: s, hostPath: {path: /etc/kubernetes/}}]",
            good: "volumes: [{name: s, hostPath: {path: /srv/data}}]"),
        context(
            "dangerous-capability", bad: "capabilities: {add: [NET_BIND_SERVICE, SYS_MODULE]}",
            good: "capabilities: {add: [NET_BIND_SERVICE], drop: [SYS_MODULE]}"),
        context(
            "profile-off", bad: "appArmorProfile: {type: Unconfined}", good: "seccompProfile: {type: RuntimeDefault}"),
        context("unmasked-proc", bad: "procMount: Unmasked", good: "procMount: Default"),
        context(
            "writable-root-filesystem", bad: "readOnlyRootFilesystem: false", good: "readOnlyRootFilesystem: true"),
        container("no-memory-limit", bad: "resources: {limits: {cpu: 1}}", good: "resources: {limits: {memory: 1Gi}}"),
        pod("token-mounted", bad: "serviceAccountName: default", good: "automountServiceAccountToken: false"),
        container(
            "secret-in-environment", bad: "env: [{name: API_TOKEN, value: zQ83kd02LsP}]",
            good: "env: [{name: API_TOKEN, valueFrom: {secretKeyRef: {name: app, key: token}}}]"),
        Self(
            "kubernetes.latest-image", bad: container("", image: "acme.test:5000/app"),
            good: container("", image: "acme.test:5000/app:1.4")),
        container(
            "tls-verification-off", bad: "env: [{name: GIT_SSL_NO_VERIFY, value: 'true'}]",
            good: "env: [{name: GIT_SSL_NO_VERIFY, value: 'false'}]"),
    ]

    private static let objects = [
        role(
            "wildcard-role", bad: "apiGroups: [apps], resources: [deployments], verbs: ['*']",
            good: "apiGroups: [acme.test], resources: ['*'], verbs: ['*']"),
        role(
            "role-escalation", bad: "apiGroups: [''], resources: [users], verbs: [impersonate]",
            good: "apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [get]"),
        role(
            "role-exec", bad: "apiGroups: [''], resources: [pods/attach], verbs: [create]",
            good: "apiGroups: [''], resources: [pods/log], verbs: [get]"),
        role(
            "role-reads-secrets", bad: "apiGroups: [''], resources: [pods, secrets], verbs: [watch]",
            good: "apiGroups: [''], resources: [secrets], verbs: [create]"),
        Self(
            "kubernetes.cluster-admin", bad: binding("cluster-admin", "kind: Group, name: system:authenticated"),
            good: binding("cluster-admin", "kind: User, name: ada")),
        Self(
            "kubernetes.anonymous-access", bad: binding("view", "kind: User, name: system:anonymous"),
            good: binding("system:public-info-viewer", "kind: Group, name: system:unauthenticated")),
        Self(
            "kubernetes.ingress-without-tls",
            bad: object("networking.k8s.io/v1", "Ingress", "spec: {defaultBackend: {service: {name: app}}}"),
            good: object("networking.k8s.io/v1", "Ingress", "spec: {rules: [], tls: [{hosts: [acme.test]}]}")),
        Self(
            "kubernetes.open-database",
            bad: object("v1", "Service", "spec: {type: NodePort, ports: [{port: 80, targetPort: 6379}]}"),
            good: object("v1", "Service", "spec: {type: ClusterIP, ports: [{port: 6379}]}")),
        Self(
            "kubernetes.secret-manifest", bad: object("v1", "Secret", "stringData: {settings.ini: 'word=k3y-0f'}"),
            good: object("v1", "Secret", "stringData: {password: '${DB_PASSWORD}'}")),
    ]
}
