import Glibc
import Model
import TestSupport
import Testing

@testable import WebAPI

/// Clients that send or take as little as they can, and servers that stop while they do.
@Suite(.timeLimit(.minutes(10)))
struct SlowClientTests {
    private static let get = "GET /health HTTP/1.1\r\nHost: localhost\r\n"

    @Test(arguments: ["", "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"])
    func drippedHeadIsTimedOut(before: String) async throws {
        try await TestServer.with {
            $0.requestTimeout = .milliseconds(400)
        } _: { server in
            let text = try await HTTPConnection.onThread { [port = server.client.port] in
                let connection = try HTTPConnection(port: port)
                try connection.write(Array((before + SlowClientTests.get + "X: ").utf8))
                if !before.isEmpty { #expect(try connection.readReply(to: "GET").status == 200) }
                SlowClientTests.drip(into: connection)
                return String(decoding: try connection.readToEnd(), as: UTF8.self)
            }
            #expect(text.hasPrefix("HTTP/1.1 408 "))
            #expect(text.contains("The request's head took longer than 0.4 seconds"))
        }
    }

    @Test func drippedBodyThatNobodyReadsEndsTheConnection() async throws {
        try await TestServer.with {
            $0.requestTimeout = .milliseconds(400)
        } _: { server in
            let rest = try await HTTPConnection.onThread { [port = server.client.port] in
                let connection = try HTTPConnection(port: port)
                try connection.write(Array((SlowClientTests.get + "Content-Length: 100000\r\n\r\n").utf8))
                #expect(try connection.readReply(to: "GET").status == 200)
                SlowClientTests.drip(into: connection)
                return try connection.readToEnd()
            }
            #expect(rest.isEmpty)
        }
    }

    /// Its connection is the only one there may be, so another request is answered when it is gone.
    @Test func clientThatTakesNoAnswerLosesItsConnection() async throws {
        try await TestServer.with {
            $0.writeTimeout = .milliseconds(200)
            $0.maximumConnections = 1
        } _: { server in
            let port = server.client.port
            let greedy = try await HTTPConnection.onThread {
                let connection = try HTTPConnection(port: port, receiveBuffer: 4096)
                let request = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
                try connection.write(Array(String(repeating: request, count: 500).utf8))
                return connection
            }
            #expect(try await server.client.get("/health").status == 200)
            greedy.close()
        }
    }

    /// A peer that is gone without a word keeps its connection no longer than one that takes nothing.
    @Test func systemGivesUpPeersThatAcknowledgeNothing() async throws {
        try await TestServer.with {
            $0.writeTimeout = .milliseconds(7350)
        } _: { server in
            let limits = try await SlowClientTests.acknowledgementLimits(server)
            #expect(limits == [7350])
        }
    }

    /// Of the server's ends of one connection, in milliseconds, as the system has them; the server runs in this
    /// process.
    private static func acknowledgementLimits(_ server: TestServer) async throws -> [CInt] {
        try await HTTPConnection.onThread { [port = server.client.port] in
            let connection = try HTTPConnection(port: port)
            try connection.send("GET", "/health", headers: [], body: nil)
            #expect(try connection.readReply(to: "GET").status == 200)
            let ends = (0..<CInt(4096)).filter { connection.isOtherEnd($0) }
            return ends.map { descriptor in
                var (value, size) = (CInt(0), socklen_t(MemoryLayout<CInt>.size))
                getsockopt(descriptor, CInt(IPPROTO_TCP), TCP_USER_TIMEOUT, &value, &size)
                return value
            }
        }
    }

    @Test func shutdownWaitsForNoHalfRequest() async throws {
        try await TestServer.with { server in
            let port = server.client.port
            let head = "POST /api/v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            let (idle, body, halfHead) = try await HTTPConnection.onThread {
                let idle = try HTTPConnection(port: port)
                let body = try HTTPConnection(port: port)
                try body.write(Array((head + "Expect: 100-continue\r\nContent-Length: 9\r\n\r\n").utf8))
                #expect(try body.readHead().status == 100)
                let halfHead = try HTTPConnection(port: port)
                try halfHead.write(Array((SlowClientTests.get + "\r\n" + SlowClientTests.get).utf8))
                #expect(try halfHead.readReply(to: "GET").status == 200)
                return (idle, body, halfHead)
            }
            let asked = ContinuousClock.now
            await server.shutDown()
            try await HTTPConnection.onThread {
                let reply = try body.readReply(to: "POST")
                #expect(reply.status == 503)
                #expect(reply.text == #"{"detail":"The server is shutting down"}"#)
                for connection in [idle, body, halfHead] { #expect(try connection.readToEnd().isEmpty) }
            }
            #expect(ContinuousClock.now - asked < .seconds(5))
        }
    }

    @Test func shutdownLetsARequestEnd() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: (0..<3000).map { .numbered($0) })
            let listing = try await HTTPConnection.onThread { [port = server.client.port] in
                let connection = try HTTPConnection(port: port, receiveBuffer: 4096)
                try connection.send("GET", "/api/v1/scans/\(scan.id)/findings", headers: [], body: nil)
                #expect(try connection.readHead().status == 200)
                return connection
            }
            await server.shutDown()
            let ended = try await HTTPConnection.onThread {
                var bytes: [UInt8] = []
                while let chunk = try listing.readChunk() { bytes += chunk }
                return bytes.last
            }
            #expect(ended == UInt8(ascii: "]"))
        }
    }

    @Test(arguments: [(4096, 20_000, 4096), (4096, 1024, 768), (4096, 64, 32), (10, 1024, 10), (4096, 1, 1)])
    func connectionsLeaveDescriptorsForTheRest(wanted: Int, descriptors: Int, allowed: Int) {
        #expect(DescriptorLimit.connections(wanted: wanted, descriptors: descriptors) == allowed)
    }

    /// A byte now and then, until an answer or the end comes.
    private static func drip(into connection: HTTPConnection) {
        for _ in 0..<1000 where !connection.hasInput(within: 10) {
            guard (try? connection.write([UInt8(ascii: "x")])) != nil else { return }
        }
    }
}
