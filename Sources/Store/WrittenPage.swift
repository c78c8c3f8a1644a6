/// A part of a listing as the API writes it: its items as JSON, with commas between them.
///
/// Rows become JSON without becoming values first: texts are copied from where SQLite has them, and what is stored as
/// JSON goes out as it is. That made listings several times faster, and tests hold it against what the values would
/// give.
public struct WrittenPage: Sendable {
    /// Empty when there is no item.
    public var bytes: [UInt8]
    public var count: Int
    /// How many there are in the whole listing; see ``Page/total``.
    public var total: Int
    /// Opaque; continues the listing with the same filter. Nil after the last item.
    public var next: String?
}
