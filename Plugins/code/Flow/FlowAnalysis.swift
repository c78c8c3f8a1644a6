import CodeSyntax

/// Follows values through the functions of one file, and through what they call, here and in other files.
///
/// It runs the program on what is known of its values: each statement changes the state, at a branch both ways are
/// taken with what the condition says of them, and where ways meet their states are joined. A branch whose condition is
/// known is not taken the other way. Loops are run until nothing changes, three times at most. A call of a function of
/// the program runs that function with the arguments at hand, so that constants, objects and checks inside it count;
/// equal calls are run once. One run follows all rules: a bit each.
///
/// For one thread; the results name places, so that several analyses can be put together.
public final class FlowAnalysis {
    let program: any Program
    let guards: Guards
    let limits: FlowLimits

    // The program's point that is being evaluated.
    var state = State()
    var isReachable = true
    var frame: Frame
    var callDepth = 0
    var evaluationDepth = 0
    var stepsLeft = 0
    var isBounded = false
    /// What `stepsLeft` was when it was last set.
    var stepsGranted = 0
    var fileStepsLeft = 0
    var untilLook = 0
    let bound: WorkBound
    /// Calls of the program's functions are not followed: while another file's variables are looked at.
    var isShallow = false

    // What outlives a state.
    var origins: [Origin] = []
    var originNumbers: [Origin: Int32] = [:]
    var steps: [Step] = []
    var scopes: [Scope] = []
    var nextObject: Int32 = 0
    var modules: [FileID: [Symbol: Value]] = [:]
    var moduleHeap = Heap()
    var memo: [CallKey: Value] = [:]
    var callStack: [Place] = []
    /// Classes whose fields are being set: a class may hold an object of itself.
    var initializing: Set<Place> = []
    var entered: Set<Place> = []
    /// Of the sinks around, by node: what their parts carry.
    var sinkTaint: [(node: NodeID, taint: TaintSet)] = []
    var muted: Lanes = 0
    var handlers: [State?] = []
    /// What the exceptions carry that the innermost `try` may catch.
    var thrown: [TaintSet] = []
    /// The states in which loops were left, innermost last.
    var pendingBreak: [State?] = []
    /// Set for the next call, whose result is a condition; and what came of it.
    var wantedOutcomes: Outcomes?
    var finishedOutcomes: Outcomes?

    var analysed = FileID(rawValue: -1)
    var reported: Set<FlowKey> = []
    var result = FlowResult()

    /// More of a chain of steps is not told.
    static let longestPath: Int32 = 60
    /// Steps after which the clock is looked at.
    private static let stepsBetweenLooks = 256
    /// Expressions and calls inside each other, all calls together; bounds the stack.
    static let deepest = 1500

    /// - Parameter isCancelled: whether to end at once.
    public init(
        _ program: any Program, guards: Guards = Guards(), limits: FlowLimits = FlowLimits(),
        isCancelled: @escaping () -> Bool = { false }
    ) {
        self.program = program
        self.guards = guards
        self.limits = limits
        bound = WorkBound(milliseconds: limits.milliseconds, isCancelled: isCancelled)
        let nothing = ProgramFile(
            id: FileID(rawValue: -1), path: "", tree: SyntaxTree.nothing, marks: Marks())
        frame = Frame(nothing, function: SyntaxTree.root)
    }

    /// Analyses the file's top level and those of its functions in which something begins.
    public func analyse(_ file: ProgramFile) -> FlowResult {
        guard !file.marks.isEmpty else { return result }
        analysed = file.id
        fileStepsLeft = limits.fileSteps + limits.stepsPerByte * Int(file.tree[SyntaxTree.root].end)
        begin(file, SyntaxTree.root)
        _ = moduleVariables(of: file)
        settle()
        for function in functionsToEnter(of: file) where !entered.contains(Place(file: file.id, node: function)) {
            guard fileStepsLeft > 0 else { break }
            analyse(function, of: file)
        }
        result.isCut = fileStepsLeft <= 0
        return result
    }

