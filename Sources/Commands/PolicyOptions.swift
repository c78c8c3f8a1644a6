public import ArgumentParser
public import Pipeline

/// What the target may say about its own scan.
package struct PolicyOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: """
            Go by .securescan.yml and .securescan-baseline.json of the target (SECURESCAN_TARGET_CONFIG); by default \
            for folders and files of this machine.
            """)
    var targetConfig: Bool?
    @Option(help: "Read them, and the target's rules, from this branch, tag or commit.") var policyRef: String?
    @Flag(help: "Also use the rules in .securescan/rules of the target (SECURESCAN_TARGET_RULES).")
    var targetRules = false

    package init() {}

    func apply(to job: inout ScanJob) {
        if targetRules { job.usesTargetRules = true }
        if let targetConfig { job.usesTargetConfig = targetConfig }
        if let policyRef { job.decider = .ref(policyRef) }
    }
}

extension FailThreshold: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }

    public static var allValueStrings: [String] { allowedTexts }
}
