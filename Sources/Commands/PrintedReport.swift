internal import Glibc
internal import Reports

/// The HTML page of a scan, printed as PDF by a Chromium of this machine. The page has no
/// script and loads nothing.
struct PrintedReport {
    private let subject: ReportSubject
    private let source: CollectedFindings

    init(_ subject: ReportSubject, _ source: CollectedFindings) {
        self.subject = subject
        self.source = source
    }

    private static let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]

    func write(to path: String) async throws {
        guard let browser = PrintedReport.browser() else {
            complain(
                "a PDF is printed by Chromium, and there is none in PATH (looked for: "
                    + "\(PrintedReport.names.joined(separator: ", "))); use --format html and print the page")
            throw Status.usage
        }
        let folder = try PrintedReport.makeFolder()
        defer { PrintedReport.remove(folder) }
        let page = try OutputFile(folder + "/report.html")
        try await Report(.printedPage, of: subject, from: source).write { try page.write($0) }
        try page.close()
        let printed = folder + "/report.pdf"
        guard try PrintedReport.run(browser, folder), PrintedReport.isPDF(printed) else {
            complain("\(browser) did not print the report; --format html is there without it")
            throw Status.incomplete
        }
        try PrintedReport.copy(printed, to: path)
    }

    private static func browser() -> String? {
        let folders = getenv("PATH").map { String(cString: $0) }?.split(separator: ":") ?? []
        for name in names {
            for folder in folders where access("\(folder)/\(name)", X_OK) == 0 { return "\(folder)/\(name)" }
        }
        return nil
    }

    /// In a profile of its own; without its sandbox only where it refuses to run with it, as root.
    private static func run(_ browser: String, _ folder: String) throws -> Bool {
        var arguments = [
            browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync",
            "--user-data-dir=\(folder)/profile", "--no-pdf-header-footer",
            "--print-to-pdf=\(folder)/report.pdf", "file://\(folder)/report.html",
        ]
        if geteuid() == 0 { arguments.insert("--no-sandbox", at: 1) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (descriptor, mode) in [(Int32(0), O_RDONLY), (1, O_WRONLY), (2, O_WRONLY)] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", mode, 0)
        }
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        // Nothing else of this process's environment, which may hold credentials.
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        var environment = [strdup("PATH=\(path)"), strdup("HOME=\(folder)"), nil]
        defer { for pointer in environment { free(pointer) } }
        var process: pid_t = 0
        guard posix_spawn(&process, browser, &actions, nil, &pointers, &environment) == 0 else { return false }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return false } }
        return status == 0
    }

    private static func isPDF(_ path: String) -> Bool {
        guard let file = fopen(path, "r") else { return false }
        defer { fclose(file) }
        var head = [UInt8](repeating: 0, count: 5)
        return fread(&head, 1, 5, file) == 5 && head == Array("%PDF-".utf8)
    }

    private static func copy(_ path: String, to target: String) throws {
        let file = try OutputFile(target)
        guard let source = fopen(path, "r") else { throw Status.incomplete }
        defer { fclose(source) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, source), count > 0 { try file.write(buffer[..<count]) }
        try file.close()
    }

    private static func makeFolder() throws -> String {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var path = Array((parent + "/securescan-XXXXXX").utf8CString)
        guard let made = mkdtemp(&path) else {
            complain("no folder can be made in \(parent) for the report: \(String(cString: strerror(errno)))")
            throw Status.usage
        }
        return String(cString: made)
    }

    /// The folder with all that the browser left in it; links are removed, not followed.
    private static func remove(_ path: String, depth: Int = 0) {
        guard depth < 20, let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name != ".", name != ".." else { continue }
            if unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)", depth: depth + 1) }
        }
        closedir(folder)
        rmdir(path)
    }
}
