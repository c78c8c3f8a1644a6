/// Checks infrastructure files: what they build, start, open and allow. Keeps nothing from file to file.
public struct InfrastructureScanner: Sendable {
    /// Larger files are not read.
    public static let sizeLimit = 16 << 20
    /// How much of a file `format(of:prefix:)` wants to see.
    public static let prefixLength = 64 << 10

    public static let rules: [InfrastructureRule] =
        DockerRules.all + ComposeRules.all + KubernetesRules.all + TerraformRules.all + ActionsRules.all

    public init() {}

    /// What a file is, by its path and its first bytes; nil when there is nothing to check.
    public func format(of path: String, prefix: UnsafeRawBufferPointer) -> InfrastructureFormat? {
        InfrastructureFormat(path: path, prefix: UnsafeRawBufferPointer(rebasing: prefix.prefix(Self.prefixLength)))
    }

    /// Checks a file of any content; one that is no infrastructure file gives an empty report.
    public func scan(_ bytes: UnsafeRawBufferPointer, path: String) -> InfrastructureReport {
        guard let format = format(of: path, prefix: bytes) else { return InfrastructureReport() }
        var sink = FindingSink()
        guard bytes.count <= Self.sizeLimit else {
            sink.note("the file is larger than \(Self.sizeLimit >> 20) MiB and was not checked", at: 0)
            return sink.finish()
        }
        switch format {
        case .dockerfile: DockerChecks.run(bytes, into: &sink)
        case .compose: YAMLFile.check(bytes, ComposeChecks.run, into: &sink)
        case .kubernetes: YAMLFile.check(bytes, KubernetesChecks.run, into: &sink)
        case .githubActions: YAMLFile.check(bytes, ActionsChecks.run, into: &sink)
        case .terraform: TerraformChecks.run(bytes, into: &sink)
        }
        return sink.finish()
    }
}
