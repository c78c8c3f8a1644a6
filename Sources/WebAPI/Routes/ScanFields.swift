internal import Model

/// The members of the body that starts a scan.
struct ScanFields: Sendable {
    /// Longest text of a member, in Unicode scalars; longer than any path that Linux opens (PATH_MAX).
    private static let longest = 4096

    private let targetPath = Property(
        "target_path", .text(1...longest), required: true,
        "A folder, file, bare repository, worktree or sub-directory of a repository, or an https, ssh or file URL.",
        example: "/srv/app")
    private let scanTypes: Property
    private let targetURL = Property(
        "target_url", .nullable(.text(1...longest, .webURL)), "Where the target is deployed, for plugins that ask.",
        example: "https://shop.example.org", typical: false)
    private let targetHost = Property(
        "target_host", .nullable(.text(1...255, .host)), "Host of the target, for plugins that ask.",
        example: "shop.example.org", typical: false)
    private let ref = Property(
        "ref", .nullable(.text(1...longest)), "Branch, tag or commit, read from the object database.",
        example: "main", typical: false)
    private let baseRef = Property(
        "base_ref", .nullable(.text(1...longest)), "Report only what is new since this branch, tag or commit.",
        example: "v1.4.0", typical: false)
    private let history = Property("history", .boolean, "Scan every commit that is reachable from `ref`.")
    private let noIgnore = Property("no_ignore", .boolean, "Scan what `.gitignore` leaves out, too.")
    private let options: Property

    init(engine: any ScanService) {
        scanTypes = Property(
            "scan_types", .list(of: .choice({ engine.scanTypes }), atLeast: 1),
            "What to look for; every type that the loaded plugins declare when absent.")
        options = Property(
            "options", .nullable(.dictionary(of: .object([]), keys: { engine.plugins.map(\.id) })),
            "Configuration by plugin id.")
    }

    var all: [Property] {
        [targetPath, scanTypes, targetURL, targetHost, ref, baseRef, history, noIgnore, options]
    }

    /// What plugins object to in their configuration, by the schemas that they declare.
    func objections(to options: [String: JSONValue], plugins: [PluginInfo]) -> [Violation] {
        plugins.filter { $0.state == .loaded }.flatMap { plugin -> [Violation] in
            guard let value = options[plugin.id], let schema = ConfigSchema(plugin.configSchema) else { return [] }
            return schema.objections(to: value).map { objection in
                let names = [self.options.name, plugin.id] + objection.path
                let place = names.reduce(Violation.Location.body) { $0.member($1) }
                return Violation(.value, at: place, "Value \(objection.message)", input: objection.value)
            }
        }
    }

    /// What a checked call asks for.
    func request(from call: Call, scanTypes available: [String]) -> ScanRequest {
        var types: [String] = []
        for type in call.texts(scanTypes) ?? available where !types.contains(type) { types.append(type) }
        return ScanRequest(
            targetPath: call.text(targetPath) ?? "", scanTypes: types, targetURL: call.text(targetURL),
            targetHost: call.text(targetHost), ref: call.text(ref), baseRef: call.text(baseRef),
            history: call.flag(history) ?? false, noIgnore: call.flag(noIgnore) ?? false,
            options: call.object(options) ?? [:])
    }
}
