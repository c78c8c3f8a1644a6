public import ArgumentParser
internal import Engine
public import Model
internal import Reports
internal import Settings
internal import Store
internal import WebAPI

package struct KeysCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Makes, lists and revokes the keys of the API.",
        discussion: """
            Works on the database (SECURESCAN_DB_PATH), whether a server is running or not; a running one follows \
            within a second.

            Exit status: 0 done; 2 the command line, a setting or the database cannot be used, or there is no such key.
            """,
        subcommands: [Create.self, List.self, Revoke.self])

    package init() {}

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a key and prints it, alone, on standard output; it is never shown again.")

        @Option(help: "Who or what the key is for.") var name: String
        @Option(name: .customLong("scope"), help: "read, write or admin (repeatable); by default read and write.")
        var scopes: [APIKey.Scope] = []
        @Option(help: "Days until the key is refused; by default never.") var expiresIn: Int?
        @OptionGroup var config: ConfigOption

        func validate() throws {
            guard (1...200).contains(name.unicodeScalars.count), (1...36_500).contains(expiresIn ?? 1) else {
                throw ValidationError("--name has 1 to 200 characters, and --expires-in is from 1 to 36500 days")
            }
        }

        func run() async throws {
            let now = Timestamp.now()
            let expiry = expiresIn.map { Timestamp(microseconds: now.microseconds + Int64($0) * 86_400_000_000) }
            let scopes = scopes.isEmpty ? [.read, .write] : scopes
            let key = try await withStore(config) { store, _ in
                try await store.createKey(name: name, scopes: scopes, expiresAt: expiry, at: now)
            }
            print(key.text)
            complain(KeyReport.line(key.key, at: now))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the keys, newest first, revoked ones too.")

        @OptionGroup var config: ConfigOption

        func run() async throws {
            for key in try await withStore(config, { store, _ in try await store.keys() }) {
                print(KeyReport.line(key, at: .now()))
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revokes a key for good.")

        @Argument(help: "The key's id or its first 16 characters, as 'securescan keys list' shows them.") var id: String
        @OptionGroup var config: ConfigOption

        func run() async throws {
            let outcome = try await withStore(config) { store, settings in
                let id = try await store.key(id)?.id ?? id
                return try await store.revokeKey(id: id, keepingAdmin: settings.api().needsAdminKey, at: .now())
            }
            guard outcome != .revoked else { return }
            let isUnknown = outcome == .notFound
            throw Fault("\(id) is \(isUnknown ? "no key" : "the last admin key, and SECURESCAN_AUTH_REQUIRED is set")")
        }
    }
}

extension APIKey.Scope: ExpressibleByArgument {}
