import Foundation
import GRDB
import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct DatabaseFileTests {
    let database: TemporaryDatabase

    init() throws { database = try TemporaryDatabase() }

    @Test func newFilesAndFoldersArePrivate() async throws {
        let path = database.folder + "/state/securescan/data.db"
        let store = try Store(path: path)
        try await store.insert(.sample("one"))
        #expect(try database.mode(database.folder + "/state") == 0o700)
        #expect(try database.mode(database.folder + "/state/securescan") == 0o700)
        for suffix in ["", "-wal", "-shm"] { #expect(try database.mode(path + suffix) == 0o600) }
    }

    @Test func filesThatOthersCouldReadAreClosedToThem() async throws {
        try database.open().close()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: database.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: database.folder)
        let store = try database.open()
        try await store.insert(.sample("one"))
        for suffix in ["", "-wal", "-shm"] { #expect(try database.mode(database.path + suffix) == 0o600) }
        #expect(try database.mode(database.folder) == 0o755, "folders that exist are left alone")
    }

    @Test func folderIsNoDatabase() throws {
        let error = #expect(throws: StoreError.self) { try Store(path: database.folder) }
        #expect(error?.code == .notDatabase)
    }

    @Test func pathThroughAFileTellsWhatIsWrong() throws {
        try Data().write(to: URL(fileURLWithPath: database.folder + "/file"))
        let error = #expect(throws: StoreError.self) { try Store(path: database.folder + "/file/x/data.db") }
        #expect(error?.message.contains("/file/x") == true)
    }

    @Test func emptyPathIsRefused() throws {
        #expect(throws: StoreError.self) { try Store(path: "") }
    }

    @Test func closedStoreSaysSo() async throws {
        let store = try database.open()
        let id = try await store.runningScan()
        store.close()
        store.close()
        #expect(throws: StoreError.self) { try store.append(ScanBatch(), to: id) }
        let error = await #expect(throws: StoreError.self) { try await store.scan(id: id) }
        #expect(error?.code == .closed)
        #expect(await !store.isWritable())
    }

    @Test func openStoreIsWritable() async throws {
        #expect(try await database.open().isWritable())
        #expect(!DatabaseFile.hasRoom("/proc/self"))
    }

    @Test func lockOfAnotherProcessIsNamedAndPasses() async throws {
        let store = try Store(path: database.path, migrations: Migration.all, busySeconds: 0.01)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: database.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.beginTransaction(.immediate) }
        let error = await #expect(throws: StoreError.self) { try await store.insert(.sample("one")) }
        #expect(error?.code == .busy)
        #expect(await !store.isWritable())
        try await other.writeWithoutTransaction { try $0.commit() }
        try await store.insert(.sample("one"))
        #expect(await store.isWritable())
    }

    @Test(arguments: [
        (ResultCode.SQLITE_FULL, StoreError.Code.full), (.SQLITE_IOERR, .io), (.SQLITE_CORRUPT, .corrupt),
        (.SQLITE_NOTADB, .notDatabase), (.SQLITE_READONLY, .readOnly), (.SQLITE_CANTOPEN, .io),
        (.SQLITE_BUSY, .busy), (.SQLITE_CONSTRAINT, .invalid), (.SQLITE_ERROR, .failed),
    ])
    func everyFailureNamesTheFile(_ result: ResultCode, _ code: StoreError.Code) {
        let error = StoreError(DatabaseError(resultCode: result, message: "detail"), path: "/var/x.db")
        #expect(error.code == code)
        #expect(error.message.contains("/var/x.db"))
        #expect(error.cause is DatabaseError)
    }
}
