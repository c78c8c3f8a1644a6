/// What is checked in Compose files.
enum ComposeRules {
    static let all = [
        privileged, runtimeSocket, hostNetwork, hostNamespace, capability, hostPath, secret, openDatabase,
        newPrivileges,
        profileOff, root, noAuthentication, latestImage, tlsVerificationOff,
    ]

    private static let reference = "https://docs.docker.com/reference/compose-file/services/"
    private static let attackSurface = "https://docs.docker.com/engine/security/"

    static let privileged = InfrastructureRule(
        "compose.privileged", "Service with all privileges", .high, .high, cwes: ["CWE-250"],
        why: """
            A privileged container has all capabilities and devices of the host and none of the fences. Whoever takes \
            it over has the host.
            """,
        fix: "Drop `privileged`, and add the one capability or device the program needs.",
        bad: """
            services:
              app:
                image: acme/app:1.4
                privileged: true
            """,
        good: """
            services:
              app:
                image: acme/app:1.4
                cap_add: [NET_BIND_SERVICE]
            """, references: [reference + "#privileged"])

    static let runtimeSocket = InfrastructureRule(
        "compose.runtime-socket", "Service commands the container runtime", .high, .high, cwes: ["CWE-250"],
        why: """
            Whoever can write to the runtime's socket can start a privileged container, and so owns the host. Mounting \
            the socket read-only changes nothing: requests are still accepted.
            """,
        fix: "Do without the socket, or put a proxy before it that lets only the needed requests through.",
        bad: """
            services:
              agent:
                image: acme/agent:1.4
                volumes:
                  - /var/run/docker.sock:/var/run/docker.sock:ro
            """,
        good: """
            services:
              agent:
                image: acme/agent:1.4
                environment:
                  DOCKER_HOST: tcp://socket-proxy:2375
            """, references: [attackSurface + "#docker-daemon-attack-surface"])

    static let hostNetwork = InfrastructureRule(
        "compose.host-network", "Service shares the host's network", .medium, .high, cwes: ["CWE-653"],
        why: """
            The service reaches everything that listens on the host's loopback address, can listen on any port, and is \
            not told apart from the host by firewalls.
            """,
        fix: "Use a network of the file, and publish the ports that must be reachable.",
        bad: """
            services:
              app:
                image: acme/app:1.4
                network_mode: host
            """,
        good: """
            services:
              app:
                image: acme/app:1.4
                ports: ["127.0.0.1:8080:8080"]
            """, references: [reference + "#network_mode"])

    static let hostNamespace = InfrastructureRule(
        "compose.host-namespace", "Service shares the host's processes, memory or users", .medium, .high,
        cwes: ["CWE-653"],
        why: """
            With the host's namespaces a service sees other programs, can read their environment, and can signal or \
            trace those of the same user.
            """,
        fix: "Leave `pid`, `ipc`, `uts` and `userns_mode` at their defaults, or share between services only.",
        bad: """
            services:
              app:
                image: acme/app:1.4
                pid: host
            """,
        good: """
            services:
              app:
                image: acme/app:1.4
                pid: service:web
            """, references: [reference + "#pid"])

