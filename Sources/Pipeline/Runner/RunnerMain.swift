internal import Dispatch
internal import FoundationEssentials
internal import Glibc
internal import Model
internal import PluginHost

/// The runner process: serves the one request that arrives on descriptor 3, reports on the same socket, and ends.
public enum RunnerMain {
    /// The socket's number in a runner.
    public static let descriptor: Int32 = 3

    /// Exit status: 0 when the request was served, 3 when there was none that could be read.
    public static func run() -> Int32 {
        let channel = FrameChannel(descriptor: descriptor, limit: RunnerWire.limit)
        do {
            guard let frame = try channel.receive() else { return 0 }
            var reader = frame.reader
            guard try reader.uint16() == RunnerWire.version else { return 3 }
            switch frame.type {
            case RunnerWire.FromServer.scan:
                scan(try reader.json(ScanJob.self), channel)
            case RunnerWire.FromServer.catalogue:
                let sink = ChannelSink(channel: channel)
                for plugin in Catalogue.read(try reader.json(PluginHostConfiguration.self)) { sink.send(plugin) }
            default: return 3
            }
            return 0
        } catch {
            return 3
        }
    }

    private static func scan(_ job: ScanJob, _ channel: FrameChannel) {
        let cancellation = Cancellation()
        DispatchQueue(label: "securescan.server").async { listen(channel, cancellation) }
        let sink = ChannelSink(channel: channel)
        sink.send(Pipeline.run(job, sink: sink, cancellation: cancellation))
    }

    /// The server says only one thing more: stop. A server that went away says it too.
    private static func listen(_ channel: FrameChannel, _ cancellation: Cancellation) {
        while let frame = try? channel.receive() {
            if frame.type == RunnerWire.FromServer.cancel { cancellation.request() }
        }
        cancellation.request()
        // Nobody is left to report to: after the scanners had time to end, so does this process.
        DispatchQueue.global().asyncAfter(deadline: .now() + 5) { exit(0) }
    }
}

/// Sends updates as frames. A server that is gone is noticed by the listener, so failures to send are dropped here.
struct ChannelSink: ScanSink {
    let channel: FrameChannel

    /// Findings of one frame; keeps frames well under the size limit.
    private static let findingsPerFrame = 16

    func receive(_ update: ScanUpdate) {
        switch update {
        case .target(let target): send(RunnerWire.FromRunner.target, json: target)
        case .progress(let progress):
            send(RunnerWire.FromRunner.progress) { writer in
                writer.write(Int64(progress.filesDone))
                writer.write(Int64(progress.filesTotal))
            }
        case .event(let event): send(RunnerWire.FromRunner.event) { $0.write(event) }
        case .findings(let findings): send(findings)
        case .component(let component): send(RunnerWire.FromRunner.component) { $0.write(component) }
        case .relation(let relation):
            send(RunnerWire.FromRunner.relation) { writer in
                writer.write(relation.from)
                writer.write(relation.to)
            }
        case .note(let note):
            send(RunnerWire.FromRunner.note) { writer in
                writer.write(note.scanner)
                writer.write(note.message)
            }
        case .log(let scanner, let level, let message):
            send(RunnerWire.FromRunner.log) { writer in
                writer.write(scanner)
                writer.write(UInt8(clamping: level))
                writer.write(message)
            }
        }
    }

    func send(_ outcome: ScanOutcome) { send(RunnerWire.FromRunner.ended, json: outcome) }

    func send(_ plugin: PluginInfo) { send(RunnerWire.FromRunner.plugin) { $0.write(plugin) } }

    private func send(_ findings: [Finding]) {
        for start in stride(from: 0, to: findings.count, by: ChannelSink.findingsPerFrame) {
            send(findings[start..<min(findings.count, start + ChannelSink.findingsPerFrame)])
        }
    }

    /// Findings that are too large for one frame together go one by one. One always fits: a worker's frame, which it
    /// came in, is eight times smaller.
    private func send(_ findings: ArraySlice<Finding>) {
        var writer = ByteWriter()
        writer.write(UInt32(findings.count))
        for finding in findings { writer.write(finding) }
        if writer.bytes.count <= RunnerWire.limit {
            try? channel.send(RunnerWire.FromRunner.findings, writer.bytes)
        } else {
            for index in findings.indices { send(findings[index...index]) }
        }
    }

    private func send(_ type: UInt16, json value: some Encodable) {
        guard let data = try? JSONEncoder().encode(value) else { return }
        send(type) { $0.append(contentsOf: Array(data)) }
    }

    private func send(_ type: UInt16, _ body: (inout ByteWriter) -> Void) {
        var writer = ByteWriter()
        body(&writer)
        try? channel.send(type, writer.bytes)
    }
}
