internal import Model
internal import NIOCore
internal import Synchronization

/// The frames of the newest events, so that what goes to many subscribers is encoded once and in memory once. Bounded:
/// each event has one place, and the next one for that place takes it.
final class RecentFrames: Sendable {
    private struct Slot {
        let scanID: String
        let sequence: Int64
        let frame: ByteBuffer
    }

    private static let places = 64

    private let slots = Mutex([Slot?](repeating: nil, count: places))

    func frame(of event: RecordedEvent, in scanID: String) -> ByteBuffer {
        let place = Int(truncatingIfNeeded: event.sequence & Int64(RecentFrames.places - 1))
        return slots.withLock { slots in
            if let slot = slots[place], slot.sequence == event.sequence, slot.scanID == scanID { return slot.frame }
            let frame = EventFrame.of(event)
            slots[place] = Slot(scanID: scanID, sequence: event.sequence, frame: frame)
            return frame
        }
    }
}
