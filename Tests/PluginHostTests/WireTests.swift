internal import Glibc
internal import Model
import Testing

@testable import PluginHost

@Suite(.timeLimit(.minutes(10)))
struct WireTests {
    @Test func everyValueComesBack() throws {
        var writer = ByteWriter()
        writer.write(UInt8(7))
        writer.write(UInt16(0xBEEF))
        writer.write(UInt32.max)
        writer.write(UInt64(1) << 63)
        writer.write(Int32(-5))
        writer.write(Int64.min)
        writer.write(-0.25)
        writer.write(true)
        writer.write([1, 2, 3] as [UInt8])
        writer.write("grüße")
        writer.write(optional: 9 as UInt8?) { $0.write($1) }
        writer.write(optional: nil as UInt8?) { $0.write($1) }
        var reader = ByteReader(writer.bytes)
        #expect(try reader.uint8() == 7)
        #expect(try reader.uint16() == 0xBEEF)
        #expect(try reader.uint32() == .max)
        #expect(try reader.uint64() == 1 << 63)
        #expect(try reader.int32() == -5)
        #expect(try reader.int64() == .min)
        #expect(try reader.double() == -0.25)
        #expect(try reader.bool())
        #expect(try reader.bytes() == [1, 2, 3])
        #expect(try reader.validText() == "grüße")
        let nine = try reader.optional { (inner) throws(WireError) in try inner.uint8() }
        let none = try reader.optional { (inner) throws(WireError) in try inner.uint8() }
        #expect(nine == 9 && none == nil)
        try reader.finish()
    }

    @Test func integersAreLittleEndian() {
        var writer = ByteWriter()
        writer.write(UInt32(0x0102_0304))
        #expect(writer.bytes == [4, 3, 2, 1])
    }

