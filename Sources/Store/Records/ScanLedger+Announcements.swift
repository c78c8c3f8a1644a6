internal import Digest
internal import GRDB
internal import Model

extension ScanLedger {
    /// Writes what the end of this scan is announced with: a notification for people, and a delivery for each webhook
    /// that is enabled and asks for the event. True when a delivery waits now.
    ///
    /// A scanner that failed is announced here too and not when it failed: only now is it known that the scan was not
    /// cancelled, and one transaction holds all that is told of a scan.
    func announce(at time: Timestamp, scannerTypes: [String: String], _ db: Database) throws -> Bool {
        let announcements = Announcement.all(of: scan, failures: try failures(scannerTypes, db))
        guard !announcements.isEmpty else { return false }
        let webhooks = try Row.fetchAll(db, sql: "SELECT * FROM webhooks WHERE enabled ORDER BY number")
            .map(WebhookRecord.webhook)
        var isQueued = false
        for announcement in announcements {
            if let notification = announcement.notification(id: SecureRandom.uuid(), at: time) {
                try NotificationRecord.insert(notification, db)
            }
            for webhook in webhooks where webhook.eventFilter.contains(announcement.event) {
                _ = try DeliveryRecord.insert(announcement.event, announcement.data, for: webhook.id, at: time, db)
                isQueued = true
            }
        }
        try NotificationRecord.prune(at: time, db)
        return isQueued
    }

    /// From the recorded events, which survive the death of the server; then those that the end alone knows of.
    private func failures(_ scannerTypes: [String: String], _ db: Database) throws -> [ScannerFailure] {
        var failures = try eventPayloads(named: "scanner.failed", db).map { payload in
            let members = try StoredValue.object(payload)
            let scanner = members["scanner"]?.string ?? ""
            return ScannerFailure(
                scanner: scanner, scanType: scannerTypes[scanner], error: members["error"]?.string ?? "",
                seconds: members["duration_s"]?.double)
        }
        for failed in scan.scannersFailed where !failures.contains(where: { $0.scanner == failed.name }) {
            failures.append(
                ScannerFailure(scanner: failed.name, scanType: scannerTypes[failed.name], error: failed.error))
        }
        return failures
    }
}

extension JSONValue {
    fileprivate var double: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}
