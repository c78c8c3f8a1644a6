import Foundation
import Model
import Testing

@testable import Compliance

struct BuiltInFrameworksTests {
    private static let expected = [
        "owasp-top10-2021", "owasp-top10-2025", "owasp-api-2023", "owasp-asvs-4.0.3", "owasp-asvs-5.0",
        "cwe-top25-2025", "pci-dss-4.0.1", "soc2-tsc-2017", "cis-controls-8.1", "nist-800-53-r5", "nist-ssdf-1.1",
        "iso-27001-2022", "hipaa-security", "gdpr-art-32", "eu-cra-annex-1",
    ]

    @Test func everyFileIsWithoutFault() {
        for file in EmbeddedFile.frameworks {
            let read = FrameworkReader.read(file.withBytes { Array($0) }, name: file.name, isBuiltIn: true)
            if case .failure(let faults) = read { Issue.record("\(faults.all.map(\.description))") }
        }
        #expect(FrameworkSet.builtIn.frameworks.map(\.id) == Self.expected)
        #expect(FrameworkSet.builtIn.problems == [])
    }

    @Test func everyFileInTheFolderIsEmbedded() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Compliance/Frameworks")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }
        #expect(Set(names) == Set(EmbeddedFile.frameworks.map(\.name)))
        for file in EmbeddedFile.frameworks {
            let stored = try Data(contentsOf: folder.appending(path: file.name))
            #expect(file.withBytes { Data($0) } == stored, "\(file.name) is another one in the program")
        }
    }

    @Test func aTagLeadsToOneControl() {
        let ids = FrameworkSet.builtIn.frameworks.flatMap { $0.controls.map(\.id) }
        #expect(Set(ids).count == ids.count)
    }

    @Test(arguments: FrameworkSet.builtIn.frameworks)
    func everyControlIsDescribedAndItsSourceTold(framework: Framework) {
        #expect(framework.controls.allSatisfy { !$0.summary.isEmpty && $0.summary.hasSuffix(".") })
        #expect(framework.source.url.hasPrefix("https://"))
        #expect(!framework.source.licence.isEmpty && !framework.scope.note.isEmpty)
        #expect(framework.controls.contains { $0.isAssessable })
    }

    @Test func tagsAreSpelledAsClientsKnowThem() {
        let ids = Set(FrameworkSet.builtIn.frameworks.flatMap { $0.controls.map(\.id) })
        let known = [
            "OWASP-A03", "OWASP-2025-A05", "CWE-TOP25-89", "PCI-DSS-6.2.4", "SOC2-CC6.1", "CIS-16.12", "NIST-SI-10",
            "ASVS-5.3.4", "ASVS-5-1.2.4", "OWASP-API-2023-API1", "SSDF-PW.5.1", "ISO27001-A.8.28",
            "HIPAA-164.312.a.1", "GDPR-32.1.a", "CRA-I.2.a",
        ]
        #expect(ids.isSuperset(of: known))
    }

    @Test func theListsOfTheOWASPTop10AreWhole() throws {
        let counts = [
            "owasp-top10-2021": [34, 29, 33, 40, 20, 3, 22, 10, 4, 1],
            "owasp-top10-2025": [40, 16, 6, 32, 37, 39, 36, 14, 5, 24],
        ]
        for (id, count) in counts {
            let framework = try #require(FrameworkSet.builtIn.framework(id: id))
            let listed = framework.controls.map { control in
                (control.evidence?.weaknesses ?? []).filter { control.evidence?.added.contains($0) == false }
            }
            #expect(listed.map(\.count) == count)
            #expect(Set(listed.joined()).count == count.reduce(0, +), "a weakness has one category")
            #expect(framework.isExclusive)
        }
    }

    @Test func everyTop25WeaknessIsListed() throws {
        let framework = try #require(FrameworkSet.builtIn.framework(id: "cwe-top25-2025"))
        #expect(framework.controls.count == 25)
        for control in framework.controls {
            let number = try #require(WeaknessList.number(control.reference))
            #expect(WeaknessList.shared.name(of: number) == control.title)
            #expect(control.id == "CWE-TOP25-\(number)")
        }
    }

    @Test func theCWEListKnowsNamesAndParents() {
        let list = WeaknessList.shared
        #expect(list.name(of: 89)?.contains("SQL Injection") == true)
        #expect(list.lineage(of: 564).map(\.id) == [564, 89, 943, 74])
        #expect(list.lineage(of: 79).map(\.id) == [79, 74])
        #expect(!list.contains(99_999) && list.contains(16) && list.name(of: 99_999) == nil)
        // CWE-284 stands for itself and is nobody's ancestor.
        #expect(list.lineage(of: 284).map(\.id) == [284])
        #expect(list.lineage(of: 99_999).map(\.id) == [99_999])
    }
}
