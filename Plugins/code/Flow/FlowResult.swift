public import CodeSyntax

/// One step from a source to a sink.
public struct FlowStep: Sendable, Hashable {
    public let place: Place
    public let note: StepNote
}

/// That a value from a source reaches a sink.
public struct Flow: Sendable {
    /// The rule's lane, as a bit.
    public let lane: Lanes
    public let source: Place
    public let sink: Place
    /// From the source to the sink, both included.
    public let steps: [FlowStep]
}

/// What an analysis found.
public struct FlowResult: Sendable {
    public internal(set) var flows: [Flow] = []
    /// The values that wanted nodes can have; a node that is missing was not reached, or its value is not known.
    public internal(set) var constants: [Place: [Constant]] = [:]
    /// Wanted nodes that were evaluated at least once to something that is not known.
    public internal(set) var unknowns: Set<Place> = []
    /// Wanted nodes that were evaluated.
    public internal(set) var reached: Set<Place> = []
    /// Functions at whose analysis a bound was hit.
    public internal(set) var bounded: [Place] = []
    /// Files other than the analysed one whose functions were looked into.
    public internal(set) var consulted: Set<FileID> = []
    /// The work allowed for the file was used up before all of its functions had been analysed.
    public internal(set) var isCut = false
}

/// What the analysis of one file may cost.
public struct FlowLimits: Sendable {
    /// Expressions and statements evaluated for one function, calls that are followed included.
    public var steps = 60_000
    /// The same for a file, however small, and for each of its bytes.
    public var fileSteps = 60_000
    public var stepsPerByte = 50
    /// For a file, of the thread's time.
    public var milliseconds = 5_000
    /// Calls inside calls.
    public var callDepth = 10

    public init() {}
}
