import Model
import Testing

struct RiskScoreTests {
    @Test func nothingFoundIsNoRisk() { #expect(RiskScore.of(SeverityCounts()) == 0) }

    @Test(arguments: [
        (Severity.critical, 55.5), (.high, 43.9), (.medium, 27.7), (.low, 13.9), (.info, 3.6),
    ])
    func oneFindingWeighsByItsSeverity(severity: Severity, score: Double) {
        var counts = SeverityCounts()
        counts.add(severity)
        #expect(RiskScore.of(counts) == score)
    }

    @Test func neverExceedsOneHundred() {
        var counts = SeverityCounts()
        counts.add(.critical, count: 1_000_000)
        #expect(RiskScore.of(counts) == 100)
    }
}

struct ScanSentenceTests {
    private func sentence(_ status: ScanStatus, low: Int = 0, critical: Int = 0, failed: [String] = []) -> String {
        var scan = Scan(id: "1", request: ScanRequest(targetPath: "/", scanTypes: ["code"]), createdAt: .now())
        scan.status = status
        scan.severityCounts.add(.low, count: low)
        scan.severityCounts.add(.critical, count: critical)
        scan.scannersFailed = failed.map { FailedScanner(name: $0, error: "crashed") }
        return ScanSentence.of(scan)
    }

    @Test func namesTheSeveritiesWorstFirst() {
        #expect(sentence(.completed, low: 1, critical: 2) == "Found 3 findings (2 critical, 1 low).")
        #expect(sentence(.completed) == "Found no findings.")
    }

    @Test func saysWhenAScannerDidNotFinish() {
        #expect(sentence(.completed, failed: ["code"]) == "Found no findings. Incomplete: code did not finish.")
    }

    @Test func saysWhenAPluginCouldNotBeLoaded() {
        var scan = Scan(id: "1", request: ScanRequest(targetPath: "/", scanTypes: ["code"]), createdAt: .now())
        scan.status = .completed
        scan.scannersSkipped = [SkippedScanner(name: "mine", reason: "digest differs")]
        #expect(ScanSentence.of(scan) == "Found no findings. Incomplete: mine could not be loaded.")
    }

    @Test func saysWhenTheScanItselfDidNot() {
        #expect(sentence(.failed, low: 1) == "The scan failed; it had found 1 finding (1 low).")
        #expect(sentence(.cancelled) == "The scan was cancelled; it had found no findings.")
    }
}

struct ScanJSONTests {
    @Test func aFreshScanHasEveryMemberOfTheContract() {
        let request = ScanRequest(targetPath: "/src", scanTypes: ["secrets"])
        var json = JSONWriter()
        Scan(id: "7", request: request, createdAt: Timestamp(microseconds: 0)).write(to: &json)
        #expect(
            json.text == #"{"id":"7","target_path":"/src","scan_types":["secrets"],"status":"pending","#
                + #""created_at":"1970-01-01T00:00:00.000000Z","started_at":null,"completed_at":null,"#
                + #""findings_count":0,"risk_score":0.0,"summary":null,"error":null,"target_url":null,"#
                + #""target_host":null,"ref":null,"base_ref":null,"history":false,"no_ignore":false,"options":{},"#
                + #""scanners_run":[],"#
                + #""scanners_skipped":[],"scanners_failed":[],"notes":[],"target":null,"#
                + #""progress":{"files_done":0,"files_total":0}}"#)
    }

    @Test func eventErrorsAreCutToTwoHundredCharacters() {
        let event = ScanEvent.scannerFailed(scanner: "s", error: String(repeating: "é", count: 500), seconds: 1.23456)
        let error = String(repeating: "é", count: 200)
        #expect(
            event.payload(scanID: "1") == #"{"scan_id":"1","scanner":"s","error":"\#(error)","duration_s":1.235}"#)
    }

    @Test func onlyTheLastEventsAreTerminal() {
        #expect(ScanEvent.scanCancelled.isTerminal)
        #expect(ScanEvent.scanFailed(error: "").isTerminal)
        #expect(!ScanEvent.scannerStart(scanner: "s").isTerminal)
    }
}

struct FindingOrderTests {
    @Test func worseComesFirstThenPathLineAndRule() {
        func finding(_ severity: Severity, _ path: String, _ line: Int?, _ rule: String) -> Finding {
            Finding(
                id: "i", scanID: "s", scanner: "x", scanType: "x", severity: severity, title: "t", description: "",
                filePath: path, lineStart: line, ruleID: rule, fingerprint: "")
        }
        let ordered = [
            finding(.critical, "z", 9, "r"), finding(.high, "a", nil, "r"), finding(.high, "a", 2, "a"),
            finding(.high, "a", 2, "b"), finding(.high, "a/b", 1, "r"), finding(.info, "a", 1, "r"),
        ]
        #expect(ordered.reversed().sorted(by: Finding.canonicalOrder) == ordered)
    }
}

struct PathTextTests {
    @Test func validTextStaysAsItIs() { #expect(PathText.display(Array("żółć/a b".utf8)) == "żółć/a b") }

    @Test func otherBytesAreShownInHex() {
        #expect(PathText.display(Array("a/".utf8) + [0xFF, 0xC3] + Array("é".utf8)) == "a/\\xff\\xc3é")
    }
}
