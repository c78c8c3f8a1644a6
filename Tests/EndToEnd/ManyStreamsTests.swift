import TestSupport
import Testing

/// One scan with an audience.
@Suite(.timeLimit(.minutes(10))) struct ManyStreamsTests {
    private static let count = 300

    @Test func hundredsOfStreamsLetOthersThroughAndAllHearOfTheEnd() async throws {
        let server = try await ServerProcess.start(try Installation(plugins: [.stall]))
        let target = try TemporaryFolder()
        try target.write("file.txt", "stall")
        server.keep(target)
        let id = try await server.post(["target_path": target.path, "scan_types": ["stall"]])
        try await server.wait(for: "scanner.start", of: id)

        var streams: [EventReader] = []
        for _ in 0..<ManyStreamsTests.count {
            let stream = try await server.client.events("/api/v1/scans/\(id)/events")
            #expect(stream.head.status == 200)
            streams.append(stream)
        }
        let asked = ContinuousClock.now
        #expect(try await server.client.get("/ready").status == 200)
        #expect(try await server.scan(id)["status"] as? String == "running")
        #expect(ContinuousClock.now - asked < .seconds(5))

        #expect(try await server.client.post("/api/v1/scans/\(id)/cancel", json: "{}").status == 200)
        for stream in streams {
            let story = try await stream.rest()
            #expect(story.first?.event == "scan.start" && story.last?.event == "scan.cancelled")
        }
    }
}
