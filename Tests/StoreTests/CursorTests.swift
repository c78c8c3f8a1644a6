import Foundation
import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct CursorTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    @Test(arguments: [
        "", " ", "garbage", "Zg", "====", "é", String(repeating: "A", count: 5000), base64("f.0.1.1"), base64("s.0.1"),
        base64("f.xyz.-1.1"), base64("f.0.1.'; DROP TABLE scans"),
    ])
    func garbageIsRefused(_ cursor: String) async throws {
        let id = try await store.runningScan()
        let findings = await #expect(throws: StoreError.self) {
            try await store.findings(of: id, FindingFilter(), limit: 1, cursor: cursor)
        }
        #expect(findings?.code == .badCursor)
        let scans = await #expect(throws: StoreError.self) {
            try await store.scans(ScanFilter(), limit: 1, cursor: cursor)
        }
        #expect(scans?.code == .badCursor)
    }

    @Test func cursorBelongsToItsListing() async throws {
        let (id, other) = (try await store.runningScan(), try await store.runningScan())
        for scan in [id, other] { _ = try store.append(.samples(0..<10), to: scan) }
        let all = FindingFilter()
        let findings = try #require(try await store.findings(of: id, all, limit: 2, cursor: nil).next)
        let scans = try #require(try await store.scans(ScanFilter(), limit: 1, cursor: nil).next)
        #expect(try await store.findings(of: id, all, limit: 5, cursor: findings).items.count == 5)
        await #expect(throws: StoreError.self) { try await store.findings(of: other, all, limit: 2, cursor: findings) }
        await #expect(throws: StoreError.self) {
            try await store.findings(of: id, FindingFilter(severity: .low), limit: 2, cursor: findings)
        }
        await #expect(throws: StoreError.self) { try await store.findings(of: id, all, limit: 2, cursor: scans) }
        await #expect(throws: StoreError.self) { try await store.scans(ScanFilter(), limit: 2, cursor: findings) }
        await #expect(throws: StoreError.self) {
            try await store.scans(ScanFilter(status: .failed), limit: 2, cursor: scans)
        }
    }

    @Test func cursorIsSmallAndFitForURLs() async throws {
        let id = try await store.runningScan()
        let long = String(repeating: "/long", count: 1000)
        let batch = ScanBatch(findings: (0..<3).map { .sample($0, path: long, title: long) })
        _ = try store.append(batch, to: id)
        let cursor = try #require(try await store.findings(of: id, FindingFilter(), limit: 1, cursor: nil).next)
        #expect(cursor.utf8.count < 80)
        #expect(cursor.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    }

    @Test func everyOtherSpellingIsRefused() throws {
        let cursor = Cursor(kind: "s", digest: 0xABC, total: 5, key: "12.id.with.dots")
        #expect(try Cursor.parse(cursor.text, kind: "s", digest: 0xABC) == cursor)
        #expect(throws: StoreError.self) { try Cursor.parse(base64("s.ABC.5.12.id"), kind: "s", digest: 0xABC) }
        #expect(throws: StoreError.self) { try Cursor.parse(base64("s.abc.+5.12.id"), kind: "s", digest: 0xABC) }
        #expect(throws: StoreError.self) { try Cursor.parse(cursor.text + "=", kind: "s", digest: 0xABC) }
    }

    @Test func scansArePagedNewestFirst() async throws {
        for number in 0..<10 {
            try await store.insert(.sample("s\(number)", createdAt: Int64(number / 3), path: "/p\(number % 2)"))
        }
        let expected = ["s9", "s8", "s7", "s6", "s5", "s4", "s3", "s2", "s1", "s0"]
        #expect(try await store.scans(ScanFilter(), limit: nil, cursor: nil).items.map(\.id) == expected)
        for limit in [1, 3, 10, 11] {
            var (ids, cursor): ([String], String?) = ([], nil)
            repeat {
                let page = try await store.scans(ScanFilter(), limit: limit, cursor: cursor)
                #expect(page.total == 10)
                ids += page.items.map(\.id)
                cursor = page.next
            } while cursor != nil
            #expect(ids == expected)
        }
    }

    @Test func scansAreFiltered() async throws {
        for number in 0..<6 {
            try await store.insert(.sample("s\(number)", createdAt: Int64(number), path: "/p\(number % 2)"))
        }
        _ = try store.begin(scanID: "s2", at: .now())
        let pending = try await store.scans(ScanFilter(status: .pending, target: "/p0"), limit: nil, cursor: nil)
        #expect(pending.items.map(\.id) == ["s4", "s0"])
        let first = try await store.scans(ScanFilter(target: "/p1"), limit: 2, cursor: nil)
        #expect(first.total == 3)
        let second = try await store.scans(ScanFilter(target: "/p1"), limit: 2, cursor: first.next)
        #expect(second.items.map(\.id) == ["s1"])
        #expect(second.total == 3)
    }

    @Test func deletedScanDoesNotBreakThePaging() async throws {
        for number in 0..<4 { try await store.insert(.sample("s\(number)", createdAt: Int64(number))) }
        let first = try await store.scans(ScanFilter(), limit: 2, cursor: nil)
        _ = try store.finish(ScanEnd(scanID: "s2", status: .cancelled, at: .now()))
        #expect(try await store.delete(scanID: "s2") == .deleted)
        let second = try await store.scans(ScanFilter(), limit: 2, cursor: first.next)
        #expect(second.items.map(\.id) == ["s1", "s0"])
    }
}

private func base64(_ text: String) -> String {
    Data(text.utf8).base64EncodedString().replacingOccurrences(of: "=", with: "")
}
