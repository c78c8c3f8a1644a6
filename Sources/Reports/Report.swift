/// Takes the next part of a report, at most 64 KiB. Called where the caller of ``Report/write(to:)`` runs.
public typealias ReportSink = nonisolated(nonsending) (ArraySlice<UInt8>) async throws -> Void

/// One document about a scan. Equal contents give equal bytes.
public struct Report<Source: ReportSource>: Sendable {
    private let format: ReportFormat
    private let subject: ReportSubject
    private let source: Source

    public init(_ format: ReportFormat, of subject: ReportSubject, from source: Source) {
        self.format = format
        self.subject = subject
        self.source = source
    }

    /// Writes the document part by part. Except for `text`, what is held at a time is such a part, a page of findings
    /// and tables that ``ReportLimits`` bound.
    ///
    /// What is thrown comes from the source or from the sink; the document is not whole then.
    public nonisolated(nonsending) func write(to sink: ReportSink) async throws {
        let writer = format.writer(subject)
        for pass in writer.passes {
            writer.begin(pass)
            try await run(pass, writer, to: sink)
            writer.end(pass)
        }
        writer.finish()
        try await drain(writer, from: 0, to: sink)
    }

    private nonisolated(nonsending) func run(
        _ pass: ReportPass, _ writer: any ReportWriter, to sink: ReportSink
    ) async throws {
        var cursor: String?
        repeat {
            let page = try await source.page(pass, from: cursor)
            for item in page.items where !writer.isFull {
                writer.add(item)
                try await drain(writer, from: 61_440, to: sink)
            }
            cursor = writer.isFull ? nil : page.next
        } while cursor != nil
    }

    /// Parts are handed on a little before they are full, so that one seldom has to be split in two.
    private nonisolated(nonsending) func drain(
        _ writer: any ReportWriter, from least: Int, to sink: ReportSink
    ) async throws {
        guard writer.pending >= least else { return }
        var rest = writer.take()[...]
        while !rest.isEmpty {
            try await sink(rest.prefix(65_536))
            rest = rest.dropFirst(65_536)
        }
    }
}
