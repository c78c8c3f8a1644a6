internal import ArgumentParser
internal import Reports

/// What `--format` takes: the registry of documents, and the two that only a command line has.
enum ReportChoice: Equatable, ExpressibleByArgument {
    case text, pdf
    case document(name: String)

    init?(argument: String) {
        switch argument {
        case "text": self = .text
        case "pdf": self = .pdf
        default:
            guard ReportFormat.named(argument) != nil else { return nil }
            self = .document(name: argument)
        }
    }

    static var allValueStrings: [String] { ["text"] + ReportFormat.all.map(\.name) + ["pdf"] }
}
