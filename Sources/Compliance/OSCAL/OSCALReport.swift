internal import Digest
public import Model

/// A scan as assessment results of NIST's Open Security Controls Assessment Language (OSCAL 1.1.3): an observation for
/// each finding, and an OSCAL finding for each control that is violated.
///
/// Controls that were checked without a finding are among the reviewed controls and get no OSCAL finding, because that
/// would have to say that they are satisfied. Equal scans and findings give equal bytes.
///
/// Made in parts that are joined: `begin`, one `add` for each finding that counts, `end`. Between them only the ids of
/// observations are held, by control.
public struct OSCALReport: Sendable {
    private let coverage: Coverage
    private let version: String
    private let scan: Scan
    private let ids: OSCALIdentity
    /// Ids of the observations, in the order of their findings.
    private var observations: [String] = []
    /// Positions of observations.
    private var byControl: [String: [Int32]] = [:]

    /// - Parameters:
    ///   - coverage: of the scan.
    ///   - version: of this program.
    public init(_ coverage: Coverage, of scan: Scan, version: String) {
        self.coverage = coverage
        self.scan = scan
        self.version = version
        ids = OSCALIdentity(scan: scan.id)
    }

    /// When what was seen was seen.
    private var moment: Timestamp { scan.completedAt ?? scan.startedAt ?? scan.createdAt }

    public func begin() -> [UInt8] {
        var json = JSONWriter()
        json.value(ids.uuid("assessment-results"))
        var metadata = JSONWriter()
        writeMetadata(to: &metadata)
        var plan = JSONWriter()
        plan.value("#" + ids.uuid("plan"))
        let head = Array(#"{"assessment-results":{"uuid":"#.utf8) + json.take() + Array(#","metadata":"#.utf8)
        let middle = metadata.take() + Array(#","import-ap":{"href":"#.utf8) + plan.take()
        return head + middle + Array(#"},"results":[{"#.utf8) + resultHead()
    }

    /// - Parameter finding: one that counts.
    public mutating func add(_ finding: Finding) -> [UInt8] {
        var json = JSONWriter(reserving: 1024)
        OSCALObservation(finding, ids: ids, collected: moment).write(to: &json)
        let separator = observations.isEmpty ? #","observations":["# : ","
        for tag in finding.complianceTags { byControl[tag, default: []].append(Int32(observations.count)) }
        observations.append(ids.uuid("finding " + finding.id))
        return Array(separator.utf8) + json.take()
    }

    /// - Parameter write: takes the rest in parts, in order.
    public func end(to write: ([UInt8]) throws -> Void) rethrows {
        if !observations.isEmpty { try write(Array("]".utf8)) }
        try writeFindings(to: write)
        try write(Array(",".utf8) + memberList { json in json.member("remarks", OSCALText.remarks) })
        try write(Array(#"}],"back-matter":"#.utf8))
        var matter = JSONWriter()
        writeBackMatter(to: &matter)
        try write(matter.take() + Array("}}\n".utf8))
    }

    private func writeMetadata(to json: inout JSONWriter) {
        json.object { json in
            json.member("title", "Static analysis by SecureScan")
            json.member("last-modified", moment.iso8601)
            json.member("version", scan.id)
            json.member("oscal-version", "1.1.3")
        }
    }

    /// How the scan ended, and what it lacks.
    private var outcome: String {
        let failed = scan.scannersFailed.map { "The scanner \($0.name) failed: \($0.error)" }
        let skipped = scan.scannersSkipped.map { "The scanner \($0.name) was skipped: \($0.reason)" }
        let left = (scan.target?.skipped ?? [:]).sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let leftOut = left.isEmpty ? [] : ["Left out: \(left.joined(separator: ", "))."]
        let whole = ["\(scan.request.targetPath): \(scan.status.rawValue).", scan.summary ?? "", scan.error ?? ""]
        return (whole + failed + skipped + leftOut).filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func resultHead() -> [UInt8] {
        memberList { json in
            json.member("uuid", ids.uuid("result"))
            json.member("title", "Scan \(scan.id)")
            json.member("description", OSCALText.block(outcome))
            json.member("start", (scan.startedAt ?? scan.createdAt).iso8601)
            if let end = scan.completedAt { json.member("end", end.iso8601) }
            json.key("local-definitions")
            writeDefinitions(to: &json)
            json.key("reviewed-controls")
            writeReviewed(to: &json)
        }
    }

    /// Members without the braces around them.
    private func memberList(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.object(body)
        return Array(json.take().dropFirst().dropLast())
    }

    /// Whatever an observation may come from: what a scanner found before it failed counts, too.
    private var tools: [(name: String, description: String)] {
        let failed = Set(scan.scannersFailed.map(\.name)).subtracting(scan.scannersRun).sorted()
        return [("SecureScan", "The platform that ran the scan, version \(version).")]
            + scan.scannersRun.map { ($0, "A scanner that ran to its end.") }
            + failed.map { ($0, "A scanner that did not run to its end.") }
    }

    private func writeDefinitions(to json: inout JSONWriter) {
        json.object { json in
            json.key("components")
            json.array { json in
                for tool in tools {
                    json.object { json in
                        json.member("uuid", ids.uuid("tool " + tool.name))
                        json.member("type", "software")
                        json.member("title", OSCALText.line(tool.name))
                        json.member("description", tool.description)
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

    private func writeFindings(to write: ([UInt8]) throws -> Void) rethrows {
        var isFirst = true
        for section in coverage.sections {
            for entry in section.violated {
                var json = JSONWriter(reserving: 1024)
                writeFinding(entry, section, byControl[entry.control.id] ?? [], to: &json)
                try write(Array((isFirst ? #","findings":["# : ",").utf8) + json.take())
                isFirst = false
            }
        }
        if !isFirst { try write(Array("]".utf8)) }
    }

    private func writeFinding(
        _ entry: Coverage.Entry, _ section: Coverage.Section, _ positions: [Int32], to json: inout JSONWriter
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
            if !positions.isEmpty {
                json.key("related-observations")
                json.array { json in
                    for position in positions {
                        json.object { $0.member("observation-uuid", observations[Int(position)]) }
                    }
                }
            }
        }
    }

    private func writeBackMatter(to json: inout JSONWriter) {
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
