/// Which licences packages may have.
struct LicencePolicy: Sendable {
    private let allowed: Set<String>?
    private let denied: Set<String>

    /// - Parameter allowed: nil for all that are not denied.
    init(allowed: [String]?, denied: [String]) {
        self.allowed = allowed.map { Set($0.map { $0.lowercased() }) }
        self.denied = Set(denied.map { $0.lowercased() })
    }

    /// Nothing is asked of any licence.
    var isEmpty: Bool { allowed == nil && denied.isEmpty }

    /// Why a package must not be used, as a clause; nil when it may. A package without a licence is only refused where
    /// licences are allowed by name.
    func objection(to expression: String) -> String? {
        guard !expression.isEmpty else { return allowed == nil ? nil : "states no licence, and only some are allowed" }
        let holds = SPDXExpression(expression)?.holds(isAllowed) ?? isAllowed(expression)
        guard !holds else { return nil }
        return allowed == nil
            ? "has the licence \(expression), which is denied"
            : "has the licence \(expression), which is not allowed"
    }

    /// `GPL-2.0+` is denied where `GPL-2.0` is, and an exception changes a licence only where it is named.
    private func isAllowed(_ licence: String) -> Bool {
        let name = licence.lowercased()
        let base = name.split(separator: " ").first.map(String.init) ?? name
        let plain = base.hasSuffix("+") ? String(base.dropLast()) : base
        if denied.contains(name) || denied.contains(base) || denied.contains(plain) { return false }
        guard let allowed else { return true }
        return allowed.contains(name) || allowed.contains(base) || allowed.contains(plain)
    }
}
