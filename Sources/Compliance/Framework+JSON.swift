public import Model

extension Framework {
    /// One entry of the list of frameworks.
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id)
            json.member("name", name)
            json.member("version", version)
            json.member("total_controls", controls.count)
        }
    }

    /// With everything that is known of it.
    ///
    /// - Parameter reach: of the rules that are loaded.
    public func writeDetails(to json: inout JSONWriter, reach: RuleReach) {
        json.object { json in
            json.member("id", id)
            json.member("name", name)
            json.member("version", version)
            json.member("total_controls", controls.count)
            json.member("assessable_controls", controls.count { $0.isAssessable })
            json.member("checked_controls", controls.count { reach.ruleCount(for: $0.id) > 0 })
            json.member("built_in", file == nil)
            json.member("exclusive", isExclusive)
            json.key("source")
            json.object { json in
                json.member("title", source.title)
                json.member("published", source.published)
                json.member("url", source.url)
                json.member("licence", source.licence)
            }
            json.key("scope")
            json.object { json in
                json.member("complete", scope.isComplete)
                json.member("note", scope.note)
            }
            json.key("controls")
            json.array { json in for control in controls { control.write(to: &json, reach: reach) } }
        }
    }
}

extension Control {
    fileprivate func write(to json: inout JSONWriter, reach: RuleReach) {
        let evidence = evidence ?? Evidence()
        func cwes(_ ids: some Sequence<Int>) -> [String] { ids.map { "CWE-\($0)" } }
        json.object { json in
            json.member("id", id)
            json.member("reference", reference)
            json.member("title", title)
            json.member("description", summary)
            json.member("group", group)
            json.member("assessable", isAssessable)
            json.member("checked_by", reach.plugins(for: id))
            json.member("rules_count", reach.ruleCount(for: id))
            json.member("cwes", cwes(evidence.weaknesses.filter { !evidence.added.contains($0) }))
            json.member("added_cwes", cwes(evidence.added.sorted()))
            json.member("except_cwes", cwes(evidence.exceptions.sorted()))
            json.member("rules", evidence.rules)
            json.member("tags", evidence.tags)
            json.member("keywords", evidence.keywords)
        }
    }
}
