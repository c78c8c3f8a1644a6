/// A place in a file. Byte offsets rule; with lines alone the host works the offsets out.
public struct Region: Sendable, Equatable {
    /// Path of the file, relative to the target; empty for the file that is being scanned.
    public var path: [UInt8] = []
    /// Offset of the first byte and the one after the last; nil when only lines are known.
    public var bytes: Range<Int>?
    /// 1-based, 0 when not known; columns count bytes.
    public var startLine = 0
    public var startColumn = 0
    public var endLine = 0
    public var endColumn = 0
    /// What this step means, for related places.
    public var note = ""

    init() {}

    /// The whole of a file.
    public static func file(_ path: [UInt8] = []) -> Region {
        var region = Region()
        region.path = path
        return region
    }

    /// Some bytes of a file.
    public static func bytes(_ range: Range<Int>, in path: [UInt8] = [], note: String = "") -> Region {
        var region = Region()
        region.path = path
        region.bytes = range
        region.note = note
        return region
    }

    /// Whole lines of a file, the first line being 1.
    public static func lines(_ range: ClosedRange<Int>, in path: [UInt8] = [], note: String = "") -> Region {
        var region = Region()
        region.path = path
        region.startLine = range.lowerBound
        region.endLine = range.upperBound
        region.note = note
        return region
    }
}
