internal import PluginSDK
internal import SecretsEngine

extension RuleSource {
    /// The rule in its compiled form. Throws with the field and what is wrong with it.
    func checked() throws(SecretsError) -> JSON {
        try checkTexts()
        try checkExamples()
        let prefilter = try prefilterExpression()
        let width = try field("prefilter") { () throws(SecretsError) in
            try PatternDatabase.width(of: prefilter, caseless: caseless)
        }
        try require(
            width.lowerBound >= 3, "prefilter", "must match at least 3 bytes, or every file is full of candidates")
        try checkPattern()
        return json(prefilter, width)
    }

    /// What the engine reads: every default filled in, without the examples.
    private func json(_ prefilter: String, _ width: ClosedRange<Int>) -> JSON {
        var members: [String: JSON] = [
            "id": .string(id), "title": .string(title), "severity": .string(severity.rawValue),
            "confidence": .string(confidence.rawValue), "help": .string(help), "vendor": .string(vendor),
            "prefilter": .string(prefilter), "caseless": .bool(caseless), "pattern": .string(pattern),
            "entropy": .double(entropy), "rank": .int(Int64(rank)),
        ]
        members["cwes"] = texts(cwes)
        members["tags"] = texts(["secret", vendor] + tags)
        members["allow"] = texts(allow.map { $0.lowercased() })
        members["width"] = [.int(Int64(width.lowerBound)), .int(Int64(width.upperBound))]
        members["window"] = ["before": .int(Int64(before)), "after": .int(Int64(after))]
        members["helpURI"] = helpURI.map { .string($0) }
        members["checksum"] = checksum.map { .string($0.rawValue) }
        members["check"] = check.map { .string($0.rawValue) }
        members["paths"] = paths.map {
            ["extensions": texts($0.extensions), "names": texts($0.names), "except": texts($0.except)]
        }
        return .object(members)
    }

    private func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

    private var help: String {
        "\(opens)\n\n**Revoke it:** \(revoke)\n\n**Instead:** \(instead)"
    }

    private func checkTexts() throws(SecretsError) {
        let parts = id.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain = id.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789.-".utf8.contains($0) }
        try require(
            parts.count == 3 && parts.first == "secrets" && isPlain && parts.allSatisfy { !$0.isEmpty }, "id",
            "must have the form secrets.<vendor>.<name>, in small letters, digits and dashes")
        try require(
            !title.isEmpty && title.count <= 80 && !title.contains("\n"), "title", "must be one line of 1 to 80")
        for (name, text) in [("opens", opens), ("revoke", revoke), ("instead", instead)] {
            try require(text.count >= 20, name, "must say it in a sentence")
        }
        for cwe in cwes {
            try require(cwe.hasPrefix("CWE-") && Int(cwe.dropFirst(4)) != nil, "cwes", "\"\(cwe)\" is not like CWE-798")
        }
        try require(!cwes.isEmpty, "cwes", "must name at least one weakness")
        try require((0...6).contains(entropy), "entropy", "must lie between 0 and 6 bits per byte")
        try require((0...4096).contains(before), "before", "must lie between 0 and 4096 bytes")
        try require((1...16384).contains(after), "after", "must lie between 1 and 16384 bytes")
    }

    private func checkExamples() throws(SecretsError) {
        try require(examples.positive.count >= 2, "examples.positive", "must hold at least two")
        try require(examples.negative.count >= 2, "examples.negative", "must hold at least two")
        for example in examples.positive {
            let marked = example.filled(seed: id).secrets
            try require(!marked.isEmpty, "examples.positive", "must mark the secret with « and »: \(example.text)")
        }
        for example in examples.negative {
            let marked = example.filled(seed: id).secrets
            try require(marked.isEmpty, "examples.negative", "must not mark a secret: \(example.text)")
        }
    }

    private func checkPattern() throws(SecretsError) {
        let compiled = try field("pattern") { () throws(SecretsError) in
            try ConfirmingPattern(pattern, caseless: caseless)
        }
        try require(compiled.namesSecret, "pattern", "must have a group (?<secret>…)")
        try require(compiled.groupCount <= 16, "pattern", "may have 15 groups at most; use (?:…)")
    }

    private func prefilterExpression() throws(SecretsError) -> String {
        switch (prefilter, keywords.isEmpty) {
        case (let expression?, true): return expression
        case (nil, false): return "(?:" + keywords.map(quoted).joined(separator: "|") + ")"
        default: throw SecretsError("prefilter: give either a prefilter or keywords")
        }
    }

    /// The word as an expression that matches it and nothing else.
    private func quoted(_ word: String) -> String {
        word.unicodeScalars.reduce(into: "") { result, scalar in
            if scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
    }

    private func require(_ holds: Bool, _ field: String, _ what: String) throws(SecretsError) {
        if !holds { throw SecretsError("\(field): \(what)") }
    }

    private func field<T>(_ name: String, _ body: () throws(SecretsError) -> T) throws(SecretsError) -> T {
        do throws(SecretsError) {
            return try body()
        } catch {
            throw SecretsError("\(name): \(error.message)")
        }
    }
}
