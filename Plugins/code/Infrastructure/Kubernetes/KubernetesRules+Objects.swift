// What is checked in objects other than pods.

extension KubernetesRules {
    static let accessRules = [wildcardRole, escalation, exec, secretReader, clusterAdmin, anonymousAccess]
    static let objectRules = [plainIngress, openDatabase, secretManifest]

    private static let practices = "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"

    private static func role(_ rule: String, kind: String = "ClusterRole") -> String {
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: \(kind)
        metadata:
          name: app
        rules:
          - \(rule)
        """
    }

    private static func binding(role: String, subject: String) -> String {
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata:
          name: app
        roleRef:
          apiGroup: rbac.authorization.k8s.io
          kind: ClusterRole
          name: \(role)
        subjects:
          - \(subject)
        """
    }

    static let wildcardRole = InfrastructureRule(
        "kubernetes.wildcard-role", "Role with wildcards", .high, .high, cwes: ["CWE-269"],
        why: """
            `*` covers every resource or every verb, also those a later version brings. Reading secrets and starting \
            pods are among them, and with those one gets everything else.
            """,
        fix: "List the resources and verbs the program needs.",
        bad: role(#"{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}"#),
        good: role(#"{apiGroups: [""], resources: [pods], verbs: [get, list]}"#), references: [practices])

    static let escalation = InfrastructureRule(
        "kubernetes.role-escalation", "Role that can be widened by its holder", .high, .high, cwes: ["CWE-269"],
        why: "Whoever may escalate or bind roles, act as others, or make tokens for them, has all their rights.",
        fix: "Leave these verbs to the cluster's administrators.",
        bad: role("{apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [escalate]}"),
        good: role("{apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [get]}"),
        references: [practices + "#escalate-verb"])

    static let exec = InfrastructureRule(
        "kubernetes.role-exec", "Role that may run commands in pods", .medium, .high, cwes: ["CWE-269"],
        why: "A command in a pod has the pod's secrets, its account's token and its network.",
        fix: "Give the right to people in need of it, for one namespace and a limited time, not to programs.",
        bad: role(#"{apiGroups: [""], resources: [pods/exec], verbs: [create]}"#, kind: "Role"),
        good: role(#"{apiGroups: [""], resources: [pods/log], verbs: [get]}"#, kind: "Role"), references: [practices])

    static let secretReader = InfrastructureRule(
        "kubernetes.role-reads-secrets", "Role that may read all secrets", .medium, .medium, cwes: ["CWE-269"],
        why: "Listing secrets shows their content, and a ClusterRole can cover every namespace, with all its tokens.",
        fix: "Use a Role of the namespace, and name the secrets in `resourceNames`.",
        bad: role(#"{apiGroups: [""], resources: [secrets], verbs: [get, list]}"#),
        good: role(#"{apiGroups: [""], resources: [secrets], resourceNames: [app-tls], verbs: [get]}"#),
        references: [practices + "#listing-secrets"])

    static let clusterAdmin = InfrastructureRule(
        "kubernetes.cluster-admin", "Program or group with all rights of the cluster", .high, .high, cwes: ["CWE-269"],
        why: "A flaw in one pod with this account, or one stolen token, costs the whole cluster.",
        fix: "Bind a role with the rights the program needs.",
        bad: binding(role: "cluster-admin", subject: "{kind: ServiceAccount, name: default, namespace: app}"),
        good: binding(role: "view", subject: "{kind: ServiceAccount, name: app, namespace: app}"),
        references: [practices])

    static let anonymousAccess = InfrastructureRule(
        "kubernetes.anonymous-access", "Rights for everybody without an account", .critical, .high, cwes: ["CWE-306"],
        why: "Whoever reaches the API server has the role's rights, without any credentials.",
        fix: "Drop the subject, and give those who need the rights an account.",
        bad: binding(role: "view", subject: "{kind: Group, name: system:unauthenticated}"),
        good: binding(role: "view", subject: "{kind: Group, name: acme:developers}"),
        references: ["https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests"])

    static let plainIngress = InfrastructureRule(
        "kubernetes.ingress-without-tls", "Ingress without encryption", .medium, .low, cwes: ["CWE-319"],
        why: """
            Requests, with their cookies and passwords, travel in plain text. Where a load balancer before the ingress \
            speaks TLS this does not apply.
            """,
        fix: "Add `spec.tls` with a certificate for each host.",
        bad: """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: app
            spec:
              rules:
                - host: app.acme.test
            """,
        good: """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: app
            spec:
              tls:
                - hosts: [app.acme.test]
                  secretName: app-tls
              rules:
                - host: app.acme.test
            """, references: ["https://kubernetes.io/docs/concepts/services-networking/ingress/#tls"])

    static let openDatabase = InfrastructureRule(
        "kubernetes.open-database", "Database offered outside of the cluster", .medium, .medium, cwes: ["CWE-1327"],
        why: "A Service of this type is reachable through the nodes or a load balancer, possibly from the Internet.",
        fix: "Use `ClusterIP`, or name the networks that may connect in `loadBalancerSourceRanges`.",
        bad: """
            apiVersion: v1
            kind: Service
            metadata:
              name: db
            spec:
              type: LoadBalancer
              ports:
                - port: 5432
            """,
        good: """
            apiVersion: v1
            kind: Service
            metadata:
              name: db
            spec:
              type: ClusterIP
              ports:
                - port: 5432
            """, references: ["https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer"])

    static let secretManifest = InfrastructureRule(
        "kubernetes.secret-manifest", "Secret kept in a manifest", .medium, .medium, cwes: ["CWE-312"],
        why: "Base64 hides nothing: everybody who can read the repository knows the secret.",
        fix: "Let an operator fetch it from a vault, or encrypt the values (SOPS, Sealed Secrets).",
        bad: """
            apiVersion: v1
            kind: Secret
            metadata:
              name: db
            stringData:
              password: horse42
            """,
        good: """
            apiVersion: external-secrets.io/v1
            kind: ExternalSecret
            metadata:
              name: db
            spec:
              dataFrom:
                - extract: {key: db}
            """, references: ["https://kubernetes.io/docs/concepts/security/secrets-good-practices/"])
}
