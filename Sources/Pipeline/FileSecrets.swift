/// The secrets of one file: where they are, and what they are.
struct FileSecrets {
    static let none = FileSecrets([], in: UnsafeRawBufferPointer(start: nil, count: 0))

    /// Joined where they overlap or touch, in order.
    let ranges: [Range<Int>]
    /// Down to four bytes, since within their own file even short ones are not there by chance.
    let values: SecretIndex

    init(_ secrets: [SecretRange], in file: UnsafeRawBufferPointer) {
        ranges = Redaction.merged(secrets)
        var values = SecretIndex(minimum: 4, filterBits: secrets.count > 256 ? 16 : 10)
        // Beyond that the run has given up telling secrets from other texts, see RunSecrets.
        let limit = RunSecrets.Limits().bytes
        for secret in secrets where values.byteCount + secret.bytes.count <= limit {
            values.insert(UnsafeRawBufferPointer(rebasing: file[secret.bytes]))
        }
        self.values = values
    }

    /// Those that a stretch of the file shows at least a part of.
    func within(_ stretch: Range<Int>) -> ArraySlice<Range<Int>> {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= stretch.lowerBound { low = middle + 1 } else { high = middle }
        }
        return ranges[low...].prefix { $0.lowerBound < stretch.upperBound }
    }
}
