internal import Model
internal import Targets

extension TargetConfig {
    private static let keys = [
        "scan_types", "ignored_rules", "severity_overrides", "fail_on", "paths", "dependency",
    ]

    /// Reads a configuration; what cannot be understood is among the faults, and a configuration with faults is not to
    /// be used: a part of it could hide what the whole would not.
    public static func read(_ bytes: [UInt8]) -> (config: TargetConfig, faults: [ConfigFault]) {
        var reader = ConfigReading()
        guard bytes.count <= byteLimit else {
            return (TargetConfig(), [ConfigFault(1, "the file has more than \(byteLimit) bytes")])
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            return (TargetConfig(), [ConfigFault(1, "the file is not UTF-8")])
        }
        do throws(ConfigFault) {
            guard let root = try YAMLReader.read(bytes, skipping: ["dependency"]) else { return (TargetConfig(), []) }
            reader.take(root)
        } catch {
            return (TargetConfig(), [error])
        }
        return (reader.config, reader.faults)
    }

    fileprivate static var keysInWords: String { keys.joined(separator: ", ") }
}

/// Turns the nodes of a file into a configuration.
private struct ConfigReading {
    var config = TargetConfig()
    var faults: [ConfigFault] = []
    private var patternCount = 0

    mutating func take(_ root: YAMLNode) {
        if root.text?.isEmpty ?? false { return }
        guard case .mapping(let members) = root.content else {
            return refuse(root.line, "the file must consist of keys such as 'fail_on: high'")
        }
        for (key, value) in members {
            switch key.text ?? "" {
            case "scan_types":
                let types = list(value, of: "scan_types").compactMap { text($0, "a scan type such as code") }
                if types.isEmpty { refuse(value.line, "scan_types is empty; without it all types are scanned") }
                config.scanTypes = types
            case "ignored_rules": config.ignoredRules = list(value, of: "ignored_rules").compactMap { ignored($0) }
            case "severity_overrides": takeOverrides(value)
            case "fail_on": config.failOn = threshold(value)
            case "paths": takePaths(value)
            case "dependency": break
            default: refuse(key.line, "'\(key.text ?? "")' is unknown; there are \(TargetConfig.keysInWords)")
            }
        }
    }

    private mutating func refuse(_ line: Int, _ reason: String) {
        // One that is read to nobody must not be built a thousand times.
        if faults.count < 100 { faults.append(ConfigFault(line, reason)) }
    }

    private mutating func ignored(_ node: YAMLNode) -> TargetConfig.IgnoredRule? {
        let allowed = ["rule", "reason", "paths"]
        let members = object(node, of: "ignored_rules", allowed: allowed, example: "rule and reason")
        guard let members, let rule = members["rule"], let reason = members["reason"]?.text,
            reason.contains(where: { !$0.isWhitespace })
        else {
            if let members, members["rule"] == nil {
                refuse(node.line, "this entry of ignored_rules has no 'rule', an id or a pattern such as code.python.*")
            } else if members != nil {
                refuse(node.line, "this entry of ignored_rules has no 'reason'; say why the rule does not count here")
            }
            return nil
        }
        guard let pattern = pattern(rule, "an id of a rule or a pattern such as code.python.*") else { return nil }
        return TargetConfig.IgnoredRule(
            rule: pattern, paths: members["paths"].map { patterns($0, of: "paths") } ?? [], reason: reason,
            line: node.line)
    }

    /// A list of entries, or short: a mapping from rules to severities.
    private mutating func takeOverrides(_ node: YAMLNode) {
        if case .mapping(let members) = node.content {
            config.overrides = members.compactMap { key, value in
                guard let rule = pattern(key, "an id of a rule or a pattern"), let severity = severity(value) else {
                    return nil
                }
                return TargetConfig.SeverityOverride(rule: rule, severity: severity, line: key.line)
            }
            return
        }
        config.overrides = list(node, of: "severity_overrides").compactMap { override($0) }
    }

