/// A part of a ``ContentArena``.
public struct ArenaExtent: Sendable, Equatable, Hashable {
    /// Bytes from the beginning of the arena.
    public let offset: Int
    /// Usable bytes.
    public let count: Int
}

/// The free parts of an arena, in order of offset and never adjacent.
///
/// First fit: small files reuse the low, warm end again and again, and the high end stays untouched memory.
struct ExtentList {
    private struct Gap {
        var offset: Int
        var count: Int
    }

    /// Extents begin on cache lines, so that no two files share one.
    private static let alignment = 64
    private var gaps: [Gap]

    init(capacity: Int) { gaps = capacity > 0 ? [Gap(offset: 0, count: capacity)] : [] }

    static func rounded(_ count: Int) -> Int { (count + alignment - 1) & ~(alignment - 1) }

    mutating func take(_ count: Int) -> ArenaExtent? {
        guard count > 0 else { return ArenaExtent(offset: 0, count: 0) }
        let size = Self.rounded(count)
        guard let index = gaps.firstIndex(where: { $0.count >= size }) else { return nil }
        let extent = ArenaExtent(offset: gaps[index].offset, count: count)
        if gaps[index].count == size {
            gaps.remove(at: index)
        } else {
            gaps[index].offset += size
            gaps[index].count -= size
        }
        return extent
    }

    mutating func give(_ extent: ArenaExtent) {
        guard extent.count > 0 else { return }
        let gap = Gap(offset: extent.offset, count: Self.rounded(extent.count))
        let index = place(of: gap.offset)
        precondition(index == gaps.count || gap.offset + gap.count <= gaps[index].offset, "extent freed twice")
        precondition(
            index == 0 || gaps[index - 1].offset + gaps[index - 1].count <= gap.offset, "extent freed twice")
        gaps.insert(gap, at: index)
        joinWithNext(index)
        if index > 0 { joinWithNext(index - 1) }
    }

    /// Index of the first gap that begins after `offset`.
    private func place(of offset: Int) -> Int {
        var low = 0
        var high = gaps.count
        while low < high {
            let middle = (low + high) / 2
            if gaps[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func joinWithNext(_ index: Int) {
        guard index + 1 < gaps.count, gaps[index].offset + gaps[index].count == gaps[index + 1].offset else { return }
        gaps[index].count += gaps[index + 1].count
        gaps.remove(at: index + 1)
    }
}
