/// What is checked in workflows and actions of GitHub.
enum ActionsRules {
    static let all = [
        injection, inputInjection, strangersCode, strangersFiles, unpinned, unpinnedFirstParty, writeAll, noPermissions,
        unsecureCommands, selfHosted, inheritedSecrets, allSecrets, sharedSecret, uploadedToken, credentials,
        alwaysTrue,
        pipeToShell, tlsVerificationOff, hostKeyCheckOff,
    ]

    private static let hardening = "https://docs.github.com/en/actions/reference/security/secure-use"
    private static let pwnRequests = "https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/"

    /// A workflow with one job of these steps.
    private static func workflow(on event: String = "push", _ steps: String) -> String {
        let indented = steps.split(separator: "\n").map { "      " + $0 }.joined(separator: "\n")
        return """
            on: \(event)
            permissions: {contents: read}
            jobs:
              build:
                runs-on: ubuntu-24.04
                steps:
            \(indented)
            """
    }

    /// A workflow with one job that has these lines beside its steps.
    private static func workflow(
        on event: String = "push", permissions: String = "{contents: read}", job line: String
    ) -> String {
        """
        on: \(event)
        permissions: \(permissions)
        jobs:
          build:
            \(line)
        """
    }

    static let injection = InfrastructureRule(
        "actions.script-injection", "Words of strangers become part of a script", .high, .high,
        cwes: ["CWE-94", "CWE-78"],
        why: """
            Expressions are replaced before the script is run. A title such as `"; curl … | sh; "` is then a command, \
            run with the job's token and secrets.
            """,
        fix: "Put the value into a variable with `env`, and use the variable in quotes.",
        bad: workflow(on: "issues", #"- run: echo "${{ github.event.issue.title }}""#),
        good: workflow(
            on: "issues",
            """
            - run: echo "$TITLE"
              env:
                TITLE: ${{ github.event.issue.title }}
            """),
        references: [hardening + "#good-practices-for-mitigating-script-injection-attacks"])

    static let inputInjection = InfrastructureRule(
        "actions.input-in-script", "Input of an action becomes part of its script", .low, .medium, cwes: ["CWE-94"],
        why: """
            The action does not know where its callers take their inputs from. When it is a title or a branch, a \
            stranger writes a part of the script.
            """,
        fix: "Put the input into a variable with `env`, and use the variable in quotes.",
        bad: """
            runs:
              using: composite
              steps:
                - shell: bash
                  run: ./deploy ${{ inputs.name }}
            """,
        good: """
            runs:
              using: composite
              steps:
                - shell: bash
                  run: ./deploy "$NAME"
                  env:
                    NAME: ${{ inputs.name }}
            """, references: [hardening])

    static let strangersCode = InfrastructureRule(
        "actions.untrusted-checkout", "Code of strangers in a job with the repository's rights", .high, .medium,
        cwes: ["CWE-829"],
        why: """
            Workflows on `pull_request_target`, `workflow_run` and `issue_comment` have the repository's secrets and a \
            token that may write. When they check out the proposed code and run anything of it (build scripts and \
            configuration of tools suffice), its author has them too.
            """,
        fix: """
            Build and test on `pull_request`, without secrets. Do what needs rights in a second workflow that treats \
            the results as data.
            """,
        bad: workflow(
            on: "pull_request_target",
            """
            - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
              with:
                ref: ${{ github.event.pull_request.head.sha }}
            - run: make test
            """),
        good: workflow(
            on: "pull_request",
            """
            - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683
              with:
                ref: ${{ github.event.pull_request.head.sha }}
            - run: make test
            """), references: [pwnRequests])

    static let strangersFiles = InfrastructureRule(
        "actions.untrusted-artifact", "Files of another workflow among those of a job", .medium, .low,
        cwes: ["CWE-829"],
        why: """
            The artifact was made by a workflow that strangers can start. Unpacked over the job's own files it can \
            replace scripts that are run next.
            """,
        fix: "Unpack into `${{ runner.temp }}`, and read from there only what is checked as data.",
        bad: workflow(
            on: "workflow_run",
            """
            - uses: actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093
              with: {run-id: "${{ github.event.workflow_run.id }}"}
            - run: ./publish.sh
            """),
        good: workflow(
            on: "workflow_run",
            """
            - uses: actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093
              with: {run-id: "${{ github.event.workflow_run.id }}", path: "${{ runner.temp }}/report"}
            - run: ./publish.sh
            """), references: [pwnRequests])

    static let unpinned = InfrastructureRule(
        "actions.unpinned-action", "Action of others that can change", .medium, .high, cwes: ["CWE-829", "CWE-1357"],
        why: """
            Tags and branches can move. Whoever takes over the action's repository runs code in this workflow, with \
            its token and secrets, and that has happened more than once.
            """,
        fix: "Name the full commit, with the version in a comment, and let a bot raise it.",
        bad: workflow("- uses: acme/deploy@v2"),
        good: workflow("- uses: acme/deploy@2f7ea0cbcd1ee51a3b4fdb6bc9b8d9b0f2d5d0c4 # v2.1.0"),
        references: [hardening + "#using-third-party-actions"])

    static let unpinnedFirstParty = InfrastructureRule(
        "actions.unpinned-github-action", "Action of GitHub's that can change", .info, .high, cwes: ["CWE-1357"],
        why: "GitHub's own actions are as trusted as the machine they run on, but their tags move too.",
        fix: "Name the full commit where builds must be the same every time.",
        bad: workflow("- uses: actions/checkout@v4"),
        good: workflow("- uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"),
        references: [hardening + "#using-third-party-actions"])

    static let writeAll = InfrastructureRule(
        "actions.write-all", "Token with all rights", .medium, .high, cwes: ["CWE-272"],
        why: "Any step, and any action it uses, can then push code, publish packages and approve changes.",
        fix: "Name the rights the jobs need, at each job: `contents: read` mostly suffices.",
        bad: workflow(permissions: "write-all", job: "runs-on: ubuntu-24.04"),
        good: workflow(job: "runs-on: ubuntu-24.04"), references: [hardening])

    static let noPermissions = InfrastructureRule(
        "actions.missing-permissions", "Token whose rights are not limited", .low, .medium, cwes: ["CWE-272"],
        why: """
            Without `permissions` the token has what the repository's settings say, and in older repositories that is \
            the right to write everything.
            """,
        fix: "Say `permissions: {contents: read}` at the top, and more at the jobs that need it.",
        bad: """
            on: push
            jobs:
              build:
                runs-on: ubuntu-24.04
            """,
        good: """
            on: push
            jobs:
              build:
                runs-on: ubuntu-24.04
                permissions:
                  contents: read
            """, references: [hardening])

    static let unsecureCommands = InfrastructureRule(
        "actions.unsecure-commands", "Output of programs is taken for commands", .high, .high, cwes: ["CWE-77"],
        why: """
            `set-env` and `add-path` were switched off by GitHub, because whoever gets a line into a log can set \
            variables of later steps with them, and so run programs.
            """,
        fix: "Drop the variable, and write to the files `$GITHUB_ENV` and `$GITHUB_PATH`.",
        bad: workflow(job: "env: {ACTIONS_ALLOW_UNSECURE_COMMANDS: true}"),
        good: workflow(job: "env: {ACTIONS_ALLOW_UNSECURE_COMMANDS: false}"),
        references: ["https://github.com/actions/toolkit/security/advisories/GHSA-mfwh-5m23-j46w"])

    static let selfHosted = InfrastructureRule(
        "actions.self-hosted-runner", "Strangers can start jobs on own machines", .medium, .low, cwes: ["CWE-653"],
        why: """
            In a public repository anybody can propose a change whose build runs on this machine. Unlike GitHub's, it \
            is not thrown away afterwards, and it stands in your network.
            """,
        fix: "Use hosted machines for changes from outside, or ephemeral ones in a network of their own.",
        bad: workflow(on: "pull_request", job: "runs-on: [self-hosted, linux]"),
        good: workflow(on: "push", job: "runs-on: [self-hosted, linux]"),
        references: [hardening + "#hardening-for-self-hosted-runners"])

    static let inheritedSecrets = InfrastructureRule(
        "actions.inherited-secrets", "All secrets handed to a workflow elsewhere", .medium, .high, cwes: ["CWE-272"],
        why: "`secrets: inherit` gives the called workflow every secret of the repository, also those added later.",
        fix: "Name the secrets it needs.",
        bad: workflow(
            job: """
                uses: acme/ci/.github/workflows/release.yml@2f7ea0cbcd1ee51a3b4fdb6bc9b8d9b0f2d5d0c4
                    secrets: inherit
                """),
        good: workflow(
            job: """
                uses: acme/ci/.github/workflows/release.yml@2f7ea0cbcd1ee51a3b4fdb6bc9b8d9b0f2d5d0c4
                    secrets: {npm: "${{ secrets.NPM_TOKEN }}"}
                """), references: [hardening])

    static let allSecrets = InfrastructureRule(
        "actions.all-secrets", "All secrets in one value", .medium, .high, cwes: ["CWE-272"],
        why: "The step gets every secret of the repository, and in this form they are not struck out in logs.",
        fix: "Name the secrets it needs, one variable each.",
        bad: workflow(
            """
            - run: ./deploy
              env: {SECRETS: "${{ toJSON(secrets) }}"}
            """),
        good: workflow(
            """
            - run: ./deploy
              env: {TOKEN: "${{ secrets.DEPLOY_TOKEN }}"}
            """), references: [hardening])

    static let sharedSecret = InfrastructureRule(
        "actions.shared-secret", "Secret given to every step", .low, .high, cwes: ["CWE-272"],
        why: "A variable of the whole workflow is there for every action it uses, and one bad action suffices.",
        fix: "Set the variable at the step that needs it.",
        bad: """
            on: push
            permissions: {contents: read}
            env:
              NPM_TOKEN: ${{ secrets.NPM_TOKEN }}
            jobs:
              build:
                runs-on: ubuntu-24.04
            """,
        good: workflow(
            """
            - run: npm publish
              env: {NPM_TOKEN: "${{ secrets.NPM_TOKEN }}"}
            """), references: [hardening])

    static let uploadedToken = InfrastructureRule(
        "actions.uploaded-token", "Job's token uploaded with the checkout", .medium, .high, cwes: ["CWE-522"],
        why:
            "`checkout` leaves the token in `.git/config`. Whoever gets the artifact while the job runs can use it.",
        fix: "Say `persist-credentials: false` at the checkout, and upload only the results.",
        bad: workflow(
            """
            - uses: actions/checkout@v4
            - uses: actions/upload-artifact@v3
              with: {path: .}
            """),
        good: workflow(
            """
            - uses: actions/checkout@v4
              with: {persist-credentials: false}
            - uses: actions/upload-artifact@v3
              with: {path: .}
            """), references: ["https://github.com/actions/checkout#usage"])

    static let credentials = InfrastructureRule(
        "actions.hard-coded-credentials", "Password written in a workflow", .high, .medium, cwes: ["CWE-798"],
        why: "Everybody who can read the repository, or its history, knows the password.",
        fix: "Store it as a secret of the repository, and change it where it is used.",
        bad: workflow(
            """
            - uses: docker/login-action@9780b0c442fbb1117ed29e0efdff1e18412f7567
              with: {username: acme, password: horse42}
            """),
        good: workflow(
            """
            - uses: docker/login-action@9780b0c442fbb1117ed29e0efdff1e18412f7567
              with: {username: acme, password: "${{ secrets.REGISTRY_PASSWORD }}"}
            """), references: [hardening])

    static let alwaysTrue = InfrastructureRule(
        "actions.condition-always-true", "Condition that holds always", .medium, .high, cwes: ["CWE-571"],
        why: """
            With text around `${{ … }}` the condition is a text, and a text that is not empty holds. So it does with \
            a line's end behind the braces, as in a block (`|`). A check of who may run the job is then none.
            """,
        fix: "Leave the braces out, or put them around all of the condition.",
        bad: workflow(job: "if: ${{ github.ref }} == 'refs/heads/main'"),
        good: workflow(job: "if: ${{ github.ref == 'refs/heads/main' }}"),
        references: ["https://docs.github.com/en/actions/reference/workflows-and-actions/expressions"])

    static let pipeToShell = InfrastructureRule(
        "actions.pipe-to-shell", "Script from the network is run unseen", .low, .high, cwes: ["CWE-494"],
        why: "Whoever takes over the server runs code in this job, with its token and secrets.",
        fix: "Download to a file, compare its digest, then run it. Better: use a package or a pinned action.",
        bad: workflow("- run: curl -fsSL https://get.acme.test/install.sh | sh"),
        good: workflow("- run: curl -fsSLo install.sh https://get.acme.test/install.sh && sha256sum -c install.sha256"),
        references: ["https://cwe.mitre.org/data/definitions/494.html"])

    static let tlsVerificationOff = InfrastructureRule(
        "actions.tls-verification-off", "Certificates are not verified", .medium, .high, cwes: ["CWE-295"],
        why: "Anybody between the runner and the server can read the credentials and replace what is transferred.",
        fix: "Drop the option. For servers of your own, install their authority's certificate.",
        bad: workflow("- run: git config --global http.sslVerify false"),
        good: workflow("- run: git config --global http.sslCAInfo acme.pem"),
        references: ["https://cwe.mitre.org/data/definitions/295.html"])

    static let hostKeyCheckOff = InfrastructureRule(
        "actions.host-key-check-off", "ssh does not verify hosts", .medium, .high, cwes: ["CWE-295"],
        why: "ssh talks to anybody who answers at the address, and deployments go there.",
        fix: "Write the server's public key into `known_hosts`.",
        bad: workflow("- run: scp -o StrictHostKeyChecking=no app.tar.gz deploy@acme.test:/srv"),
        good: workflow("- run: scp -o UserKnownHostsFile=ci/known_hosts app.tar.gz deploy@acme.test:/srv"),
        references: ["https://man7.org/linux/man-pages/man5/ssh_config.5.html"])
}
