public import CodeSyntax

/// What the rules say of the nodes of one file; the analysis knows nothing else of rules.
public struct Marks: Sendable {
    /// Values that come from outside.
    public struct Source: Sendable {
        /// None: nothing is harmful yet, but what is done with the value is to be followed.
        public var lanes: Lanes
        /// The variable at the node is tainted from here on, and not only the value of the expression.
        public var bySideEffect = false
        /// What is tainted is the object itself, until something done to it cleans it: a parser without its settings, a
        /// cookie without its flags. Otherwise copies of the value are tainted, each for itself.
        public var followsObject = false

        public init(lanes: Lanes) {
            self.lanes = lanes
        }
    }

    /// Where tainted values do harm.
    public struct Sink: Sendable {
        public var lanes: Lanes
        /// Only the node's own value counts; otherwise also whatever is evaluated inside it.
        public var isExact = true
        /// What is in a list or an object does not count, only what is a text itself.
        public var isShallow = false
        /// Of a list of arguments: what comes after a shell and its `-c` counts too.
        public var isShell = false

        public init(lanes: Lanes) {
            self.lanes = lanes
        }
    }

    /// What makes tainted values harmless.
    public struct Sanitizer: Sendable {
        public var lanes: Lanes
        /// The variable (or object) at the node is clean from here on.
        public var bySideEffect = false
        /// Only the node's own value; otherwise nothing inside it counts either.
        public var isExact = false

        public init(lanes: Lanes) {
            self.lanes = lanes
        }
    }

    /// When the node has been evaluated, the taint of one of its parts is also that of another.
    public struct Propagator: Sendable {
        public var lanes: Lanes
        public var from: NodeID
        public var to: NodeID

        public init(lanes: Lanes, from: NodeID, to: NodeID) {
            self.lanes = lanes
            self.from = from
            self.to = to
        }
    }

    struct Entry: Sendable {
        var sources: [Source] = []
        var sinks: [Sink] = []
        var sanitizers: [Sanitizer] = []
        var propagators: [Propagator] = []
    }

    private(set) var entries: [NodeID: Entry] = [:]
    /// Nodes whose constant values are wanted.
    public private(set) var wanted: Set<NodeID> = []
    public private(set) var hasSources = false
    public private(set) var hasSinks = false
    /// Some source is a value, and not an object with a state.
    public private(set) var takesInput = false

    public init() {}

    public var isEmpty: Bool { entries.isEmpty && wanted.isEmpty }

    /// Lanes with a sink.
    public var sinkLanes: Lanes {
        entries.values.reduce(0) { lanes, entry in entry.sinks.reduce(lanes) { $0 | $1.lanes } }
    }

    /// Without the sources that are for none of the lanes: their values reach no sink.
    public func withSources(of lanes: Lanes) -> Marks {
        var marks = self
        marks.hasSources = false
        for (node, entry) in entries where !entry.sources.isEmpty {
            var sources: [Source] = []
            // What is only a reason to look is kept as long as there is something to be found.
            for var source in entry.sources where source.lanes & lanes != 0 || (source.lanes == 0 && lanes != 0) {
                source.lanes &= lanes
                sources.append(source)
            }
            marks.entries[node]?.sources = sources
            if !sources.isEmpty { marks.hasSources = true }
        }
        return marks
    }

    public mutating func add(_ source: Source, at node: NodeID) {
        entries[node, default: Entry()].sources.append(source)
        hasSources = true
        if !source.followsObject, source.lanes != 0 { takesInput = true }
    }

    public mutating func add(_ sink: Sink, at node: NodeID) {
        entries[node, default: Entry()].sinks.append(sink)
        hasSinks = true
    }

    public mutating func add(_ sanitizer: Sanitizer, at node: NodeID) {
        entries[node, default: Entry()].sanitizers.append(sanitizer)
    }

    public mutating func add(_ propagator: Propagator, at node: NodeID) {
        entries[node, default: Entry()].propagators.append(propagator)
    }

    /// Asks for the values that the node can have.
    public mutating func want(_ node: NodeID) { wanted.insert(node) }

    /// The nodes at which the analysis has something to begin with.
    var beginnings: [NodeID] {
        entries.filter { !$0.value.sources.isEmpty }.map(\.key) + wanted
    }
}

/// What the analysis takes for a check of a value, per rule.
public struct Guards: Sendable {
    /// Rules for which a check against a list or a pattern of allowed values makes a value harmless.
    public var allowList: Lanes = .max
    /// Rules for which a value without "..", or one that was resolved and compared with its folder, is harmless.
    public var path: Lanes = 0
    /// Rules for which a text is harmless behind a fixed beginning that names the host.
    public var prefix: Lanes = 0

    /// Rules for which a value is harmless that is known to be a text.
    public var type: Lanes = 0

    /// Rules for which a value without quotes is harmless: it cannot end the text it stands in.
    public var quote: Lanes = 0

    /// Rules for which a value without line breaks is harmless.
    public var line: Lanes = 0

    /// Rules for which a pointer is harmless that was compared with NULL.
    public var null: Lanes = 0

    /// Rules for which a value is harmless that has no quotes but those around it: it is a text itself.
    public var literal: Lanes = 0

    public init() {}
}
