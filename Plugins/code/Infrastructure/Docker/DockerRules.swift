/// What is checked in Dockerfiles. A table of texts, longer than other files for that reason.
enum DockerRules {
    static let all = [
        userRoot, missingUser, latestImage, addRemote, pipeToShell, secretInVariable, secretArgument, copiedSecret,
        passwordInCommand, worldWritable, setuid, sudo, passwordlessSudo, unverifiedPackages,
        tlsVerificationOff, hostKeyCheckOff, exposedSSH, insecureBuild,
    ]

    private static let bestPractices = "https://docs.docker.com/build/building/best-practices/"
    private static let buildSecrets = "https://docs.docker.com/build/building/secrets/"
    private static let reference = "https://docs.docker.com/reference/dockerfile/"

    static let userRoot = InfrastructureRule(
        "docker.run-as-root", "Container runs as root", .medium, .high, cwes: ["CWE-250"],
        why: """
            The last `USER` of the image is root. Whoever takes over the program has every file of the container, \
            and is root on the host too after an escape, unless user namespaces are in use.
            """,
        fix: "Create an account for the program and name it in the last `USER`. Give it only the files it must write.",
        bad: """
            FROM debian:12.5
            USER app
            USER root
            CMD ["/usr/local/bin/server"]
            """,
        good: """
            FROM debian:12.5
            RUN useradd --system --uid 10001 app
            USER 10001
            CMD ["/usr/local/bin/server"]
            """, references: [bestPractices + "#user"])

    static let missingUser = InfrastructureRule(
        "docker.missing-user", "Image does not choose a user", .low, .medium, cwes: ["CWE-250"],
        why: """
            Nothing in the file says who runs the program, so it is whoever the base image says, and that is root in \
            most of them.
            """,
        fix: "Add an account and a `USER` behind the last instruction that needs root.",
        bad: """
            FROM python:3.12-slim
            COPY app.py .
            CMD ["python", "app.py"]
            """,
        good: """
            FROM python:3.12-slim
            RUN useradd --system app
            COPY app.py .
            USER app
            CMD ["python", "app.py"]
            """, references: [bestPractices + "#user"])

    static let latestImage = InfrastructureRule(
        "docker.latest-image", "Image without a fixed version", .low, .high, cwes: ["CWE-1357"],
        why: """
            Without a tag, or with `latest`, the next build may be based on something else than the one that was \
            tested. Nobody can tell afterwards which version an image holds.
            """,
        fix: "Name a version, and better still the digest, which cannot be moved.",
        bad: """
            FROM nginx:latest
            USER nginx
            """,
        good: """
            FROM nginx:1.27.0-alpine
            USER nginx
            """, references: [bestPractices + "#pin-base-image-versions"])

    static let addRemote = InfrastructureRule(
        "docker.add-remote-file", "ADD of a remote file without a checksum", .medium, .high, cwes: ["CWE-494"],
        why: """
            `ADD` with an address puts into the image whatever the other side serves at that moment. Nobody notices \
            when it has been replaced.
            """,
        fix: "Give the expected digest with `--checksum=sha256:…`, or verify a signature before using the file.",
        bad: """
            FROM debian:12.5
            ADD https://downloads.acme.test/tool.tar.gz /opt/
            USER app
            """,
        good: """
            FROM debian:12.5
            ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d \\
                https://downloads.acme.test/tool.tar.gz /opt/
            USER app
            """, references: [reference + "#add---checksum"])

    static let pipeToShell = InfrastructureRule(
        "docker.pipe-to-shell", "Script from the network is run unseen", .medium, .high, cwes: ["CWE-494"],
        why: """
            What a server sends goes straight into an interpreter. A replaced script, or one cut off half-way, becomes \
            part of the image without a trace.
            """,
        fix: "Download to a file, compare its digest or signature, then run it. Better: use a package.",
        bad: """
            FROM debian:12.5
            RUN curl -fsSL https://get.acme.test/install.sh | bash
            USER app
            """,
        good: """
            FROM debian:12.5
            RUN curl -fsSLo install.sh https://get.acme.test/install.sh \\
                && echo "24454f83…  install.sh" | sha256sum -c - \\
                && bash install.sh
            USER app
            """, references: ["https://cwe.mitre.org/data/definitions/494.html"])

