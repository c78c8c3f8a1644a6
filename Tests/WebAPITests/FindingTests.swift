import Foundation
import Glibc
import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct FindingTests {
    @Test func findingsAreListedWorstFirst() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: [
                .numbered(1, severity: .low), .numbered(2, severity: .critical), .numbered(3, path: "b.py"),
                .numbered(4, path: "a.py"),
            ])
            let reply = try await server.client.get("/api/v1/scans/\(scan.id)/findings")
            #expect(
                reply.array.compactMap { $0["title"] as? String } == [
                    "Finding 2", "Finding 4", "Finding 3", "Finding 1",
                ])
            #expect(reply["X-Total-Count"] == "4")
            #expect(reply.array.allSatisfy { $0["scan_id"] as? String == scan.id && $0["state"] is NSNull })
        }
    }

    @Test func suppressedFindingsAreShownOnlyWhereTheyAreAskedFor() async throws {
        try await TestServer.with { server in
            var passedOver = Finding.numbered(2, severity: .critical)
            passedOver.metadata["suppressed_by"] = ["kind": "ignore_rule", "reason": "test data"]
            var oddly = Finding.numbered(3)
            oddly.metadata["suppressed_by"] = "a text is no reason"
            let scan = try await server.completedScan(findings: [.numbered(1), passedOver, oddly])
            let path = "/api/v1/scans/\(scan.id)"
            let counted = try await server.client.get(path + "/findings")
            #expect(counted.array.compactMap { $0["title"] as? String } == ["Finding 1", "Finding 3"])
            let suppressed = try await server.client.get(path + "/findings?suppressed=true")
            #expect(suppressed.array.compactMap { $0["title"] as? String } == ["Finding 2"])
            #expect(suppressed["X-Total-Count"] == "1")
            #expect(try await server.client.get(path).object["findings_count"] as? Int == 2)
            #expect(try await server.client.get(path + "/summary").object["critical"] as? Int == 0)
            #expect(try await server.client.get(path + "/findings?suppressed=maybe").status == 422)
        }
    }

    @Test(arguments: [
        ("severity=high", [2]), ("severity=info", []), ("scan_type=secrets", [3]), ("scanner=secrets", [3]),
        ("compliance=PCI-DSS-6.2.4", [3]), ("q=NEEDLE", [2]), ("q=src/%6dain.py", [2]), ("q=code.x", []),
        ("status=new", [1, 2, 3]), ("status=fixed", []), ("severity=high&q=needle", [2]),
        ("severity=low&q=needle", []), ("severity=low&severity=high", [2]),
    ])
    func findingsAreFiltered(query: String, expected: [Int]) async throws {
        try await TestServer.with { server in
            let main = Finding.numbered(2, severity: .high, path: "src/main.py")
            var needle = main
            needle.description = "a needle here"
            var secret = Finding.numbered(3)
            secret.scanner = "secrets"
            secret.scanType = "secrets"
            secret.complianceTags = ["PCI-DSS-6.2.4"]
            let scan = try await server.completedScan(findings: [.numbered(1), needle, secret])
            let reply = try await server.client.get("/api/v1/scans/\(scan.id)/findings?\(query)")
            #expect(reply.status == 200)
            #expect(Set(reply.array.compactMap { $0["title"] as? String }) == Set(expected.map { "Finding \($0)" }))
        }
    }

    @Test func pagesMakeUpTheWhole() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: (0..<25).map { .numbered($0) })
            let base = "/api/v1/scans/\(scan.id)/findings"
            let whole = try await server.client.get(base).array.compactMap { $0["id"] as? String }
            var path: String? = base + "?limit=10&severity=medium"
            var seen: [String] = []
            while let next = path {
                let reply = try await server.client.get(next)
                #expect(reply["X-Total-Count"] == "25")
                seen += reply.array.compactMap { $0["id"] as? String }
                path = reply["Link"].flatMap { $0.dropFirst().split(separator: ">").first }.map(String.init)
            }
            #expect(seen == whole)
            #expect(seen.count == 25)
        }
    }

    @Test func exactlyFullLastPageHasNoNext() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: (0..<4).map { .numbered($0) })
            #expect(try await server.client.get("/api/v1/scans/\(scan.id)/findings?limit=4")["Link"] == nil)
            #expect(try await server.client.get("/api/v1/scans/\(scan.id)/findings?limit=3")["Link"] != nil)
        }
    }

    @Test func unlimitedListingIsStreamedInFlatMemory() async throws {
        try await TestServer.with { server in
            let short = try await FindingTests.lengthyScan(2000, server)
            let long = try await FindingTests.lengthyScan(20_000, server)
            let port = server.client.port
            let few = try await HTTPConnection.onThread { try FindingTests.read(short, port) }
            let many = try await HTTPConnection.onThread { try FindingTests.read(long, port) }
            #expect(few.count == 2000)
            #expect(many.count == 20_000)
            #expect(many.size > 20_000_000)
            // Held as a whole, text and values would take more than 60 MB; the other tests of this process take a
            // share.
            #expect(many.peak - few.peak < 30_000_000, "\(many.peak - few.peak) bytes more for ten times the findings")
        }
    }

    private static func lengthyScan(_ count: Int, _ server: TestServer) async throws -> Scan {
        let scan = try await server.runningScan()
        let text = String(repeating: "long description ", count: 40)
        for start in stride(from: 0, to: count, by: 1000) {
            var findings = (start..<start + 1000).map { Finding.numbered($0) }
            for index in findings.indices { findings[index].description = text }
            try await server.append(ScanBatch(findings: findings), to: scan)
        }
        return scan
    }

    /// Reads a listing without keeping it: how many findings it holds, and what the process took at most meanwhile.
    private static func read(_ scan: Scan, _ port: Int) throws -> (count: Int, peak: Int, size: Int) {
        let connection = try HTTPConnection(port: port)
        try connection.send("GET", "/api/v1/scans/\(scan.id)/findings", headers: [], body: nil)
        let head = try connection.readHead()
        #expect(head["Transfer-Encoding"] == "chunked")
        var (braces, peak, size) = (0, 0, 0)
        while let chunk = try connection.readChunk() {
            size += chunk.count
            braces += openBraces(in: chunk)
            peak = max(peak, residentBytes())
        }
        // Each finding is an object with one object, its metadata, in it.
        return (braces / 2, peak, size)
    }

    private static func openBraces(in bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { bytes in
            var count = 0
            var rest = bytes[...]
            while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                let found = memchr(start, Int32(UInt8(ascii: "{")), rest.count)
            {
                count += 1
                rest = rest.dropFirst(found - UnsafeMutableRawPointer(mutating: start) + 1)
            }
            return count
        }
    }

    static func residentBytes() -> Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * 4096 : 0
    }

    @Test func brokenOffListingDoesNotLookWhole() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: (0..<3000).map { .numbered($0) })
            let error = await #expect(throws: HTTPClientError.self) {
                try await HTTPConnection.onThread { [port = server.client.port, store = server.store] in
                    let connection = try HTTPConnection(port: port, receiveBuffer: 4096)
                    try connection.send("GET", "/api/v1/scans/\(scan.id)/findings", headers: [], body: nil)
                    _ = try connection.readHead()
                    store.close()
                    while try connection.readChunk() != nil {}
                }
            }
            #expect(error?.description.contains("ended") == true)
        }
    }

    @Test func manyRequestsAtOnce() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: (0..<50).map { .numbered($0) })
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let id = "request-\(number)"
                        let path = number % 2 == 0 ? "/api/v1/scans/\(scan.id)/findings" : "/api/v1/scans/\(scan.id)"
                        let reply = try await server.client.get(path, headers: [("X-Request-ID", id)])
                        let count = number % 2 == 0 ? reply.array.count : reply.object["findings_count"] as? Int
                        return reply.status == 200 && reply["X-Request-ID"] == id && count == 50
                    }
                }
                var good = 0
                for try await isGood in group where isGood { good += 1 }
                #expect(good == 200)
            }
            #expect(server.log.lines(of: "securescan.request").count == 200)
        }
    }
}
