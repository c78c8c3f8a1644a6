internal import Model

/// Takes members out of one JSON object and notes what is wrong with them, so that all faults of a file are told at
/// once. What cannot be used counts as absent.
struct ObjectReader {
    let file: String
    /// Of the object, as `controls[3]`; empty for the whole.
    let place: String
    private let members: [String: JSONValue]
    private var known: [String] = []
    private(set) var faults: [FrameworkFault] = []

    /// Notes a fault when the value is no object.
    init(_ value: JSONValue, file: String, place: String) {
        self.file = file
        self.place = place
        if case .object(let members) = value {
            self.members = members
        } else {
            members = [:]
            faults.append(FrameworkFault(file: file, place: place, reason: "must be an object"))
        }
    }

    func path(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

    mutating func fault(_ name: String, _ reason: String) {
        faults.append(FrameworkFault(file: file, place: path(name), reason: reason))
    }

    mutating func add(_ others: [FrameworkFault]) { faults += others }

    mutating func value(_ name: String) -> JSONValue? {
        known.append(name)
        return members[name]
    }

    /// Of at least one character and at most `limit`, without characters that control a terminal, are invisible or turn
    /// the direction of text: names and titles are shown everywhere.
    mutating func text(_ name: String, upTo limit: Int, isRequired: Bool = true) -> String? {
        guard let value = value(name) else {
            if isRequired { fault(name, "is missing; it must be a text of 1 to \(limit) characters") }
            return nil
        }
        guard case .string(let text) = value, ObjectReader.isText(text, upTo: limit) else {
            fault(name, "must be a text of 1 to \(limit) characters without line breaks and invisible ones")
            return nil
        }
        return text
    }

    mutating func flag(_ name: String, default fallback: Bool?) -> Bool? {
        guard let value = value(name) else {
            if fallback == nil { fault(name, "is missing; it must be true or false") }
            return fallback
        }
        guard case .bool(let flag) = value else {
            fault(name, "must be true or false")
            return fallback
        }
        return flag
    }

    /// An absent list is empty. `allowed` ends the sentence "must be".
    mutating func texts(_ name: String, upTo count: Int, _ allowed: String, where fits: (String) -> Bool) -> [String] {
        guard let value = value(name) else { return [] }
        guard case .array(let items) = value, items.count <= count else {
            fault(name, "must be a list of at most \(count) texts")
            return []
        }
        var texts: [String] = []
        for (position, item) in items.enumerated() {
            let place = "\(name)[\(position)]"
            guard case .string(let text) = item else {
                fault(place, "must be \(allowed)")
                continue
            }
            guard fits(text) else {
                fault(place, "\(FrameworkFault.shown(text)) must be \(allowed)")
                continue
            }
            if texts.contains(text) { fault(place, "\(FrameworkFault.shown(text)) is there twice") }
            texts.append(text)
        }
        return texts
    }

    /// To be called last: notes every member that was not asked for.
    mutating func refuseOthers() {
        for name in members.keys.sorted() where !known.contains(name) {
            faults.append(
                FrameworkFault(
                    file: file, place: place,
                    reason: "\(FrameworkFault.shown(name)) is no member here; allowed are "
                        + known.joined(separator: ", ")))
        }
    }

    static func isText(_ text: String, upTo limit: Int) -> Bool {
        let count = text.unicodeScalars.count
        return count >= 1 && count <= limit && text.unicodeScalars.allSatisfy(isVisible)
    }

    static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}

extension ObjectReader {
    /// What is wrong within belongs to what is wrong here.
    mutating func take(_ inner: ObjectReader) { add(inner.faults) }
}