    static let secretInVariable = InfrastructureRule(
        "docker.secret-in-variable", "Secret in an image's variables", .high, .medium, cwes: ["CWE-798", "CWE-522"],
        why: """
            Values of `ENV`, and defaults of `ARG`, are stored in the image in plain text. Whoever can pull it can \
            read them, also when a later layer unsets them.
            """,
        fix: "Give secrets to the container when it starts, and to the build with `RUN --mount=type=secret`.",
        bad: """
            FROM debian:12.5
            ENV DB_PASSWORD=tiger42
            USER app
            """,
        good: """
            FROM debian:12.5
            ENV DB_PASSWORD_FILE=/run/secrets/db-password
            USER app
            """, references: [buildSecrets])

    static let secretArgument = InfrastructureRule(
        "docker.secret-build-argument", "Secret passed as a build argument", .medium, .medium,
        cwes: ["CWE-522", "CWE-538"],
        why: """
            Build arguments are not secret: the commands that used them are kept with their values in the image's \
            history and in provenance records.
            """,
        fix: "Mount the secret for the one command that needs it: `RUN --mount=type=secret,id=…`.",
        bad: """
            FROM node:22.3.0
            ARG NPM_TOKEN
            RUN npm config set //registry.npmjs.org/:_authToken=$NPM_TOKEN && npm ci
            USER node
            """,
        good: """
            FROM node:22.3.0
            RUN --mount=type=secret,id=npmrc,target=/app/.npmrc npm ci
            USER node
            """, references: [buildSecrets])

    static let copiedSecret = InfrastructureRule(
        "docker.copied-secret", "File with secrets copied into the image", .high, .medium, cwes: ["CWE-538"],
        why: "The file's name says that it holds keys or passwords. Everybody who can pull the image can read it.",
        fix: "List the file in `.dockerignore`, and mount it at build time or at run time where it is needed.",
        bad: """
            FROM node:22.3.0
            COPY package.json .env ./
            USER node
            """,
        good: """
            FROM node:22.3.0
            COPY package.json .env.example ./
            USER node
            """, references: [buildSecrets])

    static let passwordInCommand = InfrastructureRule(
        "docker.account-password", "Account with a password written in the Dockerfile", .high, .high, cwes: ["CWE-798"],
        why: "Every container of this image has the same password, and it can be read in the file and in the image.",
        fix: "Give accounts no password. Where somebody must log in, use keys that are mounted at run time.",
        bad: """
            FROM debian:12.5
            RUN echo 'root:toor' | chpasswd
            USER app
            """,
        good: """
            FROM debian:12.5
            RUN useradd --system --shell /usr/sbin/nologin app
            USER app
            """, references: ["https://cwe.mitre.org/data/definitions/798.html"])

    static let worldWritable = InfrastructureRule(
        "docker.world-writable", "Files that every user may change", .medium, .high, cwes: ["CWE-732"],
        why: """
            Any program in the container can replace these files, so that the separation by users is worth nothing. \
            Where they are run or read as configuration, that is a way to more rights.
            """,
        fix: "Give the files to the account that writes them (`COPY --chown=`), with `u+w` for it alone.",
        bad: """
            FROM debian:12.5
            RUN chmod -R 777 /srv/app
            USER app
            """,
        good: """
            FROM debian:12.5
            RUN chown -R app /srv/app/data && chmod -R u+rwX,go-w /srv/app
            USER app
            """, references: ["https://cwe.mitre.org/data/definitions/732.html"])

    static let setuid = InfrastructureRule(
        "docker.setuid-program", "Program made to run as its owner", .medium, .high, cwes: ["CWE-250"],
        why: "Everybody who can start the program gets its owner's rights, mostly root's, for as long as it runs.",
        fix: "Grant the one capability the program needs (`setcap`), or start it as the right user.",
        bad: """
            FROM debian:12.5
            RUN chmod u+s /usr/local/bin/probe
            USER app
            """,
        good: """
            FROM debian:12.5
            RUN setcap cap_net_raw+ep /usr/local/bin/probe
            USER app
            """, references: ["https://man7.org/linux/man-pages/man7/capabilities.7.html"])

