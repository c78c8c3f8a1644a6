package import ArgumentParser
internal import Compliance
internal import Glibc
internal import Model
internal import Pipeline
internal import Reports
internal import Settings
internal import Store

/// `securescan compliance`: standards, and what scans say about their controls.
package struct ComplianceCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "compliance", abstract: "Shows standards, and what a scan says about their controls.",
        discussion: """
            Frameworks of your own are JSON files in the folder that SECURESCAN_COMPLIANCE_DIR names; \
            docs/compliance.md shows how to write one, and what a tag on a finding means and what not.

            Exit status: 0 done; 1 a framework file is wrong (validate); 2 the command line, a setting or the database \
            cannot be used, or there is no such framework or scan; 3 a framework file is not used as it stands.
            """,
        subcommands: [List.self, Show.self, ReportCoverage.self, Validate.self])

    package init() {}

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the frameworks.")

        @Flag(help: "For programs: an array of objects.") var json = false
        @OptionGroup var config: ConfigOption

        func run() throws {
            let set = try config.load().frameworks().current()
            if json {
                print(
                    JSONText.of { json in
                        json.array { json in for framework in set.frameworks { framework.write(to: &json) } }
                    })
            } else {
                print(ComplianceText.list(set.frameworks))
            }
            try set.report()
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows a framework: its controls, and which of them loaded rules speak to.")

        @Argument(help: "Id of the framework, as 'compliance list' shows it.") var id: String
        @Flag(help: "For programs: one object, as the API answers it.") var json = false
        @OptionGroup var config: ConfigOption

        func run() throws {
            let settings = try config.load()
            let set = try settings.frameworks().current()
            guard let framework = set.framework(id: id) else {
                complain("there is no framework '\(id)'; there are \(set.frameworks.map(\.id).joined(separator: ", "))")
                throw Status.usage
            }
            let plugins = Catalogue.read(try settings.plugins()).filter { $0.state == .loaded }
            let reach = RuleReach(of: plugins, in: set.map)
            print(
                json
                    ? JSONText.of { framework.writeDetails(to: &$0, reach: reach) }
                    : ComplianceText.details(framework, reach: reach))
            try set.report()
        }
    }

    struct Validate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows everything that is wrong with framework files, as file: place: reason.",
            discussion: "Without a path: those in the folder that SECURESCAN_COMPLIANCE_DIR names.")

        @Argument(help: "Framework files, or folders with such files.") var paths: [String] = []
        @OptionGroup var config: ConfigOption

        func run() throws {
            var paths = paths
            if paths.isEmpty {
                guard let folder = try config.load().complianceDirectory() else {
                    throw ValidationError("Name a file or a folder, or set SECURESCAN_COMPLIANCE_DIR.")
                }
                paths = [folder]
            }
            var isFine = true
            for path in paths {
                var status = stat()
                guard stat(path, &status) == 0 else {
                    complain("\(path) cannot be read: \(String(cString: strerror(errno)))")
                    throw Status.usage
                }
                let problems = FrameworkCheck.problems(of: path, isFolder: status.st_mode & S_IFMT == S_IFDIR)
                for problem in problems { print(TerminalText.safe(problem)) }
                isFine = isFine && problems.isEmpty
            }
            if !isFine { throw Status.findings }
        }
    }
}

extension FrameworkSet {
    /// Says what is wrong with the operator's files.
    func report() throws {
        for problem in problems { complain(problem) }
        if !problems.isEmpty { throw Status.incomplete }
    }
}

/// A JSON document as text.
enum JSONText {
    static func of(_ body: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        body(&json)
        return json.text
    }
}