    private mutating func override(_ node: YAMLNode) -> TargetConfig.SeverityOverride? {
        let allowed = ["rule", "severity", "reason", "paths"]
        let members = object(node, of: "severity_overrides", allowed: allowed, example: "rule and severity")
        guard let members else { return nil }
        guard let rule = members["rule"], let value = members["severity"] else {
            refuse(node.line, "this entry of severity_overrides needs 'rule' and 'severity'")
            return nil
        }
        guard let pattern = pattern(rule, "an id of a rule or a pattern"), let severity = severity(value) else {
            return nil
        }
        return TargetConfig.SeverityOverride(
            rule: pattern, paths: members["paths"].map { patterns($0, of: "paths") } ?? [], severity: severity,
            line: node.line)
    }

    private mutating func takePaths(_ node: YAMLNode) {
        let members = object(node, of: "paths", allowed: ["include", "exclude"], example: "include or exclude")
        guard let members else { return }
        if let include = members["include"] { config.include = patterns(include, of: "include") }
        if let exclude = members["exclude"] { config.exclude = patterns(exclude, of: "exclude") }
    }

    private mutating func threshold(_ node: YAMLNode) -> FailThreshold? {
        if let threshold = node.text.flatMap({ FailThreshold($0) }) { return threshold }
        refuse(node.line, "fail_on is \(shown(node)); it must be \(FailThreshold.allowed)")
        return nil
    }

    private mutating func severity(_ node: YAMLNode) -> Severity? {
        if let severity = node.text.flatMap({ Severity(rawValue: $0.lowercased()) }) { return severity }
        let allowed = Severity.allCases.map(\.rawValue).joined(separator: ", ")
        refuse(node.line, "a severity is \(shown(node)); it must be one of \(allowed)")
        return nil
    }

    private mutating func patterns(_ node: YAMLNode, of name: String) -> [PathPattern] {
        list(node, of: name).compactMap { pattern($0, "a pattern as in .gitignore, such as tests/**") }
    }

    private mutating func pattern(_ node: YAMLNode, _ allowed: String) -> PathPattern? {
        patternCount += 1
        guard patternCount <= TargetConfig.patternLimit else {
            if patternCount == TargetConfig.patternLimit + 1 {
                refuse(node.line, "more than \(TargetConfig.patternLimit) patterns in one file")
            }
            return nil
        }
        if let text = node.text, text.utf8.count <= 500, let pattern = PathPattern(text) { return pattern }
        refuse(node.line, "\(shown(node)) is no pattern; it must be \(allowed)")
        return nil
    }

    private mutating func text(_ node: YAMLNode, _ allowed: String) -> String? {
        if let text = node.text, !text.isEmpty { return text }
        refuse(node.line, "there must be \(allowed) here, and there is \(node.kind)")
        return nil
    }

    private mutating func list(_ node: YAMLNode, of name: String) -> [YAMLNode] {
        guard case .list(let items) = node.content else {
            refuse(node.line, "\(name) must be a list, and is \(node.kind)")
            return []
        }
        guard items.count <= TargetConfig.listLimit else {
            refuse(node.line, "\(name) has more than \(TargetConfig.listLimit) entries")
            return []
        }
        return items
    }

    /// The members by name; nil, with a fault, for what is no mapping or has members that are unknown.
    private mutating func object(
        _ node: YAMLNode, of name: String, allowed: [String], example: String
    ) -> [String: YAMLNode]? {
        guard case .mapping(let members) = node.content else {
            refuse(node.line, "\(name) must have mappings with \(example), and is \(node.kind)")
            return nil
        }
        var found: [String: YAMLNode] = [:]
        var isKnown = true
        for (key, value) in members {
            guard let text = key.text, allowed.contains(text) else {
                isKnown = false
                refuse(
                    key.line,
                    "'\(key.text ?? "")' is unknown in \(name); there are \(allowed.joined(separator: ", "))")
                continue
            }
            found[text] = value
        }
        return isKnown ? found : nil
    }

    private func shown(_ node: YAMLNode) -> String { node.text.map { "'\($0.prefix(80))'" } ?? node.kind }
}
