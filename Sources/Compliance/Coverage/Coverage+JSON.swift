public import Model

extension Coverage {
    /// As `GET /compliance/coverage` answers: one reading under `coverage`, and a shorter one of the same under
    /// `frameworks`, for clients of another generation.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.key("coverage")
            json.array { json in for section in sections { section.write(to: &json) } }
            json.key("frameworks")
            json.object { json in
                for (name, section) in zip(names, sections) {
                    json.key(name)
                    section.writeBrief(to: &json)
                }
            }
        }
    }

    /// The name of each framework; of one that bears the name of an earlier one, with its version.
    private var names: [String] {
        var seen: Set<String> = []
        return sections.map { section in
            let framework = section.framework
            if seen.insert(framework.name).inserted { return framework.name }
            let longer = "\(framework.name) \(framework.version)"
            return seen.insert(longer).inserted ? longer : framework.id
        }
    }
}

extension Coverage.Section {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("framework", framework.name)
            json.member("framework_id", framework.id)
            json.member("version", framework.version)
            json.member("total_controls", entries.count)
            json.member("controls_violated", violated.map(\.control.id))
            json.member("controls_clear", clear.map(\.control.id))
            json.member("controls_not_assessable", notAssessable.map(\.control.id))
            json.key("violated_details")
            json.array { json in for entry in violated { entry.writeViolation(to: &json) } }
            json.key("not_assessable_details")
            json.array { json in for entry in notAssessable { entry.writeReason(to: &json) } }
            json.member("coverage_percentage", percentage)
        }
    }

    fileprivate func writeBrief(to json: inout JSONWriter) {
        json.object { json in
            json.member("controls", entries.map(\.control.id))
            json.member("observed", violated.map(\.control.id))
            json.member("coverage_pct", Coverage.percentage(violated.count, of: entries.count))
        }
    }
}

extension Coverage.Entry {
    fileprivate func writeViolation(to json: inout JSONWriter) {
        guard case .violated(let findings, let worst) = state else { return }
        json.object { json in
            json.member("id", control.id)
            json.member("name", control.title)
            json.member("findings_count", findings)
            json.member("max_severity", worst.rawValue)
        }
    }

    fileprivate func writeReason(to json: inout JSONWriter) {
        guard case .notAssessable(let reason) = state else { return }
        json.object { json in
            json.member("id", control.id)
            json.member("name", control.title)
            json.member("reason", reason.rawValue)
        }
    }
}
