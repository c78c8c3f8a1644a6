/// The objects of a state, by their numbers. States that were one share what neither changed since, so that keeping a
/// state is cheap and joining two looks only at their differences.
struct Heap: Sendable, Equatable {
    /// An object that several states share.
    private final class Cell: Sendable {
        let object: HeapObject

        init(_ object: HeapObject) {
            self.object = object
        }
    }

    private struct Page: Sendable {
        let number: Int32
        var cells: [Cell?]

        init(_ number: Int32) {
            self.number = number
            cells = Array(repeating: nil, count: Heap.pageSize)
        }

        /// Nothing was changed in one and not in the other.
        func isShared(with other: Page) -> Bool {
            cells.withUnsafeBufferPointer { mine in
                other.cells.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress }
            }
        }

        var isEmpty: Bool { cells.allSatisfy { $0 == nil } }
    }

    private static let pageSize = 16
    /// In order of their numbers.
    private var pages: [Page] = []

    /// Objects, roughly: pages count as full.
    var count: Int { pages.count * Self.pageSize }

    subscript(_ id: ObjectID) -> HeapObject? {
        get {
            let number = id.rawValue / Int32(Self.pageSize)
            let index = index(of: number)
            guard index < pages.count, pages[index].number == number else { return nil }
            return pages[index].cells[Int(id.rawValue) % Self.pageSize]?.object
        }
        set {
            let number = id.rawValue / Int32(Self.pageSize)
            let index = index(of: number)
            if index == pages.count || pages[index].number != number { pages.insert(Page(number), at: index) }
            pages[index].cells[Int(id.rawValue) % Self.pageSize] = newValue.map { Cell($0) }
        }
    }

    /// Where a page is or would be; most are asked for near the end.
    private func index(of number: Int32) -> Int {
        var low = 0
        var high = pages.count
        if let last = pages.last, last.number <= number { return last.number == number ? high - 1 : high }
        while low < high {
            let middle = (low + high) / 2
            if pages[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The objects with smaller numbers than `id`.
    func forEach(before id: ObjectID, _ body: (HeapObject) -> Void) {
        for page in pages {
            let first = page.number * Int32(Self.pageSize)
            guard first < id.rawValue else { return }
            for (offset, cell) in page.cells.enumerated() where first + Int32(offset) < id.rawValue {
                if let cell { body(cell.object) }
            }
        }
    }

    /// Drops the objects from `id` on, but those that are wanted.
    mutating func removeAll(from id: ObjectID, but kept: Set<ObjectID>) {
        for index in pages.indices.reversed() {
            let first = pages[index].number * Int32(Self.pageSize)
            guard first + Int32(Self.pageSize) > id.rawValue else { return }
            for offset in 0..<Self.pageSize {
                let number = first + Int32(offset)
                if number >= id.rawValue, pages[index].cells[offset] != nil,
                    !kept.contains(ObjectID(rawValue: number))
                {
                    pages[index].cells[offset] = nil
                }
            }
            if pages[index].isEmpty { pages.remove(at: index) }
        }
    }

    /// Takes over the objects of another heap, which has newer ones.
    mutating func merge(_ other: Heap) {
        for page in other.pages {
            for (offset, cell) in page.cells.enumerated() {
                guard let cell else { continue }
                self[ObjectID(rawValue: page.number * Int32(Self.pageSize) + Int32(offset))] = cell.object
            }
        }
    }

    /// Where two ways meet.
    func joined(_ other: Heap) -> Heap {
        var heap = self
        for page in other.pages {
            let index = heap.index(of: page.number)
            guard index < heap.pages.count, heap.pages[index].number == page.number else {
                heap.pages.insert(page, at: index)
                continue
            }
            if heap.pages[index].isShared(with: page) { continue }
            for offset in 0..<Self.pageSize {
                guard let theirs = page.cells[offset] else { continue }
                guard let mine = heap.pages[index].cells[offset] else {
                    heap.pages[index].cells[offset] = theirs
                    continue
                }
                if mine === theirs || mine.object == theirs.object { continue }
                heap.pages[index].cells[offset] = Cell(mine.object.joined(theirs.object))
            }
        }
        return heap
    }

    static func == (left: Heap, right: Heap) -> Bool {
        guard left.pages.count == right.pages.count else { return false }
        return zip(left.pages, right.pages).allSatisfy { first, second in
            guard first.number == second.number else { return false }
            if first.isShared(with: second) { return true }
            return zip(first.cells, second.cells).allSatisfy { $0 === $1 || $0?.object == $1?.object }
        }
    }
}
