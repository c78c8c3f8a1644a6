internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// Writes the chunks of a streamed answer. A client that takes none for too long loses its connection: it would hold
/// what the stream holds for ever.
struct StreamWriter {
    private var writer: any ResponseBodyWriter
    private let channel: any Channel
    private let timeout: TimeAmount

    init(_ writer: any ResponseBodyWriter, _ exchange: Exchange, timeout: Duration) {
        self.writer = writer
        channel = exchange.channel
        self.timeout = TimeAmount(timeout)
    }

    mutating func write(_ bytes: ByteBuffer) async throws {
        let channel = channel
        let alarm = channel.eventLoop.scheduleTask(in: timeout) { channel.close(promise: nil) }
        defer { alarm.cancel() }
        try await writer.write(bytes)
    }

    consuming func finish() async throws { try await writer.finish(nil) }
}
