/// Where settings come from. A flag wins over a variable, a variable over the file, and the file over the default.
struct Sources: Sendable {
    /// As `--port`, with the value of each.
    var flags: [String: String] = [:]
    var environment = Environment(variables: [:])
    var file: ConfigurationFile?

    /// What decides about a setting; nil when its default does.
    func find(_ setting: Setting) -> Found? {
        if let flag = setting.flag, let text = flags[flag] {
            return Found(raw: .text(text), origin: .flag(flag))
        }
        if let text = environment[setting.name] { return Found(raw: .text(text), origin: .environment(setting.name)) }
        guard setting.isForFiles, let file, let entry = file.entries[setting.key] else { return nil }
        return Found(raw: entry.value, origin: .file(path: file.path, line: entry.line, key: setting.key))
    }

    /// Everything that is wrong, setting by setting.
    var faults: [Fault] {
        var faults = file?.faults ?? []
        for setting in Setting.all {
            guard let found = find(setting) else { continue }
            do throws(Unreadable) {
                _ = try setting.check(found.raw)
            } catch {
                faults.append(found.fault(setting, error))
            }
        }
        return faults
    }

    /// Variables that look like settings and are none, each with the name that was probably meant.
    var warnings: [String] {
        let known = Setting.all.map(\.name)
        let strangers = environment.variables.keys.filter { $0.hasPrefix(Setting.prefix) && !known.contains($0) }
        return strangers.sorted().map { name in
            let hint = NearestName.of(name, among: known).map { "; did you mean \($0)?" } ?? ""
            return "\(Fault.quoted(name)) is no setting and changes nothing" + hint
        }
    }
}

/// A value and where it was found.
struct Found: Sendable, Equatable {
    let raw: RawValue
    let origin: Origin

    func fault(_ setting: Setting, _ error: Unreadable) -> Fault {
        guard !setting.isSecret else { return Fault("\(origin.place) must be \(setting.allowed)") }
        return Fault("\(origin.place) is \(Fault.quoted(error.text)); it must be \(setting.allowed)")
    }
}

/// Where the value of a setting comes from.
public enum Origin: Sendable, Equatable {
    case standard
    case file(path: String, line: Int, key: String)
    case environment(String)
    case flag(String)

    /// For people, as `file securescan.yaml:3`.
    public var text: String {
        switch self {
        case .standard: "default"
        case .file(let path, let line, _): "file \(path):\(line)"
        case .environment: "environment"
        case .flag(let flag): "flag \(flag)"
        }
    }

    /// Begins a sentence about the value.
    var place: String {
        switch self {
        case .standard: "The default"
        case .file(let path, let line, let key): "\(path):\(line): \(key)"
        case .environment(let name): name
        case .flag(let flag): flag
        }
    }
}
