/// Checks a Terraform file. Names that other files of the folder give a value are not known, and nothing is said of
/// them.
struct TerraformChecks {
    let module: TerraformModule
    var sink: FindingSink

    static func run(_ bytes: UnsafeRawBufferPointer, into sink: inout FindingSink) {
        do {
            let file = try TerraformReader.read(bytes)
            if let first = file.errors.first { sink.note("text that is no Terraform was passed over", at: first) }
            if file.isCut {
                sink.note("what is nested deeper than \(TerraformTree.deepest) levels was left out", at: 0)
            }
            var checks = TerraformChecks(module: TerraformModule(file.body), sink: sink)
            checks.check()
            sink = checks.sink
        } catch {
            sink.note("not checked: \(error.reason)", at: 0)
        }
    }

    mutating func add(
        _ rule: InfrastructureRule, _ message: String, _ range: Range<Int>, _ block: TerraformBlock, _ key: String...,
        secret: String? = nil
    ) {
        sink.add(rule, message, at: range, key: [block.label] + key, secret: secret)
    }

    private mutating func check() {
        checkSecrets()
        checkPolicies()
        for resource in module.resources where module.number(resource, "count") != 0 {
            if resource.kind.hasPrefix("aws_") { checkAWS(resource) }
            if resource.kind.hasPrefix("azurerm_") { checkAzure(resource) }
            if resource.kind.hasPrefix("google_") { checkGoogle(resource) }
        }
        if module.isExhausted { sink.note("names refer to one another too often to follow all of them", at: 0) }
    }

    /// Where a switch has a position, be it written down or because nobody says otherwise; nil when it has the other
    /// one, or when only a run can tell.
    func place(of name: String, in block: TerraformBlock, is wanted: Bool, byDefault: Bool) -> Range<Int>? {
        switch module.bool(block, name) {
        case .missing: byDefault == wanted ? block.header : nil
        case .unknown: nil
        case .known(let position): position == wanted ? block.attribute(name)?.range : nil
        }
    }

    /// Where a setting is one of some texts, told without regard to upper and lower case.
    func place(of name: String, in block: TerraformBlock, among texts: Set<String>) -> Range<Int>? {
        guard let text = module.text(block, name), texts.contains(text.lowercased()) else { return nil }
        return block.attribute(name)?.range
    }
}

// MARK: - Secrets

extension TerraformChecks {
    /// Maps that describe things.
    private static let descriptions: Set<String> = ["tags", "labels", "annotations", "default_tags", "tags_all"]

    private mutating func checkSecrets() {
        for block in module.file.blocks {
            if block.type == "variable" {
                if let name = block.labels.first, let value = block.attribute("default") {
                    checkSecret(name, value.expression, value.range, block, isApart: true)
                }
            } else if !isForTests(block) {
                checkSecrets(in: block, of: block)
            }
        }
    }

    /// A provider that talks to a stand-in of the cloud takes any credentials.
    private func isForTests(_ block: TerraformBlock) -> Bool {
        guard block.type == "provider", case .known(true) = module.bool(block, "skip_credentials_validation") else {
            return false
        }
        return true
    }

    private mutating func checkSecrets(in block: TerraformBlock, of owner: TerraformBlock) {
        for attribute in block.attributes where !Self.descriptions.contains(attribute.name) {
            checkSecret(attribute.name, attribute.expression, attribute.range, owner)
        }
        for inner in block.blocks { checkSecrets(in: inner, of: owner) }
    }

    /// `isApart`: the name does not stand next to the value.
    private mutating func checkSecret(
        _ name: String, _ expression: TerraformExpression, _ range: Range<Int>, _ owner: TerraformBlock,
        isApart: Bool = false
    ) {
        switch expression.value {
        case .string(let text):
            // Google's `secret` is the name of one.
            guard SecretNames.isSecret(name), name != "secret" || !owner.kind.hasPrefix("google_") else { return }
            let isSecret =
                isApart
                ? SecretNames.isLiteralSecret(text, named: name) : SecretNames.isGuessableSecret(text, named: name)
            guard isSecret else { return }
            add(
                TerraformRules.secret, "\(name.shortened) of \(owner.label) is written in the file", range, owner, name,
                secret: text)
        case .list(let elements): for element in elements { checkSecret("", element, element.range, owner) }
        case .call(_, let arguments): for argument in arguments { checkSecret("", argument, argument.range, owner) }
        case .object(let entries): checkSecrets(in: entries, owner)
        default: break
        }
    }

    private mutating func checkSecrets(
        in entries: [(key: String, value: TerraformExpression)], _ owner: TerraformBlock
    ) {
        for (key, value) in entries where !Self.descriptions.contains(key) {
            checkSecret(key, value, value.range, owner)
        }
        // The variables of a container: `{ name = "DB_PASSWORD", value = "…" }`.
        guard let name = entries.first(where: { $0.key == "name" }), case .string(let text) = name.value.value,
            let value = entries.first(where: { $0.key == "value" })
        else { return }
        checkSecret(text, value.value, value.value.range, owner, isApart: true)
    }
}
