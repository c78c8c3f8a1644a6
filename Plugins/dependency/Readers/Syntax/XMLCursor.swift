internal import CLibxml2

/// Reads XML from front to back with libxml2. Nothing is fetched; a document type that declares entities is refused, so
/// nothing can be expanded.
///
/// `nextChild` steps through the children of the element entered last (at first: of the document); a child that is
/// neither entered nor asked for its text is skipped. Loops over `nextChild` must run to their end. After an error
/// there is nothing more; libxml2 parses some 500 bytes ahead, so an error may cost as much before it.
final class XMLCursor {
    /// Elements inside one another.
    static let depthLimit = 120
    /// In bytes, of the text of one element; more is cut off.
    static let textLimit = 1 << 16

    var notes = Notes()
    private let reader: xmlTextReaderPtr?
    private var tagLines: XMLTagLines
    /// Elements that are entered.
    private var level: Int32 = 0
    private var isInEmpty = false
    private var hasFailed = false
    /// Whether it was said already that the text is not read to its end.
    private var isCut = false
    private var problem: (line: Int, text: String)?

    private static let isReady: Void = xmlInitParser()

    /// The bytes must outlive the cursor.
    init(_ bytes: UnsafeRawBufferPointer) {
        _ = Self.isReady
        let encoding = XMLEncoding(bytes)
        let refusal = encoding == .other ? nil : XMLTagLines.refusal(of: bytes)
        let bytes = refusal.map { UnsafeRawBufferPointer(rebasing: bytes[..<$0.offset]) } ?? bytes
        tagLines = XMLTagLines(bytes)
        let start = bytes.assumingMemoryBound(to: CChar.self).baseAddress
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_COMPACT.rawValue)
        let name = encoding == .mistaken ? "UTF-8" : nil
        reader = Int32(exactly: bytes.count).flatMap {
            encoding == .other ? nil : xmlReaderForMemory(start, $0, nil, name, options)
        }
        if let refusal {
            notes.add(refusal.line, refusal.reason + "; the rest of the file is not read")
            isCut = true
        }
        guard let reader else {
            fail(encoding == .other ? "the encoding of the file is not read" : "the file cannot be read as XML")
            return
        }
        xmlTextReaderSetStructuredErrorHandler(
            reader,
            { this, error in
                guard let this, let error else { return }
                Unmanaged<XMLCursor>.fromOpaque(this).takeUnretainedValue().heard(
                    error.pointee.message, line: Int(error.pointee.line), isFatal: error.pointee.level == XML_ERR_FATAL)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit { xmlFreeTextReader(reader) }

    /// Of the start tag read last, from 1; 0 when it is not known.
    private(set) var line = 0

    /// The local name of the next child; nil after the last.
    func nextChild() -> String? {
        if isInEmpty {
            isInEmpty = false
            level -= 1
            return nil
        }
        while let type = read() {
            let depth = xmlTextReaderDepth(reader)
            if type == XML_READER_TYPE_ELEMENT, depth == level { return text(xmlTextReaderConstLocalName(reader)) }
            if type == XML_READER_TYPE_END_ELEMENT, depth == level - 1 {
                level -= 1
                return nil
            }
        }
        return nil
    }

    /// Steps into the child that `nextChild` gave last.
    func enter() {
        guard !hasFailed else { return }
        isInEmpty = xmlTextReaderIsEmptyElement(reader) == 1
        level += 1
    }

    /// Of the child that `nextChild` gave last, before its text is asked for; nil when it has none.
    func attribute(_ name: String) -> String? {
        guard !hasFailed, let value = xmlTextReaderGetAttribute(reader, name) else { return nil }
        defer { securescan_xml_free(value) }
        return text(value)
    }

    /// The text of the child that `nextChild` gave last, without white space at both ends. That of its children is not
    /// part of it.
    func text() -> String {
        guard !hasFailed, xmlTextReaderIsEmptyElement(reader) != 1 else { return "" }
        var result = ""
        while let type = read() {
            let depth = xmlTextReaderDepth(reader)
            if type == XML_READER_TYPE_END_ELEMENT, depth == level { break }
            guard depth == level + 1, result.utf8.count < Self.textLimit,
                type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA
                    || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE
            else { continue }
            result += text(xmlTextReaderConstValue(reader))
        }
        return String(result.trimmed)
    }

    /// The type of the next node; nil at the end.
    private func read() -> xmlReaderTypes? {
        guard !hasFailed else { return nil }
        guard xmlTextReaderRead(reader) == 1 else {
            if let problem { fail(problem.text, at: problem.line) }
            hasFailed = true
            return nil
        }
        let type = xmlReaderTypes(UInt32(bitPattern: xmlTextReaderNodeType(reader)))
        if type == XML_READER_TYPE_ELEMENT { line = tagLines.next() }
        if type == XML_READER_TYPE_DOCUMENT_TYPE, declaresEntities {
            fail("the document type declares entities, which is refused")
            return nil
        }
        guard xmlTextReaderDepth(reader) <= Self.depthLimit else {
            fail("more than \(Self.depthLimit) elements inside one another")
            return nil
        }
        return type
    }

    private var declaresEntities: Bool {
        guard let node = xmlTextReaderCurrentNode(reader), node.pointee.type == XML_DTD_NODE else { return true }
        return node.withMemoryRebound(to: xmlDtd.self, capacity: 1) {
            $0.pointee.entities != nil || $0.pointee.pentities != nil
        }
    }

    private func text(_ characters: UnsafePointer<xmlChar>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }

    private func heard(_ message: UnsafePointer<CChar>?, line: Int, isFatal: Bool) {
        guard isFatal, problem == nil else { return }
        problem = (line, message.map { String(String(cString: $0).trimmed) } ?? "the file cannot be read as XML")
    }

    private func fail(_ what: String, at place: Int? = nil) {
        guard !hasFailed else { return }
        if !isCut { notes.add(place ?? line, what + "; the rest of the file is not read") }
        hasFailed = true
    }
}
