internal import Model

/// A place that explains a finding: a step of the way from where a value enters to where it does harm, or where else
/// what was found stands.
struct RelatedPlace {
    /// `path:line:column`.
    let place: String
    let note: String

    /// More are left out in the middle: where a way begins and where it ends says most.
    private static let most = 20

    /// Those that `metadata.related` names, in order.
    static func all(of finding: Finding) -> [RelatedPlace] {
        guard case .array(let elements)? = finding.metadata["related"] else { return [] }
        let places = elements.compactMap { RelatedPlace($0) }
        guard places.count > most else { return places }
        let left = RelatedPlace(place: "…", note: "\(places.count - most) more")
        return places.prefix(most / 2) + [left] + places.suffix(most / 2)
    }

    private init(place: String, note: String) {
        self.place = place
        self.note = note
    }

    private init?(_ value: JSONValue) {
        guard case .object(let members) = value, case .string(let path)? = members["path"] else { return nil }
        var place = path
        if case .int(let line)? = members["line_start"] {
            place += ":\(line)"
            if case .int(let column)? = members["column_start"] { place += ":\(column)" }
        }
        self.place = place
        if case .string(let note)? = members["note"] { self.note = note } else { note = "" }
    }
}
