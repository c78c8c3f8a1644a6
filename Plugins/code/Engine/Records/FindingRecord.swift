extension RecordWriter {
    mutating func add(_ finding: CodeFinding) {
        add(finding.rule)
        add(finding.message)
        add(finding.path)
        add(finding.bytes)
        add(finding.steps) { $0.add($1) }
        add(finding.fix) { $0.add($1) }
        add(finding.matchKey)
        add(finding.suppression) { writer, suppression in
            writer.add(suppression.kind)
            writer.add(suppression.reason)
            writer.add(suppression.line)
        }
    }

    private mutating func add(_ range: Range<Int>) {
        add(range.lowerBound)
        add(range.count)
    }

    private mutating func add(_ step: CodeFinding.Step) {
        add(step.path)
        add(step.bytes)
        add(step.line)
        add(step.note)
    }
}

extension RecordReader {
    /// `defaultPath`: of a file that was kept under one path and is found under another.
    mutating func finding(defaultPath: String? = nil) throws -> CodeFinding {
        let rule = try text()
        let message = try text()
        let path = try text()
        let bytes = try range()
        let steps = try list { try $0.step() }
        let fix = try optional { try $0.text() }
        var finding = CodeFinding(
            rule: rule, message: message, path: defaultPath ?? path, bytes: bytes, matchKey: try text())
        finding.steps = steps
        finding.fix = fix
        finding.suppression = try optional { reader in
            Suppression(kind: try reader.text(), reason: try reader.text(), line: try reader.number())
        }
        return finding
    }

    private mutating func step() throws -> CodeFinding.Step {
        CodeFinding.Step(path: try text(), bytes: try range(), line: try number(), note: try text())
    }
}
