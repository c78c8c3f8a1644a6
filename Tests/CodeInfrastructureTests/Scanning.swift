import CodeInfrastructure

/// Scans texts the way the plugin does.
enum Scanning {
    static func path(_ format: InfrastructureFormat) -> String {
        switch format {
        case .dockerfile: "app/Dockerfile"
        case .compose: "app/compose.yaml"
        case .kubernetes: "deploy/app.yaml"
        case .terraform: "infra/main.tf"
        case .githubActions: ".github/workflows/ci.yml"
        }
    }

    static func report(_ bytes: [UInt8], path: String) -> InfrastructureReport {
        bytes.withUnsafeBytes { InfrastructureScanner().scan($0, path: path) }
    }

    static func report(_ text: String, _ format: InfrastructureFormat) -> InfrastructureReport {
        report(Array(text.utf8), path: path(format))
    }

    /// The rules that complain, without the plugin's prefix, each once, sorted.
    static func rules(_ text: String, _ format: InfrastructureFormat) -> [String] {
        Set(report(text, format).findings.map { String($0.ruleID.dropFirst("code.".count)) }).sorted()
    }

    /// The texts that a rule points at.
    static func places(_ rule: String, _ text: String, _ format: InfrastructureFormat) -> [String] {
        let bytes = Array(text.utf8)
        return report(text, format).findings.filter { $0.ruleID == "code." + rule }
            .map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }
}
