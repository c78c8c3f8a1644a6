import Glibc

/// Runs on a thread whose stack is as small as threads of some systems have by default; code that is not optimised
/// needs more.
enum SmallStack {
    static var size: Int { _isDebugAssertConfiguration() ? 8 << 20 : 512 << 10 }

    /// Nil when there is no thread to be had.
    static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result?) -> Result? {
        let job = Job { body() }
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, size)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, &attributes,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Job>.fromOpaque(argument).takeUnretainedValue().run()
                return nil
            }, Unmanaged.passUnretained(job).toOpaque())
        guard status == 0 else { return nil }
        pthread_join(thread, nil)
        return job.result as? Result
    }

    private final class Job {
        private let body: () -> Any?
        private(set) var result: Any?

        init(_ body: @escaping () -> Any?) { self.body = body }

        func run() { result = body() }
    }
}
