import Model
import Testing

struct AnnouncementTests {
    private static let time = Timestamp(microseconds: 1_769_850_300_000_123)

    private func scan(_ status: ScanStatus, _ findings: [Severity] = [], target: String = "/srv/app") -> Scan {
        var scan = Scan(
            id: "5a", request: ScanRequest(targetPath: target, scanTypes: ["code"]), status: status,
            createdAt: AnnouncementTests.time)
        scan.startedAt = AnnouncementTests.time
        scan.completedAt = Timestamp(microseconds: AnnouncementTests.time.microseconds + 1_500_000)
        for severity in findings { scan.severityCounts.add(severity) }
        return scan
    }

    private func told(by announcement: Announcement) -> ScanNotification? {
        announcement.notification(id: "n", at: AnnouncementTests.time)
    }

    @Test(arguments: [ScanStatus.pending, .running, .cancelled])
    func nothingIsAnnouncedOfScansThatDidNotEndOrWereCancelled(status: ScanStatus) {
        let failure = ScannerFailure(scanner: "code", error: "crashed")
        #expect(Announcement.all(of: scan(status, [.high]), failures: [failure]).isEmpty)
    }

    @Test func failuresOfScannersComeBeforeTheEnd() {
        let failure = ScannerFailure(scanner: "code", error: "crashed")
        let events = Announcement.all(of: scan(.failed), failures: [failure, failure]).map(\.event)
        #expect(events == [.scannerFailed, .scannerFailed, .scanFailed])
        #expect(Announcement.all(of: scan(.completed), failures: []).map(\.event) == [.scanComplete])
    }

    @Test func aScanThatFoundNothingNotifiesNobody() {
        #expect(told(by: .scanEnded(scan(.completed))) == nil)
    }

    @Test(arguments: Severity.allCases)
    func findingsNotifyWithTheWorstSeverity(worst: Severity) throws {
        let one = try #require(told(by: .scanEnded(scan(.completed, [worst]))))
        #expect(one.severity == worst && one.title == "1 finding in app" && one.event == .scanComplete)
        let three = try #require(told(by: .scanEnded(scan(.completed, [.info, worst, .info]))))
        #expect(three.severity == worst && three.title == "3 findings in app")
        #expect(three.link == "/scan/5a" && three.scanID == "5a" && three.readAt == nil)
    }

    @Test func aFailedScanNotifiesAsHigh() throws {
        var failed = scan(.failed, [.low])
        failed.error = "The scan took longer than 5 seconds."
        let notification = try #require(told(by: .scanEnded(failed)))
        #expect(notification.severity == .high && notification.event == .scanFailed)
        #expect(notification.title == "Scan of app failed" && notification.body == failed.error)
    }

    @Test func aFailedScannerNotifiesAsMedium() throws {
        let failure = ScannerFailure(scanner: "code", scanType: "code", error: "SIGSEGV", seconds: 2)
        let notification = try #require(told(by: .scannerFailed(failure, scan(.completed))))
        #expect(notification.severity == .medium && notification.event == .scannerFailed)
        #expect(notification.title == "Scanner code failed on app" && notification.body == "SIGSEGV")
    }

    @Test func theDataOfWebhooksIsAsTheContractSays() {
        #expect(
            Announcement.scanEnded(scan(.completed, [.high, .low])).data
                == #"{"scan_id":"5a","target_path":"/srv/app","scan_types":["code"],"scanners_run":[],"#
                + #""scanners_skipped":[],"findings_count":2,"#
                + #""severity_counts":{"critical":0,"high":1,"medium":0,"low":1,"info":0},"risk_score":0.0,"#
                + #""duration_s":1.5,"started_at":"2026-01-31T09:05:00.000123Z","#
                + #""completed_at":"2026-01-31T09:05:01.500123Z"}"#)
        var failed = scan(.failed)
        failed.error = "no disk"
        #expect(Announcement.scanEnded(failed).data.hasSuffix(#","error":"no disk"}"#))
        let failure = ScannerFailure(scanner: "code", error: String(repeating: "x", count: 300), seconds: 2.5)
        let error = String(repeating: "x", count: 200)
        #expect(
            Announcement.scannerFailed(failure, failed).data
                == #"{"scan_id":"5a","scanner":"code","scan_type":null,"error":"\#(error)","duration_s":2.5}"#)
    }

    @Test(arguments: [
        ("/srv/app", "/srv/app", "app"), ("/", "/", "/"), ("/srv/app/", "/srv/app/", "app"),
        ("https://user:pa@ss@example.org/r.git", "https://example.org/r.git", "r.git"),
        ("https://token@example.org", "https://example.org", "example.org"),
        ("https://example.org/a@b", "https://example.org/a@b", "a@b"),
        ("ssh://git@example.org/r", "ssh://example.org/r", "r"),
        ("git@example.org:r.git", "git@example.org:r.git", "git@example.org:r.git"),
    ])
    func credentialsInATargetAreNotShown(target: String, shown: String, name: String) {
        let request = ScanRequest(targetPath: target, scanTypes: [])
        #expect(request.shownTarget == shown && request.targetName == name)
        #expect(!Announcement.scanEnded(scan(.completed, [.low], target: target)).data.contains("pa@ss"))
    }
}
