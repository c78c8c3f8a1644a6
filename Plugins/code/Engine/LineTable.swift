/// Where the lines of a text begin.
struct LineTable {
    private let starts: [Int]

    init(_ text: UnsafeBufferPointer<UInt8>) {
        var starts = [0]
        for (index, byte) in text.enumerated() where byte == 10 { starts.append(index + 1) }
        self.starts = starts
    }

    /// In bytes.
    var size: Int { starts.count * MemoryLayout<Int>.stride }

    /// From 1.
    func line(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func start(of line: Int) -> Int { starts[line - 1] }
}
