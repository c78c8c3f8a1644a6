internal import Dispatch
public import Logging
internal import Model
public import Store

/// Brings events to webhooks: each webhook gets its events one after the other in the order they happened, different
/// webhooks are served at the same time. The queue itself is rows of the store; here is only what is under way, so
/// nothing is lost when this process dies.
///
/// An event that was being sent then is sent again: receivers get every event at least once, and know a repetition by
/// the delivery's id.
public actor Courier {
    /// How long the transfers under way may take to break off when the courier is stopped.
    static let stopSeconds = 1.5
    /// After which a database that refused something is asked again.
    static let faultPauseSeconds = 5.0

    private let store: Store
    private let configuration: DeliveryConfiguration
    private let logger: Logger
    private let surroundings: Surroundings
    private let wakes: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation
    /// By the id of the webhook.
    private var underWay: [String: StopFlag] = [:]
    private var alarm: Task<Void, Never>?
    /// Tasks that wait for the database to recover.
    private var pauses: [Int: Task<Void, Never>] = [:]
    private var pauseCount = 0
    private var isStopped = false
    /// Finished when nothing is under way any more.
    private var idle: AsyncStream<Void>.Continuation?

    public init(store: Store, configuration: DeliveryConfiguration, logger: Logger) {
        self.init(store: store, configuration: configuration, logger: logger, surroundings: .real)
    }

    init(store: Store, configuration: DeliveryConfiguration, logger: Logger, surroundings: Surroundings) {
        self.store = store
        self.configuration = configuration
        self.logger = logger
        self.surroundings = surroundings
        (wakes, waker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes up what an earlier process was sending, and delivers until `stop`. To be called once, by the only server
    /// of the database.
    public func deliver() async {
        let bell = store.deliveryBell()
        let listener = Task { [waker] in for await _ in bell { waker.yield() } }
        defer { listener.cancel() }
        while !isStopped, !(await takeUp()) { await pause() }
        waker.yield()
        for await _ in wakes where !isStopped { await lookRound() }
    }

    /// Breaks off what is under way, which will be sent again by the next process; returns within 2 seconds.
    public func stop() async {
        isStopped = true
        alarm?.cancel()
        for pause in pauses.values { pause.cancel() }
        for flag in underWay.values { flag.set() }
        let (quiet, finish) = AsyncStream.makeStream(of: Void.self)
        idle = finish
        if underWay.isEmpty { finish.finish() }
        let patience = Task {
            try? await Task.sleep(for: .seconds(Courier.stopSeconds))
            finish.finish()
        }
        for await _ in quiet {}
        patience.cancel()
        waker.finish()
    }

    private func takeUp() async -> Bool {
        await storing("take up the deliveries of an earlier run") {
            try await store.requeueDeliveries(at: surroundings.now())
        }
    }

    /// Starts every delivery whose time has come, and sets the alarm for the first of the others.
    private func lookRound() async {
        let queue: [QueuedDelivery]
        do {
            queue = try await store.nextDeliveries()
        } catch {
            logger.error("The queue of webhook deliveries cannot be read: \(error)")
            return setAlarm(in: Courier.faultPauseSeconds)
        }
        let now = surroundings.now()
        var next: Timestamp?
        for queued in queue where underWay[queued.delivery.webhookID] == nil && !isStopped {
            if let time = queued.delivery.nextAttemptAt, time > now {
                next = min(time, next ?? time)
            } else if underWay.count < configuration.concurrentWebhooks {
                start(queued)
            }
        }
        if let next { setAlarm(in: next.seconds(since: now)) }
    }

    private func setAlarm(in seconds: Double) {
        alarm?.cancel()
        alarm = Task { [surroundings, waker] in
            await surroundings.wait(seconds)
            if !Task.isCancelled { waker.yield() }
        }
    }

    private func start(_ queued: QueuedDelivery) {
        let flag = StopFlag()
        underWay[queued.delivery.webhookID] = flag
        Task {
            await attempt(queued, flag)
            underWay[queued.delivery.webhookID] = nil
            if underWay.isEmpty { idle?.finish() }
            waker.yield()
        }
    }

    private func attempt(_ queued: QueuedDelivery, _ flag: StopFlag) async {
        let begun: Bool
        do {
            begun = try await store.beginAttempt(queued.delivery, at: surroundings.now())
        } catch {
            logger.error("A webhook delivery cannot be begun: \(error)")
            return await pause()
        }
        guard begun else { return }
        let request = SignedRequest(queued, at: surroundings.now())
        let transfer = Transfer(
            url: queued.url, headers: request.headers, body: request.body, seconds: configuration.attemptSeconds,
            allowsPrivate: await configuration.allowsPrivate(), names: surroundings.names())
        let end = await Courier.onThread(of: queued.delivery.webhookID) { transfer.run(flag) }
        await record(end, of: queued)
    }

    /// libcurl blocks, so each transfer has a thread of its own.
    private static func onThread(
        of webhookID: String, _ call: @escaping @Sendable () -> Transfer.End
    ) async -> Transfer.End {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "securescan.webhook.\(webhookID)").async { continuation.resume(returning: call()) }
        }
    }

    /// What cannot be stored now is tried again until it can, or the courier is stopped: then the next process finds
    /// the delivery as if it had been broken off.
    private func record(_ end: Transfer.End, of queued: QueuedDelivery) async {
        let delivery = queued.delivery
        let now = surroundings.now()
        let outcome = AttemptOutcome(end, of: delivery, configuration, now: now, random: surroundings.random)
        if outcome?.end == .gaveUp {
            logger.warning(
                "A webhook delivery was given up after \(delivery.attempt + 1) attempts",
                metadata: ["webhook_id": "\(delivery.webhookID)", "delivery_id": "\(delivery.id)"])
        }
        while true {
            let isStored = await storing("record the end of a webhook delivery") {
                if let outcome {
                    try await store.endAttempt(
                        delivery.id, outcome.end, code: outcome.code, body: outcome.body, at: now)
                } else {
                    try await store.requeueDeliveries(delivery.id, at: now)
                }
            }
            if isStored || isStopped { return }
            await pause()
        }
    }

    /// Gives a database that refused something time to recover; ends when the courier is stopped.
    private func pause() async {
        guard !isStopped else { return }
        pauseCount += 1
        let number = pauseCount
        let pause = Task { [surroundings] in await surroundings.wait(Courier.faultPauseSeconds) }
        pauses[number] = pause
        await pause.value
        pauses[number] = nil
    }

    private func storing(_ what: String, _ write: () async throws -> Void) async -> Bool {
        do {
            try await write()
            return true
        } catch {
            logger.error("The database refused to \(what): \(error)")
            return false
        }
    }
}
