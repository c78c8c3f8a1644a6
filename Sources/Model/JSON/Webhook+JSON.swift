extension Webhook {
    public func write(to json: inout JSONWriter) {
        json.object { writeMembers(to: &$0) }
    }

    /// Adds the members of the webhook to the object being written.
    public func writeMembers(to json: inout JSONWriter) {
        json.member("id", id)
        json.member("name", name)
        json.member("url", url)
        json.member("event_filter", eventFilter.map(\.rawValue))
        json.member("enabled", isEnabled)
        json.member("created_at", createdAt)
    }
}

extension WebhookDelivery {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id)
            json.member("webhook_id", webhookID)
            json.member("event", event.rawValue)
            json.member("status", status.rawValue)
            json.member("attempt", attempt)
            json.member("next_attempt_at", nextAttemptAt)
            json.member("created_at", createdAt)
            json.member("updated_at", updatedAt)
            json.member("response_code", responseCode)
            json.member("response_body", responseBody)
        }
    }
}

extension ScanNotification {
    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id)
            json.member("type", event.rawValue)
            json.member("title", title)
            json.member("body", body)
            json.member("link", link)
            json.member("scan_id", scanID)
            json.member("severity", severity.rawValue)
            json.member("created_at", createdAt)
            json.member("read_at", readAt)
        }
    }
}
