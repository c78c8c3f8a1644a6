import Foundation
import GRDB
import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct MigrationTests {
    let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    private static let notes = Migration("0002-notes", sql: "ALTER TABLE scans ADD COLUMN note TEXT")
    private static let broken = Migration("0002-broken", sql: "CREATE TABLE extra (x) STRICT; SELECT nothing()")
    private var newer: [Migration] { Migration.all + [Self.notes] }

    @Test func identifiersAreNumberedInOrder() {
        let identifiers = Migration.all.map(\.identifier)
        #expect(identifiers == identifiers.sorted())
        #expect(identifiers.allSatisfy { $0.wholeMatch(of: #/\d{4}-[a-z-]+/#) != nil })
        #expect(Set(identifiers.map { $0.prefix(4) }).count == identifiers.count)
    }

    /// Written as version 1 writes it, in words that must not follow later changes of the code.
    @Test func rowsOfTheFirstVersionAreRead() async throws {
        try database.open([.scansFindingsEvents]).close()
        let queue = try DatabaseQueue(path: database.path)
        try await queue.write { try $0.execute(sql: firstVersionRows) }
        try queue.close()
        let store = try database.open()
        let scan = try #require(try await store.scan(id: "s"))
        #expect(scan.request.options == ["secrets": ["entropy": 3.5]])
        #expect(scan.scannersSkipped == [SkippedScanner(name: "code", reason: "missing", installHint: "apt")])
        #expect(scan.scannersFailed == [FailedScanner(name: "x", error: "crashed")])
        #expect(
            scan.target
                == TargetSummary(kind: .git, commit: "c0ffee", dirty: true, files: 2, bytes: 9, skipped: ["binary": 1]))
        let item = try #require(try await store.allFindings(of: "s").first)
        #expect(item.finding.severity == .critical && item.finding.confidence == .high)
        #expect(item.finding.lineStart == nil && item.finding.metadata == ["a": ["b"]])
        #expect(item.state?.status == .acceptedRisk)
        let component = try #require(try await store.components(of: "s").first)
        #expect(component.evidence == Region(path: "Package.swift", lineStart: 3))
        #expect(component.hashes == ["sha256:00"] && component.direct && component.scope == .development)
        #expect(try await store.relations(of: "s") == [ComponentRelation(from: "r", to: "q")])
        #expect(try await store.followed("s").map(\.payload) == [#"{"scan_id":"s"}"#])
    }

    /// Before findings could be suppressed and scans had notes.
    @Test func rowsOfThePreviousSchemaAreKept() async throws {
        try database.open([.scansFindingsEvents]).close()
        let queue = try DatabaseQueue(path: database.path)
        try await queue.write { try $0.execute(sql: firstVersionRows) }
        try queue.close()
        let previous = Migration.all.prefix { $0.identifier < Migration.notesSuppressed.identifier }
        try database.open(Array(previous)).close()
        let store = try database.open()
        #expect(try await store.scan(id: "s")?.notes == [])
        #expect(try await store.allFindings(of: "s").map(\.finding.ruleID) == ["r"])
        #expect(try await store.components(of: "s").map(\.ref) == ["r"])
        #expect(try await store.allFindings(of: "s", FindingFilter(suppressed: true)).isEmpty)
        #expect(try store.integrity() == "ok")
        #expect(try database.files().contains { $0.contains(".before-\(Migration.notesSuppressed.identifier).backup") })
    }

    @Test func anOlderSchemaIsLeftAsItIsWhereItMustNotBeChanged() throws {
        try database.open(Array(Migration.all.dropLast())).close()
        let before = try Data(contentsOf: URL(fileURLWithPath: database.path))
        let error = #expect(throws: StoreError.self) { try Store(path: database.path, migrates: false) }
        #expect(error?.code == .olderVersion)
        #expect(error?.message.contains(Migration.all.last?.identifier ?? "?") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: database.path)) == before)
        #expect(try !database.files().contains { $0.hasSuffix(".backup") })
        try database.open().close()
        try Store(path: database.path, migrates: false).close()
    }

    @Test func migrationKeepsTheDataAndLeavesABackup() async throws {
        let store = try database.open()
        let id = try await store.runningScan()
        _ = try store.append(.samples(0..<50), to: id)
        store.close()
        let migrated = try database.open(newer)
        #expect(try await migrated.allFindings(of: id).count == 50)
        let backup = database.path + ".before-0002-notes.backup"
        #expect(try database.mode(backup) == 0o600)
        let old = try Store(path: backup)
        #expect(try await old.allFindings(of: id).count == 50)
        #expect(try await old.scan(id: id) == (try await migrated.scan(id: id)))
    }

    @Test func nothingIsCopiedWithoutNeed() throws {
        try database.open(newer).close()
        try database.open(newer).close()
        #expect(try database.files().filter { $0.contains("backup") }.isEmpty)
    }

    @Test func failedMigrationLeavesTheDatabaseAsItWas() async throws {
        let store = try database.open()
        try await store.insert(.sample("one"))
        store.close()
        for _ in 0..<2 {
            let error = #expect(throws: StoreError.self) { try database.open(Migration.all + [Self.broken]) }
            #expect(error?.code == .failed)
        }
        let again = try database.open()
        #expect(try await again.scan(id: "one") != nil)
        #expect(throws: DatabaseError.self) { try again.count("extra") }
        #expect(try database.files().filter { $0.contains("backup") } == ["securescan.db.before-0002-broken.backup"])
    }

    @Test func newerDatabaseIsRefusedAndLeftAlone() async throws {
        let store = try database.open(newer)
        try await store.insert(.sample("one"))
        store.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: database.path))
        let error = #expect(throws: StoreError.self) { try database.open() }
        #expect(error?.code == .newerVersion)
        #expect(error?.message.contains("newer version") == true)
        #expect(error?.message.contains("0002-notes") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: database.path)) == before)
        #expect(try await database.open(newer).scan(id: "one") != nil)
    }

    @Test(arguments: ["not a database, but long enough to have the room for a header and more than that. ", "x"])
    func fileThatIsNoDatabaseIsRefusedAndLeftAlone(_ text: String) throws {
        let garbage = Data(String(repeating: text, count: 100).utf8)
        try garbage.write(to: URL(fileURLWithPath: database.path))
        let error = #expect(throws: StoreError.self) { try database.open() }
        #expect(error?.code == .notDatabase)
        #expect(error?.message.contains("\(database.path) is not a database") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: database.path)) == garbage)
    }

    @Test func databaseOfAnotherProgramIsRefusedAndLeftAlone() async throws {
        let queue = try DatabaseQueue(path: database.path)
        try await queue.write { try $0.execute(sql: "CREATE TABLE bookmarks (url TEXT)") }
        try queue.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: database.path))
        let error = #expect(throws: StoreError.self) { try database.open() }
        #expect(error?.code == .notDatabase)
        #expect(error?.message.contains("another program") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: database.path)) == before)
    }

    @Test func manyMayOpenANewDatabaseAtOnce() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<6 {
                group.addTask { [database] in
                    let store = try database.open()
                    try await store.insert(.sample("s\(number)"))
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.open().pendingScans().count == 6)
    }
}

