extension MoreExamples {
    private static func service(_ rule: String, bad: String, good: String) -> Self {
        func file(_ line: String) -> String { "services:\n  app:\n    image: acme/app:1.4\n    \(line)\n" }
        return Self("compose." + rule, bad: file(bad), good: file(good))
    }

    static let compose = [
        service("privileged", bad: #"privileged: "true""#, good: "privileged: false"),
        service(
            "runtime-socket", bad: "volumes: [{type: bind, source: /run/containerd/containerd.sock, target: /s}]",
            good: "volumes: [data:/var/run/docker.sock]"),
        service("host-network", bad: #"network_mode: "host""#, good: "network_mode: bridge"),
        service("host-namespace", bad: "ipc: host", good: "ipc: shareable"),
        service("dangerous-capability", bad: "cap_add: [CAP_SYS_PTRACE]", good: "cap_drop: [SYS_ADMIN]"),
        service("host-path", bad: "volumes: ['/etc:/host/etc:ro']", good: "volumes: ['/proc:/host/proc:ro']"),
        service(
            "secret-in-environment", bad: "environment: [API_KEY=abc123]",
            good: "environment: {API_KEY: '${API_KEY}'}"),
        service("open-database", bad: "ports: ['0.0.0.0:15432:5432']", good: "ports: ['127.0.0.1:5432:5432']"),
        service(
            "new-privileges", bad: "security_opt: ['no-new-privileges=false']",
            good: "security_opt: ['no-new-privileges:true']"),
        service(
            "profile-off", bad: "security_opt: ['apparmor:unconfined']",
            good: "security_opt: ['seccomp:./profile.json']"),
        service("run-as-root", bad: "user: '0:0'", good: "user: '1000'"),
        service(
            "authentication-off", bad: "environment: {MYSQL_ALLOW_EMPTY_PASSWORD: 'yes'}",
            good: "environment: {MYSQL_ALLOW_EMPTY_PASSWORD: 'no'}"),
        Self(
            "compose.latest-image", bad: "services: {db: {image: 'redis:latest'}}",
            good: "services: {db: {image: app, build: .}}"),
        service(
            "tls-verification-off", bad: "environment: [NODE_TLS_REJECT_UNAUTHORIZED=0]",
            good: "environment: [NODE_TLS_REJECT_UNAUTHORIZED=1]"),
    ]
}
