/// The settings of one structure, whose own values are their defaults.
struct Section<Target: Sendable>: Sendable {
    let settings: [Setting]
    private let start: Target
    private let fields: [Field<Target>]

    init(_ start: Target, _ fields: [Field<Target>]) {
        self.start = start
        self.fields = fields
        settings = fields.map { $0.describe(start) }
    }

    /// The structure with what the sources set. Throws at the first value that is not allowed.
    func read(_ sources: Sources) throws(Fault) -> Target {
        var target = start
        for (field, setting) in zip(fields, settings) {
            guard let found = sources.find(setting) else { continue }
            do throws(Unreadable) {
                try field.fill(found.raw, &target)
            } catch {
                throw found.fault(setting, error)
            }
        }
        return target
    }
}

/// A setting and the place that it fills.
struct Field<Target: Sendable>: Sendable {
    let describe: @Sendable (_ start: Target) -> Setting
    let fill: @Sendable (RawValue, inout Target) throws(Unreadable) -> Void

    /// - Parameters:
    ///   - summary: one sentence for the operator.
    ///   - shown: the default in words, where the value itself says little.
    init<Value>(
        _ name: String, _ place: any WritableKeyPath<Target, Value> & Sendable, _ kind: Kind<Value>,
        flag: String? = nil,
        default shown: String? = nil, _ summary: String
    ) {
        describe = { start in
            kind.setting(name, flag: flag, summary: summary, fallback: shown ?? kind.show(start[keyPath: place]))
        }
        fill = { raw, target throws(Unreadable) in target[keyPath: place] = try kind.read(raw) }
    }

    /// A place that is empty unless it is set.
    init<Value>(
        _ name: String, optional place: any WritableKeyPath<Target, Value?> & Sendable, _ kind: Kind<Value>,
        flag: String? = nil, default shown: String, _ summary: String
    ) {
        describe = { _ in kind.setting(name, flag: flag, summary: summary, fallback: shown) }
        fill = { raw, target throws(Unreadable) in target[keyPath: place] = try kind.read(raw) }
    }
}

extension Kind {
    fileprivate func setting(_ name: String, flag: String?, summary: String, fallback: String) -> Setting {
        Setting(
            name: name, flag: flag, summary: summary, allowed: allowed, fallback: fallback, isSecret: isSecret,
            check: { [self] raw throws(Unreadable) in
                let value = try read(raw)
                return isSecret ? "********" : show(value)
            })
    }
}
