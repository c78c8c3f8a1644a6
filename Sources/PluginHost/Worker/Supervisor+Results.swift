internal import WorkerProtocol

/// What the plugin keeps for later scans, as it comes from the worker.
extension Supervisor {
    func kept(_ type: scw_frame, _ payload: ByteReader) throws(WireError) {
        switch type {
        case SCW_RESULT: try begun(payload)
        case SCW_RESULT_REST: try finished(payload)
        default: try used(payload)
        }
    }

    /// The worker keeps to the budget by itself: beyond it is a lie.
    private func begun(_ payload: ByteReader) throws(WireError) {
        var reader = payload
        let key = try reader.bytes(limit: Int(SCW_RESULT_KEY))
        let size = Int(try reader.uint32())
        let value = try reader.bytes(limit: Int(SCW_RESULT_PART))
        try reader.finish()
        guard !key.isEmpty, size <= SCW_RESULT_VALUE, value.count == min(size, Int(SCW_RESULT_PART)) else {
            throw .invalid("a result of an impossible size")
        }
        received.results += 1
        received.resultBytes += ResultRecord.cost(size)
        guard let results, received.results <= SCW_MAX_RESULTS, received.resultBytes <= results.budget else {
            throw .invalid("a result beyond the limit")
        }
        if value.count < size { unfinished = (key, size, value) } else { results.add(key, value) }
    }

    private func finished(_ payload: ByteReader) throws(WireError) {
        var reader = payload
        guard let (key, size, value) = unfinished else { throw .invalid("the rest of no result") }
        let rest = try reader.bytes(limit: size - value.count)
        try reader.finish()
        guard value.count + rest.count == size else { throw .invalid("a result without its rest") }
        unfinished = nil
        results?.add(key, value + rest)
    }

    private func used(_ payload: ByteReader) throws(WireError) {
        var reader = payload
        let bits = try reader.bytes(limit: (Int(SCW_MAX_RESULTS) + 7) / 8)
        try reader.finish()
        guard let earlier = results?.earlier, bits.count == (earlier.count + 7) / 8 else {
            throw .invalid("bits of other results")
        }
        results?.use(bits)
    }
}
