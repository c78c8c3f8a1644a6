import Advisories
import Packages
import PluginSDK
import PluginTestKit
import Testing

@testable import DependencyEngine

@Suite struct DeterminismTests {
    @Test func threadsChangeNothing() throws {
        var files: [String: String] = [".securescan.yml": "dependency: {ignore: [{package: p3, reason: r}]}\n"]
        for folder in 0..<40 {
            let packages = (0..<20).map {
                #""node_modules/p\#(($0 * 7 + folder) % 30)": {"version": "1.\#(folder % 3).0", "dependencies": "#
                    + #"{"p1": "1"}}"#
            }
            files["f\(folder)/package-lock.json"] = "{\"packages\": {\(packages.joined(separator: ","))}}"
            files["f\(folder)/requirements.txt"] = "flask==\(folder % 4).0\nother>=1\n"
            files["f\(folder)/openvex.json"] =
                #"{"statements": [{"status": "fixed", "vulnerability": "A-\#(folder)", "products": "#
                + #"["pkg:npm/p\#(folder)"]}]}"#
        }
        var run = DependencyRun(
            imported: (0..<30).map { Advisory("A-\($0)", .npm, "p\($0)") } + [Advisory("A-99", .pypi, "flask")])
        let one = try run.report(files)
        #expect(one.of(.vulnerable).count > 400)
        for _ in 0..<3 {
            run.threads = 8
            let many = try run.report(files)
            #expect(many.findings == one.findings)
            #expect(many.components == one.components)
            #expect(many.relations == one.relations)
            #expect(many.logs == one.logs)
        }
    }
}
