internal import Logging
internal import Model

/// Turns one log event into one line.
struct LineLog: LogHandler {
    let label: String
    let format: LogOutput.Format
    var logLevel: Logger.Level
    let sink: @Sendable ([UInt8]) -> Void
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    /// Fields that come first, in this order; the others follow by name.
    private static let leading = ["request_id", "method", "path", "status", "latency_ms", "principal", "client"]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = metadata
        if let provided = metadataProvider?.get() { fields.merge(provided) { _, new in new } }
        if let own = event.metadata { fields.merge(own) { _, new in new } }
        let sorted = LineLog.sorted(fields)
        let line = format == .json ? json(event, sorted) : text(event, sorted)
        sink(line)
    }

    private static func sorted(_ fields: Logger.Metadata) -> [(name: String, value: Logger.Metadata.Value)] {
        var rest = fields
        var sorted: [(name: String, value: Logger.Metadata.Value)] = []
        for name in leading {
            if let value = rest.removeValue(forKey: name) { sorted.append((name, value)) }
        }
        for (name, value) in rest.sorted(by: { $0.key < $1.key }) { sorted.append((name, value)) }
        return sorted
    }

    private func json(_ event: LogEvent, _ fields: [(name: String, value: Logger.Metadata.Value)]) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("timestamp", Timestamp.now())
            json.member("logger", label)
            json.member("level", event.level.rawValue)
            json.member("message", event.message.description)
            for field in fields {
                json.key(field.name)
                LineLog.write(field.value, to: &json)
            }
        }
        return json.take() + [UInt8(ascii: "\n")]
    }

    private static func write(_ value: Logger.Metadata.Value, to json: inout JSONWriter) {
        switch value {
        case .string(let text): json.value(text)
        case .stringConvertible(let number as Int): json.value(number)
        case .stringConvertible(let number as Double): json.value(number)
        case .stringConvertible(let flag as Bool): json.value(flag)
        case .stringConvertible(is Absence): json.null()
        case .stringConvertible(let other): json.value(other.description)
        case .array(let values): json.array { json in for value in values { write(value, to: &json) } }
        case .dictionary(let members):
            json.object { json in
                for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                    json.key(name)
                    write(value, to: &json)
                }
            }
        }
    }

    private func text(_ event: LogEvent, _ fields: [(name: String, value: Logger.Metadata.Value)]) -> [UInt8] {
        var line = "\(Timestamp.now().iso8601) \(event.level.rawValue) \(label): \(event.message)"
        for field in fields { line += " \(field.name)=\(LineLog.word("\(field.value)"))" }
        return LineLog.oneLine(line) + [UInt8(ascii: "\n")]
    }

    /// In quotes where a value could be taken for several fields.
    private static func word(_ text: String) -> String {
        guard text.isEmpty || text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x22 || $0 == 0x3D || $0 == 0x5C }) else {
            return text
        }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }

    /// Control characters would let a client forge lines or speak to a terminal; they are shown as `\xHH`.
    private static func oneLine(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 1)
        for byte in text.utf8 {
            if byte >= 0x20 && byte != 0x7F {
                bytes.append(byte)
            } else {
                bytes.append(contentsOf: "\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            }
        }
        return bytes
    }
}

extension Logger.MetadataValue {
    /// Nothing, where other lines of the kind have something: null in JSON, a dash in text.
    static let absent = Logger.MetadataValue.stringConvertible(Absence())
}

private struct Absence: CustomStringConvertible, Sendable {
    let description = "-"
}
