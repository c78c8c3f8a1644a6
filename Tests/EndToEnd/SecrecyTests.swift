import Foundation
import Glibc
import TestSupport
import Testing

/// What processes of the same user, plugins among them, can learn about the server and its children.
@Suite(.timeLimit(.minutes(10))) struct SecrecyTests {
    /// Root reads everything, so as root the server runs as somebody else.
    @Test(.enabled(if: Account.canBeTested, "the files are nobody's to run, or setpriv is missing"))
    func theEnvironmentOfNoProcessCanBeRead() async throws {
        let account = Account.ofServer
        let installation = try Installation(plugins: [.secrets, .stall])
        try account.own(installation.folder)
        let server = try await ServerProcess.start(
            installation, environment: ["SECURESCAN_EVENT_TOKEN_SECRET": "0123456789abcdef"],
            launchedBy: account.launcher)
        let target = try TemporaryFolder()
        try target.write("a.txt", "seen")
        try target.write("b.txt", "stall")
        try account.own(target)
        server.keep(target)
        let id = try await server.post(["target_path": target.path, "scan_types": ["stall"]])
        try await server.wait(for: "scanner.start", of: id)
        let runners = server.descendants(named: "securescan")
        let workers = server.descendants(named: "scanner-worker")
        #expect(runners.count == 1 && workers.count == 1)
        for process in [server.processID] + runners + workers {
            let file = "/proc/\(process)/environ"
            #expect(try await account.read(file) == false, "\(file)")
            var information = stat()
            #expect(stat(file, &information) == 0 && information.st_uid == 0)
        }
    }
}

/// Who a server runs as whose secrets must be safe from others of the same account.
private struct Account {
    /// Nil: whoever runs the tests.
    let user: uid_t?

    static let ofServer = Account(user: geteuid() == 0 ? 65_534 : nil)

    static var canBeTested: Bool {
        guard geteuid() == 0 else { return true }
        let test = ["setpriv", "--reuid=65534", "--clear-groups", "test", "-x", Products.folder + "/securescan"]
        return (try? Command.run(test, environment: ["PATH=/usr/bin:/bin"])) != nil
    }

    /// What a command begins with that runs as this account.
    var launcher: [String] { user.map { ["setpriv", "--reuid=\($0)", "--clear-groups"] } ?? [] }

    /// Gives a folder away, not what is in it.
    func own(_ folder: TemporaryFolder) throws {
        if let user { #expect(chown(folder.path, user, gid_t.max) == 0) }
    }

    /// Whether this account can read a file.
    func read(_ file: String) async throws -> Bool {
        let command = launcher + ["cat", file]
        return await Products.onThread {
            (try? Command.run(command, environment: ["PATH=/usr/bin:/bin"])) != nil
        }
    }
}
