/// A term of Elixir's syntax, as far as lockfiles use it. What is not a literal (a variable, a call, a number) is an
/// atom of its text: a lockfile has none that matter.
enum ElixirTerm: Equatable {
    case string(String)
    case atom(String)
    /// A list, a tuple or a map.
    case group([ElixirTerm])
    /// `key: value` or `key => value`.
    indirect case pair(key: ElixirTerm, value: ElixirTerm)

    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var atom: String? {
        guard case .atom(let text) = self else { return nil }
        return text
    }

    /// A string or an atom.
    var name: String? { string ?? atom }

    var terms: [ElixirTerm] {
        guard case .group(let terms) = self else { return [] }
        return terms
    }

    /// The value of the first pair with that key.
    subscript(_ key: String) -> ElixirTerm? {
        for case .pair(let name, let value) in terms where name.name == key { return value }
        return nil
    }
}
