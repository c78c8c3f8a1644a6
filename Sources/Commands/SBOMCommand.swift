package import ArgumentParser
internal import Glibc
internal import Model
internal import Pipeline
internal import Reports
internal import SBOM
internal import Settings

/// `securescan sbom`: an inventory without a server.
package struct SBOMCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "sbom",
        abstract: "Writes the bill of materials of a target, or checks one made elsewhere.",
        discussion: """
            'securescan sbom PATH' is short for 'securescan sbom write PATH'. Known vulnerabilities are part of the \
            document; 'securescan db' brings them up to date.
            """,
        subcommands: [Write.self, Import.self], defaultSubcommand: Write.self)

    package init() {}

    struct Write: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "write", abstract: "Writes the bill of materials of a target.",
            discussion: """
                Takes the inventory of PATH, checks it for known vulnerabilities, and writes both as CycloneDX or SPDX.

                Exit status: 0 written; 2 the command line or a setting is wrong; 3 the scan failed or a scanner did \
                not \
                finish, so the document is not whole; 130 interrupted.
                """)

        @Argument(help: "What to take the inventory of: as for 'securescan scan'.") var path: String
        @Option(help: "cyclonedx-json, cyclonedx-xml or spdx.") var format = "cyclonedx-json"
        @Option(name: .customLong("version"), help: "1.5, 1.6 (default) or 1.7 of CycloneDX, 2.3 of SPDX.")
        var formatVersion: String?
        @Option(name: .shortAndLong, help: "Write to this file instead of standard output.") var output: String?
        @Option(help: "Of this branch, tag or commit, without a checkout.") var ref: String?
        @OptionGroup var config: ConfigOption

        func run() async throws {
            let kind: SBOMFormat
            do throws(SBOMError) {
                kind = try SBOMFormat.negotiated(format: format, version: formatVersion)
            } catch {
                throw ValidationError(error.message)
            }
            let job = try config.load().job(
                for: ScanRequest(targetPath: path, scanTypes: ["dependency"], ref: ref))
            let recorder = ScanRecorder(job, progress: { _, _ in }, warn: complain)
            let outcome = await recorder.run(stoppedBy: [SIGINT, SIGTERM])
            if case .refused(let reason) = outcome.end { throw Fault(reason) }
            try await write(recorder, outcome, as: kind)
            switch outcome.end {
            case .cancelled: throw Status.interrupted
            case .failed(let reason), .refused(let reason):
                complain(reason)
                throw Status.incomplete
            case .completed where !outcome.scannersFailed.isEmpty || !outcome.scannersSkipped.isEmpty:
                for scanner in outcome.scannersFailed { complain("\(scanner.name) failed: \(scanner.error)") }
                for scanner in outcome.scannersSkipped { complain("\(scanner.name) was skipped: \(scanner.reason)") }
                throw Status.incomplete
            case .completed: break
            }
        }

        private func write(_ recorder: ScanRecorder, _ outcome: ScanOutcome, as format: SBOMFormat) async throws {
            let (scan, findings) = recorder.result(outcome)
            let (components, relations) = recorder.inventory
            for note in scan.notes { complain("\(note.scanner): \(note.message)") }
            let source = SBOMInventory(
                components: components, relations: relations,
                vulnerabilities: (findings + recorder.suppressed).compactMap { SBOMVulnerability($0) })
            let tools = [SBOMSubject.Tool(name: "SecureScan", version: Version.current)]
            let document = SBOMDocument(format, of: SBOMSubject(scan, tools: tools), from: source)
            let file = try OutputFile(output)
            try await document.write { try file.write($0) }
            try file.close()
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Checks the components of a CycloneDX document for known vulnerabilities.",
            discussion: """
                FILE is CycloneDX as JSON or XML, of whatever name; /dev/stdin takes it from a pipe. It is read like a \
                lockfile: nothing that it refers to is fetched or opened.

                Exit status: 0 nothing at or above --fail-on was found; 1 something was; 2 FILE cannot be read, or the \
                command line or a setting is wrong; 3 FILE is not CycloneDX or could not be read in full, or the scan \
                failed, so the result is not whole; 130 interrupted.
                """)

        @Argument(help: "The document.") var file: String
        @OptionGroup var report: ReportOptions
        @OptionGroup var config: ConfigOption

        func run() async throws {
            let document = try ScratchDocument(copying: file)
            defer { document.remove() }
            // No later scan has this folder for its target.
            var job = try config.load().job(
                for: ScanRequest(targetPath: document.folder, scanTypes: ["dependency"]), keepsResults: false)
            // The copy may lie in a repository that has nothing to do with it.
            job.usesTargetConfig = false
            try await ScanRun(job: job, options: report).run(adapt: document.rename) { scan, findings in
                let isRead = scan.target?.skipped.isEmpty ?? false
                return isRead && !findings.contains { $0.ruleID == "dependency.unreadable" }
            }
        }
    }
}
