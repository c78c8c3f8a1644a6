/// Which licences packages may have.
struct LicencePolicy: Sendable {
    /// Each must allow a licence.
    private let allowed: [Set<String>]
    private let denied: Set<String>

    /// - Parameter allowed: lists that must all name a licence; none for all that are not denied.
    init(allowed: [[String]], denied: [String]) {
        self.allowed = allowed.map { Set($0.map { $0.lowercased() }) }
        self.denied = Set(denied.map { $0.lowercased() })
    }

    /// Nothing is asked of any licence.
    var isEmpty: Bool { allowed.isEmpty && denied.isEmpty }

    /// Why a package must not be used, as a clause; nil when it may. A package without a licence is only refused where
    /// licences are allowed by name.
    func objection(to expression: String) -> String? {
        guard !expression.isEmpty else { return allowed.isEmpty ? nil : "states no licence, and only some are allowed" }
        let holds = SPDXExpression(expression)?.holds(isAllowed) ?? isAllowed([expression.lowercased()])
        guard !holds else { return nil }
        return allowed.isEmpty
            ? "has the licence \(expression), which is denied"
            : "has the licence \(expression), which is not allowed"
    }

    /// `GPL-2.0+` is denied where `GPL-2.0` is, and an exception changes a licence only where it is named.
    private func isAllowed(_ licence: String) -> Bool {
        let name = licence.lowercased()
        let base = name.split(separator: " ").first.map(String.init) ?? name
        let plain = base.hasSuffix("+") ? String(base.dropLast()) : base
        return isAllowed([name, base, plain])
    }

    private func isAllowed(_ names: Set<String>) -> Bool {
        denied.isDisjoint(with: names) && allowed.allSatisfy { !$0.isDisjoint(with: names) }
    }
}