    static let capability = InfrastructureRule(
        "compose.dangerous-capability", "Service with a capability that leads out of the container", .high, .high,
        cwes: ["CWE-250"],
        why: "With this capability a program can mount file systems, trace others or load code into the kernel.",
        fix: "Drop all capabilities (`cap_drop: [ALL]`) and add back the harmless one the program needs.",
        bad: """
            services:
              app:
                image: acme/app:1.4
                cap_add:
                  - SYS_ADMIN
            """,
        good: """
            services:
              app:
                image: acme/app:1.4
                cap_drop: [ALL]
                cap_add: [CHOWN]
            """, references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html"])

    static let hostPath = InfrastructureRule(
        "compose.host-path", "Service sees sensitive files of the host", .high, .high, cwes: ["CWE-552"],
        why:
            "Here are the host's keys and passwords, or its programs. A flaw of the service is one of the host then.",
        fix: "Mount only the folder the service needs, read-only where possible, or use a named volume.",
        bad: """
            services:
              app:
                image: acme/app:1.4
                volumes:
                  - /etc:/host/etc
            """,
        good: """
            services:
              app:
                image: acme/app:1.4
                volumes:
                  - /etc/localtime:/etc/localtime:ro
                  - data:/var/lib/app
            """, references: [reference + "#volumes"])

    static let secret = InfrastructureRule(
        "compose.secret-in-environment", "Secret written in a Compose file", .medium, .medium,
        cwes: ["CWE-798", "CWE-522"],
        why: "Everybody who can read the repository knows the secret, and it is the same wherever the file is used.",
        fix: "Take it from the environment (`${DB_PASSWORD:?}`), or better from a file (`secrets`).",
        bad: """
            services:
              db:
                image: postgres:16.3
                environment:
                  POSTGRES_PASSWORD: postgres
            """,
        good: """
            services:
              db:
                image: postgres:16.3
                environment:
                  POSTGRES_PASSWORD_FILE: /run/secrets/db
                secrets: [db]
            secrets:
              db:
                file: ./db-password.txt
            """, references: ["https://docs.docker.com/compose/how-tos/use-secrets/"])

    static let openDatabase = InfrastructureRule(
        "compose.open-database", "Database published on all addresses", .low, .medium, cwes: ["CWE-1327"],
        why: """
            A port without an address is opened on every interface of the host, past most host firewalls, because the \
            runtime writes its own rules. Databases are seldom meant for that.
            """,
        fix: "Leave `ports` out, services reach each other by name. For local use, bind to `127.0.0.1`.",
        bad: """
            services:
              db:
                image: postgres:16.3
                ports:
                  - "5432:5432"
            """,
        good: """
            services:
              db:
                image: postgres:16.3
                ports:
                  - "127.0.0.1:5432:5432"
            """, references: [reference + "#ports"])

    static let newPrivileges = InfrastructureRule(
        "compose.new-privileges", "Service may gain privileges", .medium, .high, cwes: ["CWE-250"],
        why: "The file says expressly that setuid programs may give the service more rights than it was started with.",
        fix: "Say `no-new-privileges:true`.",
        bad: """
            services:
              app:
                image: acme/app:1.4
                security_opt:
                  - no-new-privileges:false
            """,
        good: """
            services:
              app:
                image: acme/app:1.4
                security_opt:
                  - no-new-privileges:true
            """, references: [reference + "#security_opt"])

    static let profileOff = InfrastructureRule(
        "compose.profile-off", "Service without the host's security profile", .medium, .high, cwes: ["CWE-693"],
        why: "Without seccomp, AppArmor or SELinux a flaw of the kernel is much easier to reach from the container.",
        fix: "Drop the option. Where the default is too narrow, load a profile with the few calls that are missing.",
        bad: """
            services:
              app:
                image: acme/app:1.4
                security_opt:
                  - seccomp:unconfined
            """,
        good: """
            services:
              app:
                image: acme/app:1.4
                security_opt:
                  - seccomp:./profile.json
            """, references: ["https://docs.docker.com/engine/security/seccomp/"])

    static let root = InfrastructureRule(
        "compose.run-as-root", "Service runs as root", .low, .high, cwes: ["CWE-250"],
        why: "The file overrides the image's user with root, so that a flaw of the program costs the whole container.",
        fix: "Drop `user`, or name an account without rights.",
        bad: """
            services:
              app:
                image: acme/app:1.4
                user: root
            """,
        good: """
            services:
              app:
                image: acme/app:1.4
                user: "10001:10001"
            """, references: [reference + "#user"])

    static let noAuthentication = InfrastructureRule(
        "compose.authentication-off", "Service that asks for no password", .high, .medium, cwes: ["CWE-306"],
        why: "Whoever reaches the service over the network may read and change everything in it.",
        fix: "Drop the setting, and give a password by a secret.",
        bad: """
            services:
              db:
                image: postgres:16.3
                environment:
                  POSTGRES_HOST_AUTH_METHOD: trust
            """,
        good: """
            services:
              db:
                image: postgres:16.3
                environment:
                  POSTGRES_HOST_AUTH_METHOD: scram-sha-256
            """, references: ["https://cwe.mitre.org/data/definitions/306.html"])

    static let latestImage = InfrastructureRule(
        "compose.latest-image", "Image without a fixed version", .low, .high, cwes: ["CWE-1357"],
        why: "The next start may run something else than the one that was tested, and nobody can tell which it was.",
        fix: "Name a version, and better still the digest.",
        bad: """
            services:
              web:
                image: nginx
            """,
        good: """
            services:
              web:
                image: nginx:1.27.0
            """, references: [reference + "#image"])

    static let tlsVerificationOff = InfrastructureRule(
        "compose.tls-verification-off", "Certificates are not verified", .medium, .high, cwes: ["CWE-295"],
        why: "Anybody between the service and those it talks to can read and replace what is transferred.",
        fix: "Drop the variable. For servers of your own, give the service their authority's certificate.",
        bad: """
            services:
              app:
                image: acme/app:1.4
                environment:
                  NODE_TLS_REJECT_UNAUTHORIZED: "0"
            """,
        good: """
            services:
              app:
                image: acme/app:1.4
                environment:
                  NODE_EXTRA_CA_CERTS: /etc/ssl/acme.pem
            """, references: ["https://cwe.mitre.org/data/definitions/295.html"])
}
