public import Model

/// A part of a listing.
public struct Page<Item: Sendable>: Sendable {
    public var items: [Item]
    /// How many there are in the whole listing. Taken with its first page and carried along by the cursor, so that
    /// going through a long filtered listing counts once.
    public var total: Int
    /// Opaque; continues the listing with the same filter. Nil after the last item.
    public var next: String?

    public init(items: [Item], total: Int, next: String?) {
        self.items = items
        self.total = total
        self.next = next
    }
}

/// What a `Store.delete` came to.
public enum DeleteOutcome: Sendable, Equatable {
    case deleted
    case notFound
    /// The scan is pending or running and was left as it is.
    case active(ScanStatus)
}
