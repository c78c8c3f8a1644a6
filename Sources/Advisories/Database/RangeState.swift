/// The state of one range while its events are passed in order.
struct RangeState {
    private var isInside = false
    private var hasLimit = false
    private var isBeforeALimit = false
    private(set) var isUnclear = false

    var isAffected: Bool { isInside && !isUnclear && (!hasLimit || isBeforeALimit) }

    mutating func apply(_ event: AdvisoryDatabase.EventRow, at position: Query.Position, of versions: Int) {
        if event.place == Layout.fromTheStart {
            if event.kind == .introduced { isInside = true } else { isUnclear = true }
            return
        }
        guard event.place & Layout.literal == 0, Int(event.place) < versions else {
            isUnclear = true
            return
        }
        let boundary = 2 * Int(event.place) + 1
        switch event.kind {
        case .introduced: if position >= boundary { isInside = true }
        case .fixed: if position >= boundary { isInside = false }
        case .lastAffected: if position > boundary { isInside = false }
        case .limit:
            hasLimit = true
            if position < boundary { isBeforeALimit = true }
        }
    }
}
