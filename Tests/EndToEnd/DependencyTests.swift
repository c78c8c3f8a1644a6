import Foundation
import TestSupport
import Testing

/// From an imported advisory to a finding with its fix, over REST and at a terminal.
@Suite(.timeLimit(.minutes(3))) struct DependencyTests {
    @Test func anImportedAdvisoryIsFoundWithItsFixAndItsWay() async throws {
        let installation = try await DependencyFixture.installation()
        let server = try await ServerProcess.start(installation)
        let project = try DependencyFixture.project()
        server.keep(project)
        let id = try await server.post(["target_path": project.path, "scan_types": ["dependency"]])
        #expect(try await server.events(of: id).last?.event == "scan.complete")
        let finding = try #require(
            try await server.findings(id).first { $0["rule_id"] as? String == "dependency.vulnerable" })
        #expect(finding["file_path"] as? String == "web/package-lock.json" && finding["severity"] as? String == "high")
        let metadata = try #require(finding["metadata"] as? [String: Any])
        #expect(metadata["fixed_version"] as? String == "1.2.0" && metadata["package"] as? String == "left-padding")
        #expect(metadata["dependency_path"] as? [String] == ["web@2.0.0", "left-padding@1.1.0"])
        #expect((finding["description"] as? String)?.contains("Upgrade to 1.2.0.") == true)
        let notes = try await server.scan(id)["notes"] as? [[String: Any]]
        let note = try #require(notes?.first { ($0["message"] as? String)?.contains("of npm") == true })
        #expect(note["scanner"] as? String == "dependency")
        #expect((note["message"] as? String)?.contains("3 packages of npm were checked") == true)

        let bill = try await server.client.get("/api/v1/scans/\(id)/sbom").object
        let components = bill["components"] as? [[String: Any]] ?? []
        #expect(components.compactMap { $0["name"] as? String }.sorted() == ["left-padding", "runner", "web"])
        let flaw = try #require((bill["vulnerabilities"] as? [[String: Any]])?.first)
        #expect(flaw["id"] as? String == metadata["advisory"] as? String)
        let affected = (flaw["affects"] as? [[String: Any]])?.compactMap { $0["ref"] as? String }
        #expect(affected == ["pkg:npm/left-padding@1.1.0"])
    }

    @Test func whatTheTargetPassesOverIsApartAndInTheBillWithItsReason() async throws {
        let installation = try await DependencyFixture.installation()
        let server = try await ServerProcess.start(installation)
        let project = try DependencyFixture.project()
        try project.write(
            ".securescan.yml",
            "dependency:\n  ignore:\n    - advisory: CVE-2099-0001\n      reason: input is never padded\n")
        server.keep(project)
        let id = try await server.post(["target_path": project.path, "scan_types": ["dependency"]])
        _ = try await server.events(of: id)
        let counted = try await server.findings(id).compactMap { $0["rule_id"] as? String }
        #expect(!counted.contains("dependency.vulnerable"))
        let suppressed = try await server.client.get("/api/v1/scans/\(id)/findings?suppressed=true").array
        #expect(suppressed.compactMap { $0["rule_id"] as? String } == ["dependency.vulnerable"])
        let bills = [
            try await server.client.get("/api/v1/scans/\(id)/sbom").object,
            try await installation.run(["sbom", project.path]).json,
        ]
        for bill in bills {
            let analysis = (bill["vulnerabilities"] as? [[String: Any]])?.first?["analysis"] as? [String: Any]
            #expect(analysis?["state"] as? String == "not_affected")
            #expect((analysis?["detail"] as? String)?.hasPrefix("input is never padded (.securescan.yml:") == true)
        }
    }

    @Test func withoutADatabaseTheScanSaysThatNothingWasChecked() async throws {
        let installation = try Installation.complete()
        let project = try DependencyFixture.project()
        let result = try await installation.scan(project, "--type", "dependency")
        #expect(result.status == 0)
        #expect(result.findings.compactMap { $0["rule_id"] as? String } == ["dependency.not-checked"])
        let notes = (result.scan["notes"] as? [[String: Any]])?.compactMap { $0["message"] as? String } ?? []
        #expect(notes.count == 1 && notes[0].contains("No advisory database was imported, so 3 packages"))
    }

    @Test func aDatabaseThatOthersCanWriteIsRefusedForAllToSee() async throws {
        let installation = try await DependencyFixture.installation()
        let server = try await ServerProcess.start(installation)
        let project = try DependencyFixture.project()
        server.keep(project)
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: installation.advisories)
        let id = try await server.post(["target_path": project.path, "scan_types": ["dependency"]])
        let events = try await server.events(of: id)
        let told = try #require(events.first { ["scanner.failed", "scanner.skipped"].contains($0.event) }, "\(events)")
        #expect(told.data?.contains("advisory database") == true, "\(told)")
        let scan = try await server.scan(id)
        let names = ["scanners_failed", "scanners_skipped"].flatMap { scan[$0] as? [[String: Any]] ?? [] }
            .compactMap { $0["name"] as? String }
        #expect(names == ["dependency"])
        #expect((scan["scanners_run"] as? [String])?.contains("dependency") != true)
        let local = try await installation.scan(project)
        #expect(local.status == 3 && local.output.contains("advisory database"))
        let asked = try await installation.scan(project, "--type", "dependency")
        #expect(asked.status == 2 && asked.errors.contains("advisory database"), "\(asked.errors)")
    }

    @Test func scansGoOnWhileTheDatabaseIsReplaced() async throws {
        let installation = try await DependencyFixture.installation()
        let server = try await ServerProcess.start(installation)
        let project = try DependencyFixture.project()
        server.keep(project)
        let file = try installation.writeArchive()
        async let replacements = {
            var statuses: [Int32] = []
            for _ in 0..<6 { statuses.append(try await installation.run(["db", "import", file]).status) }
            return statuses
        }()
        for _ in 0..<6 {
            let id = try await server.post(["target_path": project.path, "scan_types": ["dependency"]])
            #expect(try await server.events(of: id).last?.event == "scan.complete")
            #expect((try await server.scan(id)["scanners_failed"] as? [Any])?.isEmpty == true)
            let rules = try await server.findings(id).compactMap { $0["rule_id"] as? String }
            #expect(rules.contains("dependency.vulnerable"))
        }
        #expect(try await replacements == [0, 0, 0, 0, 0, 0])
    }
}
