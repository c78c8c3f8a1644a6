internal import Glibc
internal import TestSupport
import Testing
internal import WorkerProtocol

@testable import PluginHost

/// The worker reads what the host sends with the same distrust: rubbish ends it with a status of its own.
@Suite(.timeLimit(.minutes(10)))
struct WorkerFuzzTests {
    /// Conversations for each seed; `SECURESCAN_FUZZ_ROUNDS` asks for more.
    private static let rounds = getenv("SECURESCAN_FUZZ_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 40

    /// What a host sends, up to the middle of a scan, as mutation material.
    private static func conversation() -> [[UInt8]] {
        func frame(_ type: scw_frame, _ body: (inout ByteWriter) -> Void = { _ in }) -> [UInt8] {
            var writer = ByteWriter()
            writer.frame(type, body)
            return writer.bytes
        }
        return [
            frame(SCW_HELLO) { $0.write(UInt32(SCW_PROTOCOL_VERSION)) },
            frame(SCW_SETUP) {
                $0.write(UInt32(2))
                $0.write(UInt64(64 << 20))
                for value in [64, 60] as [UInt32] { $0.write(value) }
                for value in [100, 100, 1000] as [UInt64] { $0.write(value) }
                $0.write(UInt32(1000))
                $0.write("1.0.0")
                $0.write(UInt32(0))
            },
            frame(SCW_CREATE) {
                $0.write(UInt32(2))
                $0.write("{}")
            },
            frame(SCW_OPEN_SCAN) { ScanTarget(id: "1", name: "n").write(to: &$0) },
            frame(SCW_FILE) {
                $0.write(UInt64(1))
                $0.write(UInt32(0o100644))
                $0.write(UInt64(0))
                $0.write(UInt64(100))
                $0.write("a.txt")
                $0.write("id")
            },
            frame(SCW_WALK_PAGE) {
                $0.write(UInt32(1))
                $0.write(Int32(0))
            },
            frame(SCW_END_FILES),
        ]
    }

    /// Sends the bytes, hangs up, and returns the wait status.
    private static func feed(_ bytes: [UInt8], to plugin: VerifiedPlugin, _ lab: Laboratory) throws -> Int32 {
        let process = try WorkerProcess(plugin, lab.configuration, arena: lab.arena)
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                send(
                    process.control.number, buffer.baseAddress.map { $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { break }
            sent += count
        }
        shutdown(process.control.number, Int32(SHUT_WR))
        var ended = pollfd(fd: process.pidfd.number, events: Int16(POLLIN), revents: 0)
        while poll(&ended, 1, -1) < 0 {}
        _ = process.reap()
        return process.status ?? -1
    }

    @Test func garbageEndsTheWorkerWithItsOwnStatus() async throws {
        try await onThread {
            let lab = try Laboratory()
            let plugin = try lab.stage(.words)
            let statuses = try [[UInt8](repeating: 0xFF, count: 64), Array("GET / HTTP/1.1\r\n\r\n".utf8)].map {
                try Self.feed($0, to: plugin, lab)
            }
            #expect(statuses == [SCW_EXIT_PROTOCOL << 8, SCW_EXIT_PROTOCOL << 8])
            #expect(try Self.feed([], to: plugin, lab) == SCW_EXIT_ORPHAN << 8)
            #expect(try Self.feed(Array(Self.conversation().joined()), to: plugin, lab) & 0x7F == 0)
        }
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func mutatedConversationsNeverCrashTheWorker(_ seed: UInt64) async throws {
        let statuses = try await onThread {
            let lab = try Laboratory()
            let plugin = try lab.stage(.words)
            var generator = SeededGenerator(seed: seed)
            return try (0..<Self.rounds).map { _ in
                var frames = Self.conversation()
                let index = Int.random(in: 0..<frames.count, using: &generator)
                frames[index] = generator.mutate(frames[index])
                if Bool.random(using: &generator) { frames.shuffle(using: &generator) }
                return try Self.feed(Array(frames.joined()), to: plugin, lab)
            }
        }
        let own = [0, SCW_EXIT_PROTOCOL, SCW_EXIT_SETUP, SCW_EXIT_ORPHAN, SCW_EXIT_MEMORY].map { $0 << 8 }
        #expect(statuses.allSatisfy { own.contains($0) }, "\(Set(statuses))")
    }

    @Test func otherProtocolVersionIsRefusedInWords() async throws {
        try await onThread {
            let lab = try Laboratory()
            let process = try WorkerProcess(lab.stage(.words), lab.configuration, arena: lab.arena)
            var hello = ByteWriter()
            hello.frame(SCW_HELLO) { $0.write(UInt32(99)) }
            send(process.control.number, hello.bytes, hello.bytes.count, 0)
            var ended = pollfd(fd: process.pidfd.number, events: Int16(POLLIN), revents: 0)
            while poll(&ended, 1, -1) < 0 {}
            var decoder = FrameDecoder()
            _ = decoder.fill { recv(process.control.number, $0.baseAddress, $0.count, 0) }
            #expect(try decoder.next()?.type == UInt16(SCW_GREETING.rawValue))
            var refused = try #require(try decoder.next())
            #expect(refused.type == UInt16(SCW_REFUSED.rawValue))
            #expect(try refused.reader.text() == "the worker speaks protocol 2, the host 99")
            _ = process.reap()
        }
    }
}
