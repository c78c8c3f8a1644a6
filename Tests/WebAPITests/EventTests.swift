import Foundation
import Model
import NIOCore
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct EventTests {
    private static func path(_ scan: Scan) -> String { "/api/v1/scans/\(scan.id)/events" }

    private static func progress(_ number: Int, scanner: String = "code") -> ScanEvent {
        .scannerProgress(scanner: scanner, filesDone: number, filesTotal: 100, findingsCount: 0)
    }

    @Test func storyIsReplayedAndThenLive() async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            let start = ScanEvent.scanStart(target: "/srv/app", scanTypes: ["code"], scannerCount: 1)
            try await server.append(ScanBatch(events: [start, .scannerStart(scanner: "code")]), to: scan)
            let events = try await server.client.events(EventTests.path(scan))
            #expect(events.head.status == 200)
            #expect(events.head["Content-Type"] == "text/event-stream")
            #expect(events.head["Cache-Control"] == "no-cache")
            #expect(events.head["X-Accel-Buffering"] == "no")
            let replayed = try await events.next(2)
            #expect(replayed.map(\.event) == ["scan.start", "scanner.start"])
            #expect(replayed.map(\.id) == ["1", "2"])
            #expect(
                replayed[0].data == """
                    {"scan_id":"\(scan.id)","target":"/srv/app","scan_types":["code"],"scanner_count":1}
                    """)
            try await server.append(ScanBatch(events: [EventTests.progress(1)]), to: scan)
            #expect(try await events.next(1).map(\.event) == ["scanner.progress"])
            try await server.finish(ScanEnd(scanID: scan.id, status: .completed, at: .now()))
            #expect(try await events.rest().map(\.event) == ["scan.complete"])
        }
    }

    /// U+2028 and the other line breaks of Unicode are content in a stream of events; only CR and LF end a line of it.
    @Test func unicodeLineBreaksStayInOneDataLine() async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            let target = "/srv/a\u{2028}b\u{2029}c\u{85}d\u{0B}e\u{0C}f"
            let start = ScanEvent.scanStart(target: target, scanTypes: ["code"], scannerCount: 1)
            try await server.append(ScanBatch(events: [start]), to: scan)
            let events = try await server.client.events(EventTests.path(scan))
            let data = try #require(try await events.next(1).first?.data)
            let parsed = try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
            #expect(parsed?["target"] as? String == target)
            try await server.finish(ScanEnd(scanID: scan.id, status: .completed, at: .now()))
        }
    }

    @Test(arguments: [ScanStatus.completed, .failed, .cancelled])
    func terminalEventClosesTheStream(status: ScanStatus) async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            let events = try await server.client.events(EventTests.path(scan))
            try await server.finish(ScanEnd(scanID: scan.id, status: status, at: .now(), error: "why"))
            let last = try await events.rest().last
            #expect(last?.event == (status == .completed ? "scan.complete" : "scan.\(status.rawValue)"))
            #expect(last?.data?.contains(scan.id) == true)
            try await eventually("the seat is given back") { server.server.streams.openCount == 0 }
        }
    }

    @Test(arguments: [("3", 4...6), ("0", 1...6), ("nonsense", 1...6), ("-5", 1...6), ("", 1...6)])
    func lastEventIDResumesAfterIt(header: String, expected: ClosedRange<Int>) async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            try await server.append(ScanBatch(events: (1...5).map { EventTests.progress($0) }), to: scan)
            try await server.finish(ScanEnd(scanID: scan.id, status: .completed, at: .now()))
            let events = try await server.client.events(EventTests.path(scan), headers: [("Last-Event-ID", header)])
            #expect(try await events.rest().map(\.id) == expected.map(String.init))
        }
    }

    @Test func silenceIsKeptAlive() async throws {
        try await TestServer.with {
            $0.keepaliveInterval = .milliseconds(30)
        } _: { server in
            let scan = try await server.runningScan()
            let events = try await server.client.events(EventTests.path(scan))
            #expect(try await events.next(3).map(\.comment) == ["keepalive", "keepalive", "keepalive"])
            try await server.finish(ScanEnd(scanID: scan.id, status: .completed, at: .now()))
            #expect(try await events.rest().map(\.event) == ["scan.complete"])
        }
    }

    @Test func goneClientLeavesNothingBehind() async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            var readers: [EventReader] = []
            for _ in 0..<20 { readers.append(try await server.client.events(EventTests.path(scan))) }
            #expect(server.server.streams.openCount == 20)
            for reader in readers { reader.close() }
            try await eventually("all seats are given back") { server.server.streams.openCount == 0 }
            try await server.append(ScanBatch(events: [EventTests.progress(1)]), to: scan)
        }
    }

    @Test func streamsAreLimited() async throws {
        try await TestServer.with {
            $0.maximumEventStreams = 2
        } _: { server in
            let scan = try await server.runningScan()
            let readers = [
                try await server.client.events(EventTests.path(scan)),
                try await server.client.events(EventTests.path(scan)),
            ]
            let refused = try await server.client.get(EventTests.path(scan))
            #expect(refused.status == 503)
            #expect(refused["Retry-After"] == "5")
            #expect(refused.text == #"{"detail":"All 2 event streams are in use (SECURESCAN_MAX_SSE)"}"#)
            readers[0].close()
            try await eventually("a seat is free") { server.server.streams.openCount == 1 }
            #expect(try await server.client.events(EventTests.path(scan)).head.status == 200)
        }
    }

    @Test func headOfAStreamDoesNotHang() async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            let reply = try await server.client.send("HEAD", EventTests.path(scan))
            #expect(reply.status == 200)
            #expect(reply["Content-Type"] == "text/event-stream")
            try await eventually("no seat is kept") { server.server.streams.openCount == 0 }
        }
    }

    @Test func shutdownEndsStreams() async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            let events = try await server.client.events(EventTests.path(scan))
            await server.shutDown()
            #expect(try await events.rest() == [])
        }
    }

    @Test func slowReaderNeverSlowsTheScanAndGetsTheEnd() async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            let reader = try await EventTests.stuckReader(server, scan)
            try await EventTests.flood(server, scan)
            try await server.finish(ScanEnd(scanID: scan.id, status: .completed, at: .now()))
            let text = try await HTTPConnection.onThread {
                var bytes: [UInt8] = []
                while let chunk = try reader.readChunk() { bytes += chunk }
                return String(decoding: bytes, as: UTF8.self)
            }
            let ids = text.split(separator: "\n").filter { $0.hasPrefix("id: ") }.compactMap { Int($0.dropFirst(4)) }
            #expect(ids == ids.sorted())
            #expect(Set(ids).count == ids.count)
            #expect(ids.count < 3001, "nothing was dropped")
            #expect(ids.last == 3002)
            #expect(text.contains("event: scan.complete\n"))
        }
    }

    @Test func readerThatTakesNothingLosesItsConnection() async throws {
        try await TestServer.with {
            $0.writeTimeout = .milliseconds(200)
        } _: { server in
            let scan = try await server.runningScan()
            let reader = try await EventTests.stuckReader(server, scan)
            try await eventually("the seat is given back") {
                try await EventTests.flood(server, scan)
                return server.server.streams.openCount == 0
            }
            reader.close()
        }
    }

    /// Has read the first event and reads no more.
    private static func stuckReader(_ server: TestServer, _ scan: Scan) async throws -> HTTPConnection {
        try await server.append(ScanBatch(events: [.scannerStart(scanner: "code")]), to: scan)
        return try await HTTPConnection.onThread { [port = server.client.port] in
            let connection = try HTTPConnection(port: port, receiveBuffer: 4096)
            try connection.send("GET", path(scan), headers: [], body: nil)
            _ = try connection.readHead()
            _ = try connection.readChunk()
            return connection
        }
    }

    /// 3000 events of 4 KB: more than the sockets hold.
    private static func flood(_ server: TestServer, _ scan: Scan) async throws {
        let scanner = String(repeating: "x", count: 4096)
        for number in 1...300 {
            let events = (0..<10).map { progress(number * 10 + $0, scanner: scanner) }
            try await server.append(ScanBatch(events: events), to: scan)
        }
    }

    @Test func framesCannotBeForged() {
        let event = RecordedEvent(sequence: 7, name: "scan.failed", payload: "a\nid: 8\r\ndata: x", isTerminal: true)
        let text = String(buffer: EventFrame.of(event))
        #expect(text == "id: 7\nevent: scan.failed\ndata: a\ndata: id: 8\ndata: data: x\n\n")
    }
}