    @Test func everyBoundHasItsError() {
        var short = ByteReader([1, 2])
        #expect(throws: WireError.truncated(wanted: 4, left: 2)) { try short.uint32() }
        var text = ByteReader([5, 0, 0, 0, 65])
        #expect(throws: WireError.truncated(wanted: 5, left: 1)) { try text.text() }
        var long = ByteReader([5, 0, 0, 0, 65, 65, 65, 65, 65])
        #expect(throws: WireError.tooLong(length: 5, limit: 4)) { try long.bytes(limit: 4) }
        var truth = ByteReader([2])
        #expect(throws: WireError.invalid("a truth value of 2")) { try truth.bool() }
        var count = ByteReader([255, 255, 255, 255])
        #expect(throws: WireError.tooLong(length: 4_294_967_295, limit: 10)) {
            try count.count(minimumSize: 1, limit: 10)
        }
        var promise = ByteReader([9, 0, 0, 0, 1])
        #expect(throws: WireError.truncated(wanted: 36, left: 1)) { try promise.count(minimumSize: 4, limit: 10) }
        var bad = ByteReader([1, 0, 0, 0, 0xFF])
        #expect(throws: WireError.invalid("a text that is not UTF-8")) { try bad.validText() }
        #expect(throws: WireError.trailing(2)) { try ByteReader([1, 2]).finish() }
    }

    @Test func framesAreCutOutOfAnyPieces() throws {
        var writer = ByteWriter()
        for index in 0..<200 {
            writer.frame(UInt16(index)) { $0.append(contentsOf: [UInt8](repeating: 1, count: index)) }
        }
        var generator = SeededGenerator(seed: 1)
        var decoder = FrameDecoder()
        var rest = writer.bytes[...]
        var types: [UInt16] = []
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...97, using: &generator))
            rest = rest.dropFirst(piece.count)
            decoder.append(piece)
            while let (type, payload) = try decoder.next() {
                #expect(payload.left == Int(type))
                types.append(type)
            }
        }
        #expect(types == (0..<200).map { UInt16($0) })
        #expect(decoder.pending == 0)
    }

    @Test func frameAtTheCapPassesAndOneByteMoreDoesNot() throws {
        var writer = ByteWriter()
        writer.frame(1) { $0.append(contentsOf: [UInt8](repeating: 0, count: 1000)) }
        var exact = FrameDecoder(limit: 1000)
        exact.append(writer.bytes)
        #expect(try exact.next()?.reader.left == 1000)
        var small = FrameDecoder(limit: 999)
        small.append(writer.bytes.prefix(8))
        #expect(throws: WireError.oversizedFrame(length: 1000, limit: 999)) { try small.next() }
    }

    @Test func reservedBitsAreRefused() {
        var decoder = FrameDecoder()
        decoder.append([0, 0, 0, 0, 1, 0, 0, 1])
        #expect(throws: WireError.badHeader) { try decoder.next() }
    }

    @Test func channelCarriesFramesBothWaysAndTellsTheEnd() async throws {
        try await onThread {
            var pair: [Int32] = [0, 0]
            #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
            let left = FrameChannel(descriptor: pair[0])
            var right: FrameChannel? = FrameChannel(descriptor: pair[1])
            try left.send(3, [1, 2, 3])
            try right?.send(4, [])
            #expect(try right?.receive() == Frame(type: 3, payload: [1, 2, 3]))
            #expect(try left.receive() == Frame(type: 4, payload: []))
            #expect(throws: WireError.oversizedFrame(length: 1_048_577, limit: 1_048_576)) {
                try left.send(1, [UInt8](repeating: 0, count: 1_048_577))
            }
            right = nil
            #expect(try left.receive() == nil)
            #expect(throws: WireError.system(call: "write", errno: EPIPE)) { try left.send(1, []) }
        }
    }

    @Test func streamThatEndsInsideAFrameIsAnError() async throws {
        try await onThread {
            var pipes: [Int32] = [0, 0]
            #expect(pipe(&pipes) == 0)
            write(pipes[1], [9, 0, 0, 0, 1, 0, 0, 0, 5] as [UInt8], 9)
            close(pipes[1])
            let channel = FrameChannel(descriptor: pipes[0])
            #expect(throws: WireError.endInsideFrame) { try channel.receive() }
        }
    }

    // MARK: fuzzing

    /// What a worker could send of each kind, as mutation material.
    private static let samples: [[UInt8]] = {
        func region(_ writer: inout ByteWriter) {
            for _ in 0..<4 { writer.write(UInt32(1)) }
            for _ in 0..<2 { writer.write(UInt64(1)) }
            writer.write("src/a.py")
            writer.write("note")
        }
        var finding = ByteWriter()
        finding.write(UInt8(3))
        finding.write(UInt8(1))
        finding.write("rule")
        finding.write("message")
        finding.write(true)
        region(&finding)
        finding.write(false)
        finding.write(UInt32(2))
        region(&finding)
        region(&finding)
        for text in ["key", "ref", "{}"] { finding.write(text) }
        var component = ByteWriter()
        component.write(UInt8(1))
        component.write(true)
        for text in ["ref", "library", "name", "1", "purl", "MIT"] { component.write(text) }
        component.write(false)
        component.write(UInt32(1))
        component.write("sha256:00")
        var descriptor = ByteWriter()
        descriptor.write(UInt32(224))
        descriptor.write(UInt16(1))
        descriptor.write(UInt16(0))
        for text in ["a.b", "n", "1.0.0", "v", "l", "c", "{}"] { descriptor.write(text) }
        descriptor.write(UInt32(1))
        descriptor.write("code")
        descriptor.write(UInt64(1))
        descriptor.write(UInt32(1))
        descriptor.write("*.py")
        descriptor.write(UInt32(0))
        descriptor.write(UInt64(0))
        descriptor.write(UInt32(0x7F))
        return [finding.bytes, component.bytes, descriptor.bytes]
    }()

    private static let manifest: PluginManifest? = {
        let digest = String(repeating: "0", count: 64)
        let text = #"{"id":"a.b","version":"1.0.0","sha256":"\#(digest)"}"#
        return try? PluginManifest.parse(Array(text.utf8), folder: "a.b")
    }()

    private func decodeAll(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        _ = try? FindingFrame.finding(&reader, textLimit: 1000)
        reader = ByteReader(bytes)
        _ = try? FindingFrame.component(&reader, textLimit: 1000, scanner: "a")
        if let manifest = Self.manifest, let frame = try? DescriptorFrame(ByteReader(bytes)) {
            _ = try? PluginDescriptor(frame, manifest: manifest)
        }
        var rules = RuleFrames(plugin: "a", textLimit: 1000)
        _ = try? rules.add(ByteReader(bytes))
    }

    @Test func unmutatedSamplesAreUnderstood() throws {
        var reader = ByteReader(Self.samples[0])
        let finding = try FindingFrame.finding(&reader, textLimit: 1000)
        #expect(finding.related.count == 2)
        #expect(finding.severity == .medium)
        reader = ByteReader(Self.samples[1])
        #expect(try FindingFrame.component(&reader, textLimit: 1000, scanner: "a").0.hashes == ["sha256:00"])
        #expect(try DescriptorFrame(ByteReader(Self.samples[2])).filePatterns == [Array("*.py".utf8)])
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func decodersNeverTrap(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<500 {
            let sample = Self.samples[round % Self.samples.count]
            decodeAll(generator.mutate(sample))
            decodeAll(Array(sample.prefix(Int.random(in: 0...sample.count, using: &generator))))
            decodeAll(generator.bytes(Int.random(in: 0...200, using: &generator)))
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func frameDecoderNeverTrapsAndNeverGrowsBeyondItsCap(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            var writer = ByteWriter()
            for type in 0..<10 as Range<UInt16> { writer.frame(type) { $0.append(contentsOf: Self.samples[0]) } }
            var decoder = FrameDecoder(limit: 4096)
            do {
                for piece in stride(from: 0, to: 3, by: 1) {
                    decoder.append(piece == 1 ? generator.bytes(500) : generator.mutate(writer.bytes))
                    while try decoder.next() != nil {}
                }
            } catch {
                #expect(!error.message.isEmpty)
            }
            #expect(decoder.pending <= 64 << 10)
        }
    }
}
