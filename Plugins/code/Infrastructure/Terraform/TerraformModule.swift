/// A file with what its names stand for, as far as the file itself says: defaults of variables and local values.
final class TerraformModule {
    /// Names looked up in one file.
    private static let mostSteps = 200_000
    private static let deepest = 12
    private static let longestText = 1 << 20

    let file: TerraformBlock
    private var defaults: [String: TerraformExpression] = [:]
    private var locals: [String: TerraformExpression] = [:]
    private var steps = 0

    /// Whether names were left unresolved to bound the work.
    var isExhausted: Bool { steps > Self.mostSteps }

    init(_ file: TerraformBlock) {
        self.file = file
        for block in file.blocks {
            if block.type == "variable", let name = block.labels.first, let value = block.attribute("default") {
                defaults[name] = value.expression
            } else if block.type == "locals" {
                for attribute in block.attributes { locals[attribute.name] = attribute.expression }
            }
        }
    }

    var resources: [TerraformBlock] { file.blocks.filter { $0.type == "resource" && $0.labels.count == 2 } }

    /// The value behind names and functions; parts of lists and objects stay as they are.
    func resolve(_ expression: TerraformExpression, depth: Int = 0) -> TerraformValue {
        steps += 1
        guard depth < Self.deepest, !isExhausted else { return .unknown }
        switch expression.value {
        case .reference(let names): return look(up: names, depth: depth + 1) ?? expression.value
        case .template(let parts): return join(parts, depth: depth + 1)
        case .call(let name, let arguments): return call(name, arguments, depth: depth + 1)
        default: return expression.value
        }
    }

    private func look(up names: [String], depth: Int) -> TerraformValue? {
        guard names.count > 1 else { return nil }
        let found: TerraformExpression?
        switch names[0] {
        case "var": found = defaults[names[1]]
        case "local": found = locals[names[1]]
        default: return nil
        }
        guard let found else { return .unknown }
        var value = resolve(found, depth: depth)
        for name in names.dropFirst(2) {
            guard case .object(let entries) = value, let entry = entries.last(where: { $0.key == name }) else {
                return .unknown
            }
            steps += entries.count / 8
            value = resolve(entry.value, depth: depth + 1)
        }
        return value
    }

    /// A text of which some parts only a run can tell; nil when it is none.
    func text(withGaps expression: TerraformExpression) -> String? {
        var value = expression.value
        if case .reference = value { value = resolve(expression) }
        if case .string(let text) = value { return text }
        guard case .template(let parts) = value, parts.count > 1 else { return nil }
        var text = ""
        for part in parts {
            if case .string(let piece) = resolve(part) { text += piece } else { text += "(unknown)" }
            guard text.utf8.count <= Self.longestText else { return nil }
        }
        steps += text.utf8.count / 64
        return text
    }

    private func join(_ parts: [TerraformExpression], depth: Int) -> TerraformValue {
        if parts.count == 1 { return resolve(parts[0], depth: depth) }
        var text = ""
        for part in parts {
            switch resolve(part, depth: depth) {
            case .string(let piece): text += piece
            case .bool(let piece): text += String(piece)
            default: return .unknown
            }
            guard text.utf8.count <= Self.longestText else { return .unknown }
        }
        steps += text.utf8.count / 64
        return .string(text)
    }

    private func call(_ name: String, _ arguments: [TerraformExpression], depth: Int) -> TerraformValue {
        switch name {
        // A policy may be given as text or as what becomes the text.
        case "jsonencode", "tolist", "toset", "tostring", "tobool", "sensitive", "nonsensitive":
            return arguments.count == 1 ? resolve(arguments[0], depth: depth) : .unknown
        case "concat":
            var all: [TerraformExpression] = []
            for argument in arguments {
                guard case .list(let elements) = resolve(argument, depth: depth) else { return .unknown }
                all += elements
                steps += elements.count
                guard !isExhausted else { return .unknown }
            }
            return .list(all)
        default: return .unknown
        }
    }
}

// MARK: - Values of a kind

/// What a setting says.
enum TerraformSetting<Value> {
    case missing
    /// It is there, but only a run can tell what it says.
    case unknown
    case known(Value)
}

extension TerraformModule {
    func bool(_ block: TerraformBlock, _ name: String) -> TerraformSetting<Bool> {
        setting(block, name) { value in
            switch value {
            case .bool(let bool): bool
            case .string("true"): true
            case .string("false"): false
            default: nil
            }
        }
    }

    func string(_ block: TerraformBlock, _ name: String) -> TerraformSetting<String> {
        setting(block, name) { value in
            switch value {
            case .string(let text): text
            case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : nil
            case .bool(let bool): String(bool)
            default: nil
            }
        }
    }

    /// Blocks of a type, also where they are written as a list of objects.
    func blocks(of block: TerraformBlock, _ type: String) -> [TerraformBlock] {
        let blocks = block.blocks(type)
        guard blocks.isEmpty, let attribute = block.attribute(type) else { return blocks }
        let elements: [TerraformExpression]
        switch resolve(attribute.expression) {
        case .list(let list): elements = list
        case .object: elements = [attribute.expression]
        default: return []
        }
        return elements.compactMap { element in
            guard case .object(let entries) = resolve(element) else { return nil }
            let attributes = entries.map {
                TerraformAttribute(name: $0.key, expression: $0.value, range: $0.value.range)
            }
            return TerraformBlock(
                type: type, labels: [], attributes: attributes, blocks: [], header: element.range, range: element.range)
        }
    }

    private func setting<Value>(
        _ block: TerraformBlock, _ name: String, _ read: (TerraformValue) -> Value?
    ) -> TerraformSetting<Value> {
        guard let attribute = block.attribute(name) else { return .missing }
        let value = resolve(attribute.expression)
        if case .null = value { return .missing }
        return read(value).map { .known($0) } ?? .unknown
    }

    /// The text of a setting; nil when it is missing or not known.
    func text(_ block: TerraformBlock, _ name: String) -> String? {
        if case .known(let text) = string(block, name) { return text }
        return nil
    }

    /// The number of a setting; nil when it is missing or not known.
    func number(_ block: TerraformBlock, _ name: String) -> Int? { text(block, name).flatMap { Int($0) } }

    /// The known texts of a setting that is a list, or one text alone.
    func texts(_ block: TerraformBlock, _ name: String) -> [String] {
        block.attribute(name).map { texts($0.expression) } ?? []
    }

    func texts(_ expression: TerraformExpression) -> [String] {
        switch resolve(expression) {
        case .string(let text): [text]
        case .list(let elements):
            elements.compactMap { element in
                if case .string(let text) = resolve(element) { text } else { nil }
            }
        default: []
        }
    }
}
