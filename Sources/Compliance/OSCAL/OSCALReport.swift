internal import Digest
public import Model

/// A scan as assessment results of NIST's Open Security Controls Assessment Language (OSCAL 1.1.3): an observation for
/// each finding, and an OSCAL finding for each control that is violated.
///
/// Controls that were checked without a finding are among the reviewed controls and get no OSCAL finding, because that
/// would have to say that they are satisfied. Equal scans and findings give equal bytes.
public struct OSCALReport: Sendable {
    private let coverage: Coverage
    private let version: String

    /// - Parameters:
    ///   - coverage: of the scan.
    ///   - version: of this program.
    public init(_ coverage: Coverage, version: String) {
        self.coverage = coverage
        self.version = version
    }

    /// - Parameters:
    ///   - findings: that count.
    ///   - write: takes the document in parts, in order.
    public func render(_ scan: Scan, _ findings: [Finding], to write: ([UInt8]) throws -> Void) rethrows {
        let ids = OSCALIdentity(scan: scan.id)
        let moment = scan.completedAt ?? scan.startedAt ?? scan.createdAt
        var json = JSONWriter()
        try write(Array(#"{"assessment-results":{"uuid":"#.utf8))
        json.value(ids.uuid("assessment-results"))
        try write(json.take() + Array(#","metadata":"#.utf8))
        var metadata = JSONWriter()
        writeMetadata(scan, moment, to: &metadata)
        try write(metadata.take() + Array(#","import-ap":{"href":"#.utf8))
        var plan = JSONWriter()
        plan.value("#" + ids.uuid("plan"))
        try write(plan.take() + Array(#"},"results":[{"#.utf8))
        try writeResult(scan, findings, ids, moment, to: write)
        try write(Array(#"}],"back-matter":"#.utf8))
        var matter = JSONWriter()
        writeBackMatter(ids, to: &matter)
        try write(matter.take() + Array("}}\n".utf8))
    }

    private func writeMetadata(_ scan: Scan, _ moment: Timestamp, to json: inout JSONWriter) {
        json.object { json in
            json.member("title", "Static analysis by SecureScan")
            json.member("last-modified", moment.iso8601)
            json.member("version", scan.id)
            json.member("oscal-version", "1.1.3")
        }
    }

    private func writeResult(
        _ scan: Scan, _ findings: [Finding], _ ids: OSCALIdentity, _ moment: Timestamp,
        to write: ([UInt8]) throws -> Void
    ) rethrows {
        try write(
            memberList { json in
                json.member("uuid", ids.uuid("result"))
                json.member("title", "Scan \(scan.id)")
                let outcome = "\(scan.request.targetPath): \(scan.status.rawValue). \(scan.summary ?? "")"
                json.member("description", OSCALText.block(outcome))
                json.member("start", (scan.startedAt ?? scan.createdAt).iso8601)
                if let end = scan.completedAt { json.member("end", end.iso8601) }
                json.key("local-definitions")
                writeDefinitions(scan, ids, to: &json)
                json.key("reviewed-controls")
                writeReviewed(to: &json)
            })
        if !findings.isEmpty {
            try write(Array(#","observations":["#.utf8))
            for (position, finding) in findings.enumerated() {
                var json = JSONWriter(reserving: 1024)
                OSCALObservation(finding, ids: ids, collected: moment).write(to: &json)
                try write(position == 0 ? json.take() : Array(",".utf8) + json.take())
            }
            try write(Array("]".utf8))
        }
        try writeFindings(findings, ids, to: write)
        try write(Array(",".utf8) + memberList { json in json.member("remarks", OSCALText.remarks) })
    }

    /// Members without the braces around them.
    private func memberList(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.object(body)
        return Array(json.take().dropFirst().dropLast())
    }

    private func writeDefinitions(_ scan: Scan, _ ids: OSCALIdentity, to json: inout JSONWriter) {
        json.object { json in
            json.key("components")
            json.array { json in
                for scanner in ["SecureScan"] + scan.scannersRun {
                    json.object { json in
                        json.member("uuid", ids.uuid("tool " + scanner))
                        json.member("type", "software")
                        json.member("title", OSCALText.line(scanner))
                        json.member(
                            "description",
                            scanner == "SecureScan"
                                ? "The platform that ran the scan, version \(version)."
                                : "A scanner that ran to its end.")
                        json.key("status")
                        json.object { $0.member("state", "operational") }
                    }
                }
            }
            json.key("inventory-items")
            json.array { json in
                json.object { json in
                    json.member("uuid", ids.uuid("target"))
                    json.member("description", OSCALText.block(scan.request.targetPath))
                }
            }
        }
    }

    /// What was reviewed: violated and clear ones. OSCAL wants one selection at least.
    private func writeReviewed(to json: inout JSONWriter) {
        json.object { json in
            json.member("description", "Controls that rules of the scanners speak to. Others were not assessed.")
            json.key("control-selections")
            json.array { json in
                let reviewed = coverage.sections.filter { !($0.violated.isEmpty && $0.clear.isEmpty) }
                for section in reviewed {
                    json.object { json in
                        json.member("description", "\(section.framework.name) \(section.framework.version)")
                        json.key("include-controls")
                        json.array { json in
                            for entry in section.entries where entry.isReviewed {
                                json.object { $0.member("control-id", OSCALText.token(entry.control.id)) }
                            }
                        }
                    }
                }
                if reviewed.isEmpty { json.object { $0.member("description", "No control could be reviewed.") } }
            }
        }
    }

    private func writeFindings(
        _ findings: [Finding], _ ids: OSCALIdentity, to write: ([UInt8]) throws -> Void
    ) rethrows {
        var byControl: [String: [Int]] = [:]
        for (position, finding) in findings.enumerated() {
            for tag in finding.complianceTags { byControl[tag, default: []].append(position) }
        }
        var isFirst = true
        for section in coverage.sections {
            for entry in section.violated {
                var json = JSONWriter(reserving: 1024)
                writeFinding(entry, section, (byControl[entry.control.id] ?? []).map { findings[$0] }, ids, to: &json)
                try write(Array((isFirst ? #","findings":["# : ",").utf8) + json.take())
                isFirst = false
            }
        }
        if !isFirst { try write(Array("]".utf8)) }
    }

    private func writeFinding(
        _ entry: Coverage.Entry, _ section: Coverage.Section, _ findings: [Finding], _ ids: OSCALIdentity,
        to json: inout JSONWriter
    ) {
        guard case .violated(let count, let worst) = entry.state else { return }
        json.object { json in
            json.member("uuid", ids.uuid("control " + entry.control.id))
            json.member("title", OSCALText.line("\(entry.control.reference) \(entry.control.title)"))
            json.member(
                "description",
                "\(section.framework.name) \(section.framework.version): \(count) finding(s), the worst "
                    + "\(worst.rawValue).")
            json.key("target")
            json.object { json in
                json.member("type", "objective-id")
                json.member("target-id", OSCALText.token(entry.control.id))
                json.key("status")
                json.object { json in
                    json.member("state", "not-satisfied")
                    json.member("reason", "fail")
                }
            }
            if !findings.isEmpty {
                json.key("related-observations")
                json.array { json in
                    for finding in findings {
                        json.object { $0.member("observation-uuid", ids.uuid("finding " + finding.id)) }
                    }
                }
            }
        }
    }

    private func writeBackMatter(_ ids: OSCALIdentity, to json: inout JSONWriter) {
        json.object { json in
            json.key("resources")
            json.array { json in
                json.object { json in
                    json.member("uuid", ids.uuid("plan"))
                    json.member("title", "No assessment plan")
                    json.member("description", "The scan follows the rules of its scanners; no OSCAL plan exists.")
                }
                for section in coverage.sections {
                    json.object { json in
                        json.member("uuid", ids.uuid("framework " + section.framework.id))
                        json.member("title", OSCALText.line(section.framework.source.title))
                        json.key("rlinks")
                        json.array { json in json.object { $0.member("href", section.framework.source.url) } }
                    }
                }
            }
        }
    }
}

extension Coverage.Entry {
    fileprivate var isReviewed: Bool { if case .notAssessable = state { false } else { true } }
}
