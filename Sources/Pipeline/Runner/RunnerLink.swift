internal import FoundationEssentials
internal import Model
internal import PluginHost

/// The server's end of the socket to a runner.
public final class RunnerLink: Sendable {
    private let channel: FrameChannel

    /// Takes over the socket and closes it in the end.
    public init(descriptor: Int32) {
        channel = FrameChannel(descriptor: descriptor, limit: RunnerWire.limit)
    }

    public func send(_ request: RunnerRequest) throws {
        switch request {
        case .scan(let job): try send(RunnerWire.FromServer.scan, job)
        case .catalogue(let configuration): try send(RunnerWire.FromServer.catalogue, configuration)
        }
    }

    /// Asks the runner to stop. A runner that is gone already needs no asking, so failures are of no interest.
    public func sendCancel() { try? channel.send(RunnerWire.FromServer.cancel, []) }

    /// The next frame, nil when the runner has closed the stream. What cannot be read is a ``RunnerLinkError``.
    public func receive() throws(RunnerLinkError) -> RunnerFrame? {
        do throws(WireError) {
            guard let frame = try channel.receive() else { return nil }
            return try RunnerLink.decode(frame)
        } catch {
            throw RunnerLinkError(message: "The scan's runner sent something that cannot be read: \(error)")
        }
    }

    /// True when a frame can be received without waiting.
    public var hasInput: Bool { channel.hasInput }

    private func send(_ type: UInt16, _ value: some Encodable) throws {
        var writer = ByteWriter()
        writer.write(RunnerWire.version)
        writer.append(contentsOf: Array(try JSONEncoder().encode(value)))
        try channel.send(type, writer.bytes)
    }

    static func decode(_ frame: Frame) throws(WireError) -> RunnerFrame {
        var reader = frame.reader
        let decoded: RunnerFrame =
            switch frame.type {
            case RunnerWire.FromRunner.target: .update(.target(try reader.json(TargetSummary.self)))
            case RunnerWire.FromRunner.progress:
                .update(
                    .progress(ScanProgress(filesDone: Int(try reader.int64()), filesTotal: Int(try reader.int64()))))
            case RunnerWire.FromRunner.event: .update(.event(try reader.event()))
            case RunnerWire.FromRunner.findings: .update(.findings(try reader.findings()))
            case RunnerWire.FromRunner.component: .update(.component(try reader.component()))
            case RunnerWire.FromRunner.relation:
                .update(.relation(ComponentRelation(from: try reader.text(), to: try reader.text())))
            case RunnerWire.FromRunner.log:
                .update(.log(scanner: try reader.text(), level: Int(try reader.uint8()), message: try reader.text()))
            case RunnerWire.FromRunner.note:
                .update(.note(ScanNote(scanner: try reader.text(), message: try reader.text())))
            case RunnerWire.FromRunner.ended: .ended(try reader.json(ScanOutcome.self))
            case RunnerWire.FromRunner.plugin: .plugin(try reader.plugin())
            case let type: throw .invalid("a frame of unknown type \(type)")
            }
        try reader.finish()
        return decoded
    }
}

extension ByteReader {
    fileprivate mutating func findings() throws(WireError) -> [Finding] {
        var findings: [Finding] = []
        for _ in 0..<(try count(minimumSize: 32, limit: .max)) { findings.append(try finding()) }
        return findings
    }

    /// The rest of the frame as JSON.
    mutating func json<Value: Decodable>(_ type: Value.Type) throws(WireError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(rest()))
        } catch {
            throw .invalid("JSON that is no \(type)")
        }
    }
}
