extension MoreExamples {
    private static func image(_ lines: String) -> String { "FROM debian:12.5\n\(lines)\nUSER app\n" }

    private static func lines(_ rule: String, bad: String, good: String) -> Self {
        Self("docker." + rule, bad: image(bad), good: image(good))
    }

    private static let digest = String(repeating: "ab", count: 32)
    private static let commit = String(repeating: "ab", count: 20)

    static let docker = [
        Self(
            "docker.run-as-root", bad: "FROM debian:12.5\nARG NAME=root\nUSER $NAME\nCMD [\"a\"]",
            good: "FROM debian:12.5\nUSER root\nRUN make\nUSER 1000:0\n"),
        Self(
            "docker.missing-user",
            bad: "FROM debian:12.5 AS build\nUSER app\nFROM debian:12.5\nENTRYPOINT [\"/app\"]",
            good: "FROM gcr.io/distroless/static:nonroot\nENTRYPOINT [\"/app\"]"),
        Self(
            "docker.latest-image", bad: "FROM debian\nUSER app",
            good: "FROM debian@sha256:\(digest) AS build\nFROM build\nUSER app"),
        lines(
            "add-remote-file", bad: "ADD http://files.acme.test/a.zip b.txt /opt/",
            good: "ADD https://git.acme.test/app.git#\(commit) /opt/"),
        lines(
            "pipe-to-shell", bad: #"RUN bash -c "$(curl -fsSL https://get.acme.test/i.sh)""#,
            good: "RUN curl -fsSL https://get.acme.test/release.json | jq .version"),
        lines("secret-in-variable", bad: "ARG ADMIN_PASSWORD=admin1", good: "ENV DB_PASSWORD=changeme"),
        lines(
            "secret-build-argument", bad: "ARG TOKEN\nENV TOKEN=$TOKEN", good: "ARG PUBLIC_KEY\nRUN echo $PUBLIC_KEY"),
        Self(
            "docker.copied-secret", bad: image("COPY keys/id_rsa /srv/"),
            good: "FROM debian:12.5 AS build\nCOPY .npmrc .\nFROM debian:12.5\nUSER app"),
        lines(
            "account-password", bad: "RUN useradd -m -p abc123 app",
            good: #"RUN echo "app:$(cat /run/secrets/word)" | chpasswd"#),
        lines("world-writable", bad: "COPY --chmod=777 a /srv/a", good: "RUN mkdir /tmp/w && chmod 1777 /tmp/w"),
        lines("setuid-program", bad: "RUN chmod 4755 /usr/bin/probe", good: "RUN chmod 0755 /usr/bin/probe"),
        lines("sudo", bad: "RUN apt-get update && sudo make install", good: "RUN apt-get install -y sudo"),
        lines(
            "passwordless-sudo", bad: "RUN printf 'app ALL=(ALL:ALL) NOPASSWD: ALL' > /etc/sudoers.d/app",
            good: "RUN echo 'app ALL=(ALL) ALL' > /etc/sudoers.d/app"),
        lines(
            "unverified-packages", bad: "RUN apk add --allow-untrusted tool.apk",
            good: "RUN yum install -y --setopt=gpgcheck=1 tool"),
        lines(
            "tls-verification-off", bad: "RUN wget --no-check-certificate https://acme.test/x",
            good: "RUN curl -k https://localhost:8443/health"),
        lines(
            "host-key-check-off", bad: "RUN echo 'StrictHostKeyChecking no' >> /etc/ssh/ssh_config",
            good: "RUN ssh -o StrictHostKeyChecking=yes git@git.acme.test"),
        lines("exposed-ssh", bad: "EXPOSE 80 22/tcp", good: "EXPOSE 2222 220"),
        lines(
            "insecure-build-step", bad: "RUN --security=insecure --mount=type=cache,target=/c make",
            good: "RUN --security=sandbox make"),
    ]
}
