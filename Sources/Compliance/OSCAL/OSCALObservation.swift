internal import Model

/// A finding as an observation.
struct OSCALObservation {
    let finding: Finding
    let ids: OSCALIdentity
    let collected: Timestamp

    /// Of our properties (OSCAL demands a namespace for what it does not define).
    private static let namespace = "https://securescan.invalid/ns/oscal"

    init(_ finding: Finding, ids: OSCALIdentity, collected: Timestamp) {
        self.finding = finding
        self.ids = ids
        self.collected = collected
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("uuid", ids.uuid("finding " + finding.id))
            json.member("title", OSCALText.line(finding.title))
            json.member("description", OSCALText.block(finding.description))
            json.key("props")
            json.array { json in
                for (name, value) in properties { property(name, value, to: &json) }
            }
            json.member("methods", ["TEST"])
            json.member("types", ["finding"])
            json.key("origins")
            json.array { json in
                json.object { json in
                    json.key("actors")
                    json.array { json in
                        json.object { json in
                            json.member("type", "tool")
                            json.member("actor-uuid", ids.uuid("tool " + finding.scanner))
                        }
                    }
                }
            }
            json.key("subjects")
            json.array { json in
                json.object { json in
                    json.member("subject-uuid", ids.uuid("target"))
                    json.member("type", "inventory-item")
                }
            }
            if !place.isEmpty {
                json.key("relevant-evidence")
                json.array { json in json.object { $0.member("description", OSCALText.block(place)) } }
            }
            json.member("collected", collected.iso8601)
        }
    }

    /// Without empty ones, which OSCAL does not allow.
    private var properties: [(String, String)] {
        let all = [
            ("fingerprint", finding.fingerprint), ("rule", finding.ruleID), ("severity", finding.severity.rawValue),
            ("confidence", finding.confidence.rawValue), ("cwe", finding.cwe ?? ""),
        ]
        return all.filter { !$0.1.isEmpty } + finding.complianceTags.map { ("control", $0) }
    }

    private func property(_ name: String, _ value: String, to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name)
            json.member("ns", OSCALObservation.namespace)
            json.member("value", OSCALText.line(value))
        }
    }

    private var place: String {
        guard let line = finding.lineStart else { return finding.filePath }
        return "\(finding.filePath), line \(line)"
    }
}
