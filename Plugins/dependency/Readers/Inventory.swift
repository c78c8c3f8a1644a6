/// What one file says about packages.
public struct Inventory: Sendable, Equatable {
    /// `from` depends on `to`: indices into `packages`.
    public struct Edge: Sendable, Hashable {
        public var from: Int
        public var to: Int

        public init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }
    }

    /// Something in the file that could not be read, or was not; it costs only what it names.
    public struct Warning: Sendable, Equatable {
        /// From 1; 0 when it is about the file as a whole.
        public var line: Int
        /// What is wrong and what was expected, in one sentence without the path.
        public var reason: String

        public init(line: Int = 0, _ reason: String) {
            self.line = line
            self.reason = reason
        }
    }

    public var packages: [Package] = []
    public var edges: [Edge] = []
    public var warnings: [Warning] = []

    public init() {}
}
