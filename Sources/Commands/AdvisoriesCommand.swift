internal import Advisories
internal import AdvisoryFeeds
package import ArgumentParser
internal import Packages
internal import Reports
internal import Settings

/// `securescan db`: what is known about the flaws of packages.
package struct AdvisoriesCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "db", abstract: "Keeps the database of known vulnerabilities that packages are checked with.",
        discussion: """
            The database is one file (SECURESCAN_ADVISORY_DB), replaced as a whole, also while scans run: those that \
            run \
            finish with the old one. docs/dependencies.md tells how a site without a network feeds it.

            Exit status: 0 done; 2 the command line, a setting or a source cannot be used, and nothing was changed; \
            3 some of it was not brought in: records that were refused, or archives that could not be fetched, whose \
            advisories stay as they were.
            """,
        subcommands: [Import.self, Update.self, Show.self, Compare.self])

    package init() {}

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings in advisories in the OSV format, EPSS tables and KEV catalogues from files.",
            discussion: """
                PATH is <ecosystem>/all.zip as OSV publishes it, a folder of those, a folder of records, one record, \
                an \
                EPSS table (.csv, .csv.gz) or a KEV catalogue (.json). The archive of an ecosystem replaces what was \
                known \
                of it; single records are added. A record that cannot be read costs only itself and is named.
                """)

        @Argument(help: "What to bring in.") var paths: [String]
        @Flag(help: "Name every record that was refused, not only the first ones.") var verbose = false
        @OptionGroup var config: ConfigOption

        func run() throws {
            let path = try config.load().advisoryPath()
            let reports = try demand { () throws(FeedError) in try AdvisoryImport(into: path).run(paths) }
            for report in reports {
                print(AdvisoryReport.line(report.feed))
                for note in report.refused.prefix(verbose ? .max : 5) { complain("\(note.record): \(note.reason)") }
                let rest = report.feed.refused - 5
                if !verbose, rest > 0 { complain("and \(rest) more; --verbose names them") }
            }
            if reports.contains(where: { $0.feed.refused > 0 || $0.feed.records == 0 }) { throw Status.incomplete }
        }
    }

    struct Update: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "update", abstract: "Fetches the public archives of advisories that have changed.",
            discussion: """
                Needs the network. An interrupted download goes on where it stopped, and an archive that is not whole \
                leaves \
                what was known of its ecosystem as it was.
                """)

        @Argument(help: "Ecosystems as OSV names them, for example PyPI npm Go; by default those that projects use.")
        var ecosystems: [String] = []
        @Option(help: "Where the archives lie, as <base>/<ecosystem>/all.zip.") var base = FeedAddress.standard
        @Flag(help: "Fetch also what the server says is at hand.") var force = false
        @OptionGroup var config: ConfigOption

        func run() throws {
            let path = try config.load().advisoryPath()
            let wanted = try ecosystems.map { name in
                guard let known = Ecosystem(osvName: name) else {
                    let names = AdvisoryUpdate.ecosystems.map(\.rawValue).joined(separator: ", ")
                    throw Fault("'\(name)' is no ecosystem with an archive; there are \(names)")
                }
                return known
            }
            var update = try demand { () throws(FeedError) in AdvisoryUpdate(path, from: try FeedAddress(base)) }
            update.isForced = force
            let outcomes = try demand { [update] () throws(FeedError) in
                try update.run(wanted.isEmpty ? AdvisoryUpdate.ecosystems : wanted)
            }
            var hasFailed = false
            for (ecosystem, outcome) in outcomes {
                switch outcome {
                case .updated(let report): print(AdvisoryReport.line(report.feed))
                case .unchanged: print("\(ecosystem.rawValue): unchanged")
                case .failed(let reason):
                    hasFailed = true
                    complain("\(ecosystem.rawValue): \(reason)")
                }
            }
            if hasFailed { throw Status.incomplete }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Tells what the database holds and how old it is.")

        @OptionGroup var config: ConfigOption

        func run() throws {
            let path = try config.load().advisoryPath()
            let status = try demand { () throws(FeedError) in try DatabaseFile(path).status() }
            guard let status else {
                print("\(path): there is none; 'securescan db update' or 'securescan db import' makes it.")
                return
            }
            print("\(path): \(status.advisories) advisories about \(status.packages) packages, \(status.bytes) bytes")
            for feed in status.feeds { print("  " + AdvisoryReport.line(feed)) }
        }
    }

    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "compare-versions", abstract: "Compares versions as their ecosystem orders them.",
            discussion: """
                Reads lines of ECOSYSTEM, a tab, a version, a tab, a version; answers each with -1, 0 or 1 for \
                before, equal \
                or after, and ? where one is no version there.
                """)

        func run() {
            while let line = readLine(strippingNewline: true) { print(VersionComparisonLine.answer(to: line)) }
        }
    }
}

/// What went wrong with advisories is for the operator to put right.
private func demand<T>(_ body: () throws(FeedError) -> T) throws -> T {
    do throws(FeedError) {
        return try body()
    } catch {
        throw Fault(error.message)
    }
}
