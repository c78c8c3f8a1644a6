/// `vulnerabilities` of CycloneDX 1.4 and later (cyclonedx.org, "Vulnerability Exploitability eXchange").
enum CycloneDXAnalysis {
    static func statement(_ cursor: inout JSONCursor) -> VEXStatement {
        var statement = VEXStatement()
        guard cursor.enterObject() else { return statement }
        while let key = cursor.nextKey() {
            switch key {
            case "id": if let id = cursor.string() { statement.ids.append(id) }
            case "references": references(&cursor, into: &statement.ids)
            case "analysis": analysis(&cursor, into: &statement)
            case "affects":
                statement.isLimited = true
                affects(&cursor, into: &statement.products)
            default: break
            }
        }
        return statement
    }

    private static func references(_ cursor: inout JSONCursor, into ids: inout [String]) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            guard cursor.enterObject() else { continue }
            while let key = cursor.nextKey() {
                if key == "id", let id = cursor.string() { ids.append(id) }
            }
        }
    }

    private static func analysis(_ cursor: inout JSONCursor, into statement: inout VEXStatement) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "state": statement.status = cursor.string() ?? ""
            case "justification": statement.justification = cursor.string() ?? ""
            case "detail": statement.detail = cursor.string() ?? ""
            default: break
            }
        }
    }

    /// A reference is a `bom-ref`, or a BOM-Link that ends in one behind `#`.
    private static func affects(_ cursor: inout JSONCursor, into products: inout [String]) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            guard cursor.enterObject() else { continue }
            while let key = cursor.nextKey() {
                guard key == "ref", let reference = cursor.string() else { continue }
                products.append(element(of: reference))
            }
        }
    }

    /// What a BOM-Link leads to: its fragment, percent-decoded (RFC 3986, section 2.1).
    private static func element(of reference: String) -> String {
        guard reference.hasPrefix("urn:cdx:"), let (_, fragment) = reference.cut(at: UInt8(ascii: "#")) else {
            return reference
        }
        var bytes: [UInt8] = []
        var rest = fragment.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Gathers the package URLs of components, and of those inside them, by their references.
    static func components(_ cursor: inout JSONCursor, into purls: inout [String: String]) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            guard cursor.enterObject() else { continue }
            var (reference, purl) = ("", "")
            while let key = cursor.nextKey() {
                switch key {
                case "bom-ref": reference = cursor.string() ?? ""
                case "purl": purl = cursor.string() ?? ""
                case "components": components(&cursor, into: &purls)
                default: break
                }
            }
            if !reference.isEmpty, !purl.isEmpty { purls[reference] = purl }
        }
    }
}
