public import Model

/// Rule files that do not come with a plugin, collected for the configuration of the plugins that read such files, and
/// what was left out. The plugin judges what is in them.
public struct TeamRuleFiles: Sendable {
    /// In the configuration of a plugin with the permission `rules`: `[{"name": "…", "text": "…"}]`.
    public static let member = "rules"
    /// Files, all places together.
    public static let mostFiles = 200
    /// Of one file.
    public static let fileBytes = 256 << 10
    /// Bytes of all files as they stand in the configuration; leaves room in its largest size for other members.
    private static let roomBytes = 768 << 10

    /// `{"name": …, "text": …}`, in the order in which they were added.
    public private(set) var files: [JSONValue] = []
    /// Sentences about what was left out.
    public private(set) var problems: [String] = []
    private var bytes = 0
    private var isFull = false

    public init() {}

    /// By its name, whether a file is one of rules; what is beside rules for their tests is none.
    public static func isRuleFile(_ name: some StringProtocol) -> Bool {
        guard !name.hasPrefix("."), let dot = name.lastIndex(of: ".") else { return false }
        let stem = name[..<dot]
        return [".yml", ".yaml"].contains(name[dot...]) && !stem.hasSuffix(".test") && !stem.hasSuffix(".fixed")
    }

    /// - Parameter name: for messages, with the place that it comes from.
    public mutating func add(_ name: String, _ contents: [UInt8]) {
        guard contents.count <= Self.fileBytes else {
            return refuse("\(name) is larger than a rule file may be (\(Self.fileBytes >> 10) KiB)")
        }
        guard let text = String(validating: contents, as: UTF8.self) else {
            return refuse("\(name) is not UTF-8 text")
        }
        let entry = JSONValue.object(["name": .string(name), "text": .string(text)])
        var json = JSONWriter()
        json.value(entry)
        let size = json.text.utf8.count + 1
        guard files.count < Self.mostFiles, bytes + size <= Self.roomBytes else { return refuseFurther(name) }
        bytes += size
        files.append(entry)
    }

    public mutating func refuse(_ problem: String) {
        // What is wrong with a few files tells enough about thousands.
        if problems.count < 20 { problems.append("Rules were not used: \(problem).") }
    }

    private mutating func refuseFurther(_ name: String) {
        guard !isFull else { return }
        isFull = true
        refuse(
            "\(name) and what comes after it is more than \(Self.mostFiles) files or \(Self.roomBytes >> 10) KiB")
    }

    /// The text of a plugin's configuration; for a plugin that reads rules with these, after those that the options
    /// have themselves.
    public func configuration(of plugin: VerifiedPlugin, options: JSONValue?) -> String {
        var options = options ?? .object([:])
        if plugin.readsRules, !files.isEmpty, case .object(var members) = options {
            var all: [JSONValue] = []
            if case .array(let own)? = members[Self.member] { all = own }
            members[Self.member] = .array(all + files)
            options = .object(members)
        }
        var json = JSONWriter()
        json.value(options)
        return json.text
    }
}
