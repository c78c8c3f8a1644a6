extension PluginInfo {
    /// The catalogue entry, without the rules.
    public func write(to json: inout JSONWriter) {
        json.object { writeMembers(to: &$0) }
    }

    /// Adds the members of the entry to the object being written.
    public func writeMembers(to json: inout JSONWriter) {
        json.member("id", id)
        json.member("name", name)
        json.member("version", version)
        json.member("abi_version", abiVersion)
        json.member("scan_types", scanTypes)
        json.member("capabilities", capabilities)
        json.member("sha256", sha256)
        json.member("isolation", isolation)
        json.member("state", state.rawValue)
        json.member("reason", reason)
    }
}

extension Rule {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id)
            json.member("title", title)
            json.member("severity", severity.rawValue)
            json.member("cwe", cwes.first)
            json.member("confidence", confidence.rawValue)
            json.member("help", help)
            json.member("tags", tags)
        }
    }
}