    static let sudo = InfrastructureRule(
        "docker.sudo", "sudo in a build", .low, .high, cwes: ["CWE-250"],
        why: """
            A build can switch to root and back with `USER`. `sudo` in the image is one more program that turns users \
            into root, and it loses signals and variables.
            """,
        fix: "Put `USER root` before the commands that need it, and the right user behind them.",
        bad: """
            FROM acme/base:4.2
            RUN sudo apt-get install -y nginx
            USER app
            """,
        good: """
            FROM acme/base:4.2
            USER root
            RUN apt-get install -y nginx
            USER app
            """, references: [bestPractices + "#user"])

    static let passwordlessSudo = InfrastructureRule(
        "docker.passwordless-sudo", "Account may become root without a password", .medium, .high, cwes: ["CWE-250"],
        why: "The program's own account is as good as root then, whatever `USER` says.",
        fix: "Leave `sudo` out of images that are run. Do as root during the build what must be done as root.",
        bad: """
            FROM debian:12.5
            RUN echo 'app ALL=(ALL) NOPASSWD:ALL' >> /etc/sudoers
            USER app
            """,
        good: """
            FROM debian:12.5
            RUN useradd --system app
            USER app
            """, references: [bestPractices + "#user"])

    static let unverifiedPackages = InfrastructureRule(
        "docker.unverified-packages", "Packages installed without verification", .high, .high, cwes: ["CWE-347"],
        why:
            "The package manager does not check signatures. A mirror, or anybody on the way, can change packages.",
        fix: "Install the repository's key, and drop the option.",
        bad: """
            FROM debian:12.5
            RUN apt-get install -y --allow-unauthenticated acme-agent
            USER app
            """,
        good: """
            FROM debian:12.5
            COPY acme.gpg /etc/apt/keyrings/
            RUN apt-get install -y acme-agent
            USER app
            """, references: ["https://cwe.mitre.org/data/definitions/347.html"])

    static let tlsVerificationOff = InfrastructureRule(
        "docker.tls-verification-off", "Certificates are not verified", .medium, .high, cwes: ["CWE-295"],
        why: "Anybody between the build, or the container, and the server can read and replace what is transferred.",
        fix: "Drop the option. For servers of your own, copy their authority's certificate into the image.",
        bad: """
            FROM debian:12.5
            RUN curl -k -o tool.tar.gz https://downloads.acme.test/tool.tar.gz
            USER app
            """,
        good: """
            FROM debian:12.5
            COPY acme-ca.crt /usr/local/share/ca-certificates/
            RUN update-ca-certificates && curl -o tool.tar.gz https://downloads.acme.test/tool.tar.gz
            USER app
            """, references: ["https://cwe.mitre.org/data/definitions/295.html"])

    static let hostKeyCheckOff = InfrastructureRule(
        "docker.host-key-check-off", "ssh does not verify hosts", .medium, .high, cwes: ["CWE-295"],
        why: "With `StrictHostKeyChecking no`, ssh and git over ssh talk to anybody who answers at the address.",
        fix: "Put the server's public key into `known_hosts` from a file under version control.",
        bad: """
            FROM debian:12.5
            RUN ssh -o StrictHostKeyChecking=no git@git.acme.test info
            USER app
            """,
        good: """
            FROM debian:12.5
            COPY known_hosts /etc/ssh/ssh_known_hosts
            RUN ssh git@git.acme.test info
            USER app
            """, references: ["https://man7.org/linux/man-pages/man5/ssh_config.5.html"])

    static let exposedSSH = InfrastructureRule(
        "docker.exposed-ssh", "Container offers SSH", .low, .medium, cwes: ["CWE-1327"],
        why: """
            A login server in a container is one more thing to patch and to guess passwords of. The runtime can \
            already open a shell for those who may have one.
            """,
        fix: "Leave the SSH server out, and use `docker exec` or its equivalent.",
        bad: """
            FROM debian:12.5
            EXPOSE 22
            USER app
            """,
        good: """
            FROM debian:12.5
            EXPOSE 8080
            USER app
            """, references: [bestPractices])

    static let insecureBuild = InfrastructureRule(
        "docker.insecure-build-step", "Build step with all privileges", .medium, .high, cwes: ["CWE-250"],
        why: "`RUN --security=insecure` runs without a sandbox: what it executes can take over the builder's machine.",
        fix: "Do without it. Where a step must be privileged, give it a builder of its own that holds no secrets.",
        bad: """
            FROM debian:12.5
            RUN --security=insecure make test
            USER app
            """,
        good: """
            FROM debian:12.5
            RUN make test
            USER app
            """, references: [reference + "#run---security"])
}
