extension MoreExamples {
    private static let checkout = "actions/checkout@" + String(repeating: "ab", count: 20)

    /// A workflow with one job.
    private static func workflow(
        on event: String = "push", permissions: String = "permissions: {contents: read}", env: String = "",
        job: String = "runs-on: ubuntu-24.04", _ steps: String...
    ) -> String {
        """
        on: \(event)
        \(permissions)
        \(env)
        jobs:
          build:
            \(job)
            steps:
        \(steps.map { "      - " + $0 }.joined(separator: "\n"))
        """
    }

    private static func action(_ step: String) -> String {
        "name: a\ninputs: {name: {required: true}}\nruns:\n  using: composite\n  steps:\n    - \(step)"
    }

    private static func step(_ rule: String, bad: String, good: String) -> Self {
        Self("actions." + rule, bad: workflow(bad), good: workflow(good))
    }

    static let actions = [
        Self(
            "actions.script-injection", bad: workflow(on: "issues", "run: 'echo \"${{ github.event.issue.title }}\"'"),
            good: workflow(on: "issues", "run: 'echo \"${{ github.event.issue.number }}\"'")),
        Self(
            "actions.input-in-script", bad: action("{shell: bash, run: 'echo ${{ inputs.name }}'}"),
            good: action("{shell: bash, env: {NAME: '${{ inputs.name }}'}, run: 'echo \"$NAME\"'}")),
        Self(
            "actions.untrusted-checkout",
            bad: workflow(
                on: "pull_request_target",
                "{uses: \(checkout), with: {ref: 'refs/pull/${{ github.event.number }}/merge'}}"),
            good: workflow(on: "pull_request_target", "uses: \(checkout)")),
        Self(
            "actions.untrusted-artifact",
            bad: workflow(
                on: "{workflow_run: {workflows: [ci]}}",
                "{uses: actions/download-artifact@v4, with: {run-id: '${{ github.event.workflow_run.id }}'}}",
                "run: make publish"),
            good: workflow(
                on: "{workflow_run: {workflows: [ci]}}",
                "{uses: actions/download-artifact@v4, with: {run-id: 1, path: '${{ runner.temp }}/in'}}",
                "run: make publish")),
        step("unpinned-action", bad: "uses: acme/deploy@main", good: "uses: ./.github/actions/deploy"),
        step("unpinned-github-action", bad: "uses: actions/setup-node@v4", good: "uses: \(checkout)"),
        Self(
            "actions.write-all",
            bad: workflow(job: "permissions: write-all\n    runs-on: ubuntu-24.04", "run: make"),
            good: workflow(permissions: "permissions: read-all", "run: make")),
        Self(
            "actions.missing-permissions", bad: workflow(permissions: "", "run: make"),
            good: workflow(permissions: "", job: "permissions: {}\n    runs-on: ubuntu-24.04", "run: make")),
        step(
            "unsecure-commands", bad: "{run: make, env: {ACTIONS_ALLOW_UNSECURE_COMMANDS: 'true'}}",
            good: "{run: make, env: {ACTIONS_ALLOW_UNSECURE_COMMANDS: 'false'}}"),
        Self(
            "actions.self-hosted-runner",
            bad: workflow(on: "pull_request", job: "runs-on: [self-hosted, linux]", "run: make"),
            good: workflow(on: "push", job: "runs-on: [self-hosted, linux]", "run: make")),
        Self(
            "actions.inherited-secrets",
            bad: "on: push\npermissions: {}\njobs: {a: {uses: acme/ci/.github/workflows/a.yml@v1, secrets: inherit}}",
            good: "on: push\npermissions: {}\njobs: {a: {uses: ./.github/workflows/a.yml, secrets: inherit}}"),
        step(
            "all-secrets", bad: "{run: make, env: {ALL: '${{ toJSON(secrets) }}'}}",
            good: "{run: make, env: {ONE: '${{ secrets.ONE }}'}}"),
        Self(
            "actions.shared-secret", bad: workflow(env: "env: {TOKEN: '${{ secrets.DEPLOY }}'}", "run: make"),
            good: workflow(env: "env: {TOKEN: '${{ secrets.GITHUB_TOKEN }}'}", "run: make")),
        Self(
            "actions.uploaded-token",
            bad: workflow("uses: \(checkout)", "{uses: actions/upload-artifact@v3, with: {path: ./}}"),
            good: workflow("uses: \(checkout)", "{uses: actions/upload-artifact@v3, with: {path: dist}}")),
        Self(
            "actions.hard-coded-credentials",
            bad: workflow(
                job: "container: {image: a/b:1, credentials: {username: u, password: horse42}}\n    runs-on: x"),
            good: workflow(
                job:
                    "container: {image: b:1, credentials: {password: '${{ secrets.P }}'}}\n    runs-on: a"
            )),
        step(
            "condition-always-true", bad: "{run: make, if: \"${{ github.actor }} == 'ada'\"}",
            good: "{run: make, if: \"${{ github.actor == 'ada' }}\"}"),
        step("pipe-to-shell", bad: "run: wget -qO- https://acme.test/i.sh | sh", good: "run: cat i.sh | sh"),
        step(
            "tls-verification-off", bad: "run: git -c http.sslVerify=false clone https://acme.test/a",
            good: "run: git -c http.sslVerify=true clone https://acme.test/a"),
        step(
            "host-key-check-off", bad: "run: scp -o StrictHostKeyChecking=no a ci@acme.test:b",
            good: "run: scp a ci@acme.test:b"),
    ]
}