    /// One function as if called from outside: nothing is known of its parameters.
    func analyse(_ function: NodeID, of file: ProgramFile) {
        begin(file, function)
        // What only calls where something begins has its say in a part of the work.
        if !file.hasBeginning(in: function.index..<Int(file.tree[function].next)) { grant(limits.steps / 4) }
        let receiver = instance(for: function, of: file)
        _ = run(
            Closure(place: Place(file: file.id, node: function), scope: -1), arguments: [], receiver: receiver, at: nil)
        settle()
        if isBounded { result.bounded.append(Place(file: file.id, node: function)) }
    }

    private func begin(_ file: ProgramFile, _ function: NodeID) {
        state = State()
        isReachable = true
        frame = Frame(file, function: function)
        grant(limits.steps)
        isBounded = false
        callDepth = 0
        evaluationDepth = 0
        handlers = []
    }

    /// False once the work for this function is used up; then nothing new is learned.
    func spend() -> Bool {
        guard stepsLeft > 0 else {
            isBounded = true
            return false
        }
        stepsLeft -= 1
        untilLook -= 1
        return untilLook >= 0 || look()
    }

    private func look() -> Bool {
        untilLook = Self.stepsBetweenLooks
        guard !bound.look() else { return true }
        (stepsLeft, stepsGranted, fileStepsLeft) = (0, 0, 0)
        isBounded = true
        return false
    }

    /// Allows so many steps, if the file may have them.
    func grant(_ steps: Int) {
        stepsLeft = max(0, min(steps, fileStepsLeft))
        stepsGranted = stepsLeft
    }

    /// Takes what was spent of the granted steps from the file's.
    func settle() {
        fileStepsLeft -= stepsGranted - stepsLeft
        stepsGranted = stepsLeft
    }

    var tree: SyntaxTree { frame.tree }
    func place(_ node: NodeID) -> Place { Place(file: frame.file.id, node: node) }

    func object(_ id: ObjectID) -> HeapObject? { state.heap[id] ?? moduleHeap[id] }

    func allocate(_ object: HeapObject) -> Value {
        let id = ObjectID(rawValue: nextObject)
        nextObject += 1
        state.heap[id] = object
        return Value(id)
    }

    /// Changes the objects a value may be: certainly when it is one, possibly when it is one of several.
    func change(_ value: Value, _ body: (inout HeapObject) -> Void) {
        for id in value.objects {
            guard var object = object(id) else { continue }
            let before = object
            body(&object)
            state.heap[id] = value.objects.count == 1 ? object : before.joined(object)
        }
    }
}

/// A call that has been run before, by what can matter of it.
struct CallKey: Hashable {
    let closure: Closure
    let arguments: [Value]
}

struct FlowKey: Hashable {
    let lane: Lanes
    let sink: Place
}

/// The variables that a closure sees.
struct Scope {
    let file: FileID
    let variables: [Symbol: Value]
    let parent: Int32
}

/// A function that is being run.
struct Frame {
    let file: ProgramFile
    let tree: SyntaxTree
    let function: NodeID
    /// Of the closure, -1 when it sees only the file.
    var scope: Int32 = -1
    var receiver: Value?
    var returned: Value?
    var returnState: State?
    var loops: [Loop] = []
    /// The states in which jumps left for their labels.
    var jumps: [Symbol: State] = [:]
    /// What the parameters still carry when the function gives true or false; asked for when it is a condition.
    var outcomes: Outcomes?

    init(_ file: ProgramFile, function: NodeID) {
        self.file = file
        tree = file.tree
        self.function = function
    }
}

/// A loop, switch or labelled statement that can be left early.
struct Loop {
    let label: Symbol
    /// `continue` means this one.
    let repeats: Bool
    var left: State?
    var continued: State?
}
