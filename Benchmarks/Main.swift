import Foundation

/// Prints one row per measure, each with its reference measured in the same run.
///
/// `--sbom` measures documents of components and nothing else, `--reports` those of findings; `--smoke` runs every
/// measure once on little data: does it run at all.
@main
enum Main {
    static func main() async throws {
        // Alone, where memory is looked at.
        if CommandLine.arguments.contains("--sbom") {
            return try await SBOMBenchmark(components: CommandLine.arguments.contains("--smoke") ? 2000 : 100_000).run()
        }
        if CommandLine.arguments.contains("--reports") {
            return try await ReportBenchmark(findings: CommandLine.arguments.contains("--smoke") ? 2000 : 100_000).run()
        }
        let scale = CommandLine.arguments.contains("--smoke") ? Scale.smoke : Scale.full
        try BoundaryBenchmark(files: scale.files, rounds: scale.rounds).run()
        try ColdStartBenchmark(rounds: scale.rounds * 10).run()
        try await StoreBenchmark(findings: scale.findings).run()
        try await ServerBenchmark(scans: scale.rounds * 4).run()
    }
}

struct Scale {
    var files: Int
    var rounds: Int
    var findings: Int

    static let full = Scale(files: 20_000, rounds: 5, findings: 100_000)
    static let smoke = Scale(files: 500, rounds: 1, findings: 2_000)
}

/// What the build made, beside this program.
enum Build {
    static let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .path
}

enum Measure {
    /// Seconds that `body` takes.
    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start).inSeconds
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    static func row(_ name: String, _ value: String, reference: String, ratio: Double) {
        let padded = name + String(repeating: " ", count: max(1, 46 - name.count))
        print("\(padded)\(value)   reference: \(reference)   ratio \(text(ratio))")
    }

    /// A figure that has a limit, in the form of scripts/lib/checks.sh, which scripts/bench gathers.
    static func budget(_ name: String, _ value: Double, atMost limit: Double, _ unit: String) {
        let padded = name + String(repeating: " ", count: max(1, 45 - name.count))
        let verdict = value <= limit ? "met" : "NOT met"
        print("budget: \(padded)\(text(value)) \(unit), at most \(text(limit, 0)) \(unit): \(verdict)")
    }

    static func budget(_ name: String, _ value: Double, atLeast limit: Double, _ unit: String) {
        let padded = name + String(repeating: " ", count: max(1, 45 - name.count))
        let verdict = value >= limit ? "met" : "NOT met"
        print("budget: \(padded)\(text(value)) \(unit), at least \(text(limit, 0)) \(unit): \(verdict)")
    }

    static func text(_ value: Double, _ digits: Int = 2) -> String { String(format: "%.\(digits)f", value) }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
