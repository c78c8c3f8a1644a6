/// Reads one control of a framework's file.
enum ControlReader {
    private static let pattern =
        "the id of a rule such as 'code.python.sql-injection', in which '*' stands for any text"

    /// Nil when it has no usable id or title.
    static func control(_ reader: inout ObjectReader) -> Control? {
        let id = reader.text("id", upTo: 64)
        if let id, !isTag(id) {
            reader.fault(
                "id", "\(FrameworkFault.shown(id)) must consist of letters, digits and '.', '-', '_', ':', '(', ')'")
        }
        let reference = reader.text("reference", upTo: 100, isRequired: false)
        let title = reader.text("title", upTo: 400)
        let summary = reader.text("description", upTo: 1000, isRequired: false) ?? ""
        let group = reader.text("group", upTo: 300, isRequired: false) ?? ""
        let isAssessable = reader.flag("assessable", default: nil)
        let faultsBefore = reader.faults.count
        let evidence = readEvidence(&reader)
        // What is there and wrong is told already, and is not missing.
        let isRead = reader.faults.count == faultsBefore
        reader.refuseOthers()
        if isAssessable == true, evidence.isEmpty, isRead {
            reader.fault(
                "assessable", "is true, so at least one of cwes, added_cwes, rules, tags and keywords must say by what")
        }
        if isAssessable == false, !evidence.isEmpty {
            reader.fault("assessable", "is false, so cwes, added_cwes, rules, tags and keywords must be absent")
        }
        guard let id, let title else { return nil }
        return Control(
            id: id, reference: reference ?? id, title: title, summary: summary, group: group,
            evidence: isAssessable == true ? evidence : nil)
    }

    private static func readEvidence(_ reader: inout ObjectReader) -> Evidence {
        var evidence = Evidence()
        let listed = weaknesses("cwes", &reader)
        let added = weaknesses("added_cwes", &reader)
        for id in added where listed.contains(id) { reader.fault("added_cwes", "CWE-\(id) is among cwes, too") }
        evidence.weaknesses = listed + added
        evidence.added = Set(added)
        evidence.exceptions = Set(weaknesses("except_cwes", &reader))
        evidence.rules = reader.texts("rules", upTo: 500, pattern) { isPattern($0) }
        evidence.tags = reader.texts("tags", upTo: 100, "a tag of rules, in lower case") { isWord($0) }
        evidence.keywords = reader.texts("keywords", upTo: 100, "one word of letters and digits, in lower case") {
            isWord($0) && $0.allSatisfy { $0.isLetter || $0.isNumber }
        }
        return evidence
    }

    private static func weaknesses(_ name: String, _ reader: inout ObjectReader) -> [Int] {
        let allowed = "an entry of CWE \(WeaknessList.version), written as 'CWE-89'"
        return reader.texts(name, upTo: 500, allowed) { text in
            WeaknessList.number(text).map { WeaknessList.shared.contains($0) } ?? false
        }.compactMap(WeaknessList.number)
    }

    private static func isTag(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
                || ".-_:()".utf8.contains(byte)
        }
    }

    private static func isPattern(_ text: String) -> Bool {
        text.utf8.count <= 200 && text.utf8.contains { $0 != 0x2A }
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
                    || ".-_*".utf8.contains(byte)
            }
    }

    private static func isWord(_ text: String) -> Bool {
        ObjectReader.isText(text, upTo: 60) && text == text.lowercased()
    }
}
