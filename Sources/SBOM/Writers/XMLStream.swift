internal import CLibxml2

/// XML 1.0 in UTF-8 through libxml2's streaming writer, which escapes and keeps the stack of open elements. The texts
/// must hold only what XML can, see ``PlainText``.
struct XMLStream: ~Copyable {
    private let writer: xmlTextWriterPtr
    private let buffer: xmlBufferPtr
    private var failed = false

    /// Done once for the process, before libxml2 is used from several threads.
    private static let isInitialised: Bool = {
        xmlInitParser()
        return true
    }()

    init() throws(SBOMError) {
        guard Self.isInitialised, let buffer = xmlBufferCreate() else { throw Self.outOfMemory }
        guard let writer = xmlNewTextWriterMemory(buffer, 0) else {
            xmlBufferFree(buffer)
            throw Self.outOfMemory
        }
        self.writer = writer
        self.buffer = buffer
        check(xmlTextWriterWriteRaw(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
    }

    deinit {
        xmlFreeTextWriter(writer)
        xmlBufferFree(buffer)
    }

    /// Bytes that have reached the buffer; up to 4 KiB more may be on their way.
    var pending: Int { Int(xmlBufferLength(buffer)) }

    mutating func take() throws(SBOMError) -> [UInt8] {
        check(xmlTextWriterFlush(writer))
        guard !failed, let content = xmlBufferContent(buffer) else { throw Self.outOfMemory }
        let bytes = [UInt8](UnsafeBufferPointer(start: content, count: pending))
        xmlBufferEmpty(buffer)
        return bytes
    }

    mutating func open(_ name: StaticString) { check(xmlTextWriterStartElement(writer, name.utf8Start)) }

    /// An empty element is written as `<name/>`.
    mutating func close() { check(xmlTextWriterEndElement(writer)) }

    mutating func attribute(_ name: StaticString, _ value: String) {
        check(xmlTextWriterWriteAttribute(writer, name.utf8Start, value))
    }

    mutating func text(_ text: String) { check(xmlTextWriterWriteString(writer, text)) }

    /// A whole element with nothing but text in it.
    mutating func element(_ name: StaticString, _ content: String) {
        check(xmlTextWriterWriteElement(writer, name.utf8Start, content))
    }

    /// The same, or nothing when there is no text.
    mutating func optional(_ name: StaticString, _ content: String) {
        if !content.isEmpty { element(name, content) }
    }

    private mutating func check(_ result: Int32) { if result < 0 { failed = true } }

    private static let outOfMemory = SBOMError(.writing, "libxml2 cannot write the document: out of memory")
}
