import CodeSyntax

/// What is in a file is not what its path says: who may choose among files has not written them.
extension FlowAnalysis {
    /// The call opens or reads a file of the machine, and gives nothing of the path.
    func givesContent(_ call: Call, _ arguments: [Argument]) -> Bool {
        let owner = call.receiverNode.map { tree.text(of: $0) } ?? ""
        switch tree.language {
        case .python:
            if call.name == "open" {
                return ["", "io", "os", "codecs", "gzip", "bz2", "lzma"].contains(owner)
                    || arguments.first?.value.constant != nil || arguments.isEmpty
            }
            return ["read_text", "read_bytes", "listdir", "scandir"].contains(call.name)
        case .javascript, .typescript:
            return ["readFileSync", "readFile", "createReadStream", "readdirSync", "readdir", "statSync"]
                .contains(call.name)
        case .java: return Self.readersOfJava.contains(call.name) && (owner.isEmpty || owner.hasPrefix("File"))
        case .go:
            return ["os", "ioutil"].contains(owner) && ["ReadFile", "Open", "OpenFile", "ReadDir"].contains(call.name)
        case .php:
            // With an address they would fetch what somebody else wrote.
            let isFile = ["fopen", "file_get_contents", "file"].contains(call.name)
            return isFile && owner.isEmpty && !(arguments.first?.value.prefix ?? "").isEmpty
                && !(arguments.first?.value.prefix ?? "").contains(":")
        case .ruby:
            return ["File", "IO"].contains(owner)
                && ["read", "open", "readlines", "binread", "foreach", "new"].contains(call.name)
        case .c: return call.name == "fopen" || call.name == "open"
        }
    }

    private static let readersOfJava: Set<String> = [
        "FileInputStream", "FileReader", "readString", "readAllBytes", "readAllLines", "lines", "newBufferedReader",
        "newInputStream", "readFileToString", "readFileToByteArray",
    ]
}
