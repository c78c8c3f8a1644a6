/// A YAML file with what its checks need of it.
struct YAMLFile {
    let documents: [YAMLNode]
    let bytes: UnsafeRawBufferPointer

    /// Reads a file and hands it to the checks of its format; tells what was not understood.
    static func check(
        _ bytes: UnsafeRawBufferPointer, _ run: (YAMLFile, inout FindingSink) -> Void, into sink: inout FindingSink
    ) {
        let (documents, failure) = YAMLReader.read(bytes)
        let file = YAMLFile(documents: documents, bytes: bytes)
        if let failure {
            let isTemplate = file.template(in: 0..<bytes.count) != nil
            let what =
                isTemplate ? "a template that is no YAML before it is rendered" : "the YAML cannot be read from here"
            sink.note("\(what): \(failure.reason)", at: failure.offset, isTemplate: isTemplate)
        }
        run(file, &sink)
    }

    /// Where text begins that another tool replaces first: `{{`, but not GitHub's `${{`.
    func template(in range: Range<Int>) -> Int? {
        let brace = UInt8(ascii: "{")
        var index = range.lowerBound
        while let at = bytes[index..<range.upperBound].firstIndex(of: brace), at + 1 < range.upperBound {
            index = at + 1
            guard bytes[at + 1] == brace else { continue }
            if at == 0 || bytes[at - 1] != UInt8(ascii: "$") { return at }
            index = at + 2
        }
        return nil
    }
}
