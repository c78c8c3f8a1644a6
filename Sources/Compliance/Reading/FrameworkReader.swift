internal import Model

/// Reads a framework from JSON and says everything that is wrong with it (docs/compliance.md describes the format).
public enum FrameworkReader {
    /// Value of the member `format`.
    public static let format = "securescan-framework/1"
    /// Bytes of one file.
    public static let mostBytes = 1 << 20
    /// Controls of one framework.
    public static let mostControls = 3000
    /// What is wrong with a few members tells enough about thousands.
    private static let mostFaults = 20

    /// Either the framework or at least one fault.
    ///
    /// - Parameter name: of the file, for faults.
    public static func read(_ bytes: [UInt8], name: String, isBuiltIn: Bool = false) -> Result<Framework, Faults> {
        guard bytes.count <= mostBytes else {
            return .failure(Faults([FrameworkFault(file: name, reason: "is larger than \(mostBytes) bytes")]))
        }
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONReader.read(bytes)
        } catch {
            let place = position(of: error.offset, in: bytes)
            return .failure(Faults([FrameworkFault(file: name, place: place, reason: "is not JSON: \(error.reason)")]))
        }
        var reader = ObjectReader(value, file: name, place: "")
        guard reader.faults.isEmpty else { return .failure(Faults(reader.faults)) }
        let framework = readFramework(&reader, isBuiltIn: isBuiltIn)
        guard let framework, reader.faults.isEmpty else {
            return .failure(Faults(Array(reader.faults.prefix(mostFaults))))
        }
        return .success(framework)
    }

    /// At least one.
    public struct Faults: Error, Sendable, Equatable {
        public let all: [FrameworkFault]
        init(_ all: [FrameworkFault]) { self.all = all }
    }

    private static func position(of offset: Int, in bytes: [UInt8]) -> String {
        let before = bytes.prefix(offset)
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        let column = offset - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
        return "line \(line), column \(column)"
    }

    private static func readFramework(_ reader: inout ObjectReader, isBuiltIn: Bool) -> Framework? {
        if reader.text("format", upTo: 100) ?? format != format { reader.fault("format", "must be '\(format)'") }
        let id = reader.text("id", upTo: 64)
        if let id, !isIdentifier(id) {
            reader.fault("id", "\(FrameworkFault.shown(id)) must consist of a-z, 0-9, '.' and '-'")
        }
        let (name, version) = (reader.text("name", upTo: 100), reader.text("version", upTo: 50))
        let source = reader.value("source").map { readSource($0, &reader) }
        if source == nil { reader.fault("source", "must be an object with title, published, url and licence") }
        let scope = readScope(reader.value("scope") ?? .object([:]), &reader)
        let isExclusive = reader.flag("exclusive", default: false) ?? false
        let controls = readControls(&reader)
        reader.refuseOthers()
        guard let id, let name, let version, let source, !controls.isEmpty else { return nil }
        return Framework(
            id: id, name: name, version: version, source: source, scope: scope, isExclusive: isExclusive,
            controls: controls, file: isBuiltIn ? nil : reader.file)
    }

    private static func readSource(_ value: JSONValue, _ outer: inout ObjectReader) -> Framework.Source {
        var reader = ObjectReader(value, file: outer.file, place: "source")
        let title = reader.text("title", upTo: 300)
        let published = reader.text("published", upTo: 30)
        let url = reader.text("url", upTo: 500)
        let licence = reader.text("licence", upTo: 500)
        if let url, !url.hasPrefix("https://"), !url.hasPrefix("http://") {
            reader.fault("url", "\(FrameworkFault.shown(url)) must begin with https:// or http://")
        }
        reader.refuseOthers()
        outer.take(reader)
        return Framework.Source(
            title: title ?? "", published: published ?? "", url: url ?? "", licence: licence ?? "")
    }

    private static func readScope(_ value: JSONValue, _ outer: inout ObjectReader) -> Framework.Scope {
        var reader = ObjectReader(value, file: outer.file, place: "scope")
        let isComplete = reader.flag("complete", default: false) ?? false
        let note = reader.text("note", upTo: 500, isRequired: false) ?? ""
        reader.refuseOthers()
        outer.take(reader)
        return Framework.Scope(isComplete: isComplete, note: note)
    }

    private static func readControls(_ reader: inout ObjectReader) -> [Control] {
        guard case .array(let items)? = reader.value("controls"), (1...mostControls).contains(items.count) else {
            reader.fault("controls", "must be a list of 1 to \(mostControls) objects")
            return []
        }
        var controls: [Control] = []
        var seen: Set<String> = []
        for (position, item) in items.enumerated() {
            guard reader.faults.count < mostFaults else { break }
            var inner = ObjectReader(item, file: reader.file, place: "controls[\(position)]")
            if let control = ControlReader.control(&inner) {
                if !seen.insert(control.id).inserted {
                    inner.fault("id", "\(FrameworkFault.shown(control.id)) is there twice")
                }
                controls.append(control)
            }
            reader.take(inner)
        }
        return controls
    }

    private static func isIdentifier(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
        }
    }
}
