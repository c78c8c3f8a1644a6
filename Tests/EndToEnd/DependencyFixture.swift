import Foundation
import TestSupport

/// A small project with a vulnerable package, and the advisory about it.
enum DependencyFixture {
    static let record = """
        {"id": "GHSA-test-0001", "aliases": ["CVE-2099-0001"], "modified": "2024-05-06T07:08:09Z",
        "summary": "Padding runs code", "database_specific": {"severity": "HIGH", "cwe_ids": ["CWE-94"]},
        "affected": [{"package": {"ecosystem": "npm", "name": "left-padding"},
        "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.2.0"}]}]}]}
        """

    static let lockfile = """
        {"name": "shop", "lockfileVersion": 3, "packages": {
        "": {"name": "shop", "dependencies": {"web": "^2.0.0"}, "devDependencies": {"runner": "3.0.0"}},
        "node_modules/web": {"version": "2.0.0", "license": "MIT", "dependencies": {"left-padding": "^1.0.0"}},
        "node_modules/left-padding": {"version": "1.1.0", "license": "MIT"},
        "node_modules/runner": {"version": "3.0.0", "dev": true}}}
        """

    static func project() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("web/package-lock.json", lockfile)
        return folder
    }

    /// Every plugin, and the advisory imported.
    static func installation() async throws -> Installation {
        let installation = try Installation.complete()
        let result = try await installation.run(["db", "import", try installation.writeArchive()])
        guard result.status == 0 else { throw ServerProcess.Failure(description: result.errors) }
        return installation
    }
}

extension Installation {
    /// Where the advisory database is without a setting.
    var advisories: String { folder.path + "/state/securescan/advisories.db" }

    /// The archive of an ecosystem as OSV publishes it; its path.
    func writeArchive() throws -> String {
        try folder.write("osv/npm/all.zip", ZipFixture.bytes([DependencyFixture.record]))
    }
}
