internal import PluginSDK

extension SecretRule {
    /// The finding of a hit. Neither its message nor its match key holds a byte of the secret.
    func finding(_ hit: Hit, in bytes: UnsafeRawBufferPointer) -> Finding {
        let key = hit.key.map { [UInt8](bytes[$0]) } ?? []
        let name = String(decoding: key, as: UTF8.self)
        let place = key.isEmpty ? "" : " as the value of `\(name)`"
        var finding = Finding(rule: id, message: "\(title) in clear text\(place).", at: hit.region)
        finding.secret = hit.secret
        finding.matchKey = key
        finding.confidence = hit.confidence
        finding.properties = [
            "vendor": .string(vendor),
            "entropy": .double((hit.entropy * 100).rounded() / 100),
        ]
        if let checksum = hit.checksum { finding.properties["checksum"] = checksum ? "valid" : "mismatch" }
        return finding
    }
}
