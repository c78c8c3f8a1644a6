/// A part of an access policy, written in Terraform's language or as JSON in a text.
enum TerraformPolicyNode {
    case terraform(TerraformExpression, TerraformModule)
    case json(YAMLNode)

    subscript(_ key: String) -> Self? {
        switch self {
        case .terraform(let expression, let module):
            guard case .object(let entries) = module.resolve(expression) else { return nil }
            return entries.last { $0.key == key }.map { .terraform($0.value, module) }
        case .json(let node): return node[key].map { .json($0) }
        }
    }

    /// The elements of a list; of anything else itself alone.
    var elements: [Self] {
        switch self {
        case .terraform(let expression, let module):
            guard case .list(let elements) = module.resolve(expression) else { return [self] }
            return elements.map { .terraform($0, module) }
        case .json(let node):
            guard case .sequence(let elements) = node.content else { return [self] }
            return elements.map { .json($0) }
        }
    }

    /// A text, or the texts of a list.
    var texts: [String] {
        switch self {
        case .terraform(let expression, let module): module.texts(expression)
        case .json(let node): node.texts.map(\.text)
        }
    }

    /// Of an object, the texts of all its values.
    var textsOfValues: [String] {
        switch self {
        case .terraform(let expression, let module):
            guard case .object(let entries) = module.resolve(expression) else { return [] }
            return entries.flatMap { module.texts($0.value) }
        case .json(let node): return node.entries.flatMap { $0.value.texts.map(\.text) }
        }
    }
}

/// A sentence of an access policy of AWS.
struct TerraformStatement {
    let isAllowed: Bool
    let actions: [String]
    let resources: [String]
    /// Empty in a policy that belongs to its user.
    let principals: [String]
    let hasCondition: Bool
    let place: Range<Int>

    /// Whether it allows everything, or to hand oneself everything.
    var allowsEverything: Bool {
        isAllowed && !hasCondition && principals.isEmpty && resources.contains("*")
            && actions.contains { ["*", "*:*", "iam:*"].contains($0.lowercased()) }
    }

    var isForEverybody: Bool { isAllowed && !hasCondition && principals.contains("*") }
}

extension TerraformStatement {
    init(_ node: TerraformPolicyNode, place: Range<Int>) {
        isAllowed = node["Effect"]?.texts.first == "Allow"
        actions = node["Action"]?.texts ?? []
        resources = node["Resource"]?.texts ?? []
        principals = (node["Principal"]?.texts ?? []) + (node["Principal"]?.textsOfValues ?? [])
        hasCondition = node["Condition"] != nil
        self.place = place
    }

    /// A `statement` of the data source `aws_iam_policy_document`.
    init(_ block: TerraformBlock, _ module: TerraformModule) {
        switch module.string(block, "effect") {
        case .missing: isAllowed = true
        case .unknown: isAllowed = false
        case .known(let effect): isAllowed = effect == "Allow"
        }
        actions = module.texts(block, "actions")
        resources = module.texts(block, "resources")
        let named = module.blocks(of: block, "principals")
        principals = named.flatMap { module.texts($0, "identifiers") } + (named.isEmpty ? [] : ["(some)"])
        hasCondition = !block.blocks("condition").isEmpty
        place = block.header
    }
}

extension TerraformModule {
    /// The sentences of a policy that an attribute holds; none when they are not in this file.
    func statements(of attribute: TerraformAttribute) -> [TerraformStatement] {
        let policy: TerraformPolicyNode
        if let json = text(withGaps: attribute.expression) {
            let (documents, failure) = Array(json.utf8).withUnsafeBytes { YAMLReader.read($0) }
            guard failure == nil, let document = documents.first else { return [] }
            policy = .json(document)
        } else {
            policy = .terraform(attribute.expression, self)
        }
        let statements = policy["Statement"]?.elements ?? []
        return statements.map { TerraformStatement($0, place: attribute.range) }
    }
}