private let firstVersionRows = """
    INSERT INTO scans VALUES (7, 's', 'completed', 1, 2, 3, '/src', '["secrets"]', NULL, NULL, 'main', NULL, 1, 0,
        '{"secrets":{"entropy":3.5}}', 1, 0, 0, 0, 0, 55.5, 'Found 1 finding.', NULL, '["secrets"]',
        '[{"name":"code","reason":"missing","install_hint":"apt"}]', '[{"name":"x","error":"crashed"}]',
        '{"kind":"git","commit":"c0ffee","branch":null,"dirty":true,"remote":null,"files":2,"bytes":9,\
    "skipped":{"binary":1}}',
        2, 2, 1);
    INSERT INTO findings VALUES (1, 7, 'i', 'secrets', 'secrets', 0, 't', 'd', 'a.py', 0, NULL, NULL, NULL, 'r',
        'CWE-798', NULL, 2, '{"a":["b"]}', '["OWASP-A07"]', 'f');
    INSERT INTO finding_states VALUES ('f', 'accepted_risk', 'n', 4, 'ann');
    INSERT INTO components VALUES (7, 'r', 'library', 'n', '1', 'pkg:x', 'MIT', 'development', 1, '["sha256:00"]',
        '{"path":"Package.swift","line_start":3,"line_end":null,"column_start":null,"column_end":null,"note":""}', 'p');
    INSERT INTO component_relations VALUES (7, 'r', 'q');
    INSERT INTO events VALUES (7, 1, 'scan.complete', '{"scan_id":"s"}', 1);
    """
