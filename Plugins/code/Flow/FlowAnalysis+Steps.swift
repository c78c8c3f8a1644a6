import CodeSyntax

/// The paths that taint takes, and what is reported of them.
extension FlowAnalysis {
    func add(_ note: StepNote, at node: NodeID, after previous: Int32) -> Int32 {
        let length = previous < 0 ? 1 : steps[Int(previous)].length + 1
        guard length <= Self.longestPath else { return previous }
        let place = place(node)
        if previous >= 0, steps[Int(previous)].place == place { return previous }
        steps.append(Step(place: place, note: note, previous: previous, length: length))
        return Int32(steps.count - 1)
    }

    func advanced(_ taint: TaintSet, _ note: @autoclosure () -> StepNote, at node: NodeID) -> TaintSet {
        guard !taint.isEmpty else { return taint }
        let note = note()
        return taint.advanced { add(note, at: node, after: $0) }
    }

    func taint(from source: Marks.Source, at node: NodeID) -> Taint {
        let origin = Origin(place: place(node), mark: 0)
        let number = originNumbers[origin] ?? Int32(origins.count)
        if number == Int32(origins.count) {
            origins.append(origin)
            originNumbers[origin] = number
        }
        return Taint(origin: number, lanes: source.lanes, step: add(.source, at: node, after: -1))
    }

    func report(_ taint: TaintSet, lanes: Lanes, at node: NodeID) {
        for item in taint.items {
            var hit = item.lanes & lanes & ~muted
            while hit != 0 {
                let lane = hit & (0 &- hit)
                hit &= hit - 1
                guard reported.insert(FlowKey(lane: lane, sink: place(node))).inserted else { continue }
                result.flows.append(
                    Flow(
                        lane: lane, source: origins[Int(item.origin)].place, sink: place(node),
                        steps: path(to: item.step) + [FlowStep(place: place(node), note: .sink)]))
            }
        }
    }

    private func path(to step: Int32) -> [FlowStep] {
        var path: [FlowStep] = []
        var at = step
        while at >= 0 {
            let step = steps[Int(at)]
            path.append(FlowStep(place: step.place, note: step.note))
            at = step.previous
        }
        return path.reversed()
    }
}
