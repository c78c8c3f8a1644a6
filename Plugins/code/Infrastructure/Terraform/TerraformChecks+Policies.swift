// Who may do what, in the policies of AWS.

extension TerraformChecks {
    private static let attributes: Set<String> = [
        "policy", "assume_role_policy", "access_policies", "key_policy", "inline_policy", "resource_policy",
    ]
    /// Their policies only take away from what others allow.
    private static let limits: Set<String> = [
        "aws_vpc_endpoint", "aws_vpc_endpoint_policy", "aws_organizations_policy",
    ]

    mutating func checkPolicies() {
        for resource in module.resources
        where resource.kind.hasPrefix("aws_") && !Self.limits.contains(resource.kind)
            && module.number(resource, "count") != 0
        {
            for block in [resource] + resource.blocks("inline_policy") {
                for attribute in block.attributes where Self.attributes.contains(attribute.name) {
                    check(module.statements(of: attribute), of: resource)
                }
            }
        }
        let harmless = documentsOfLimits()
        for data in module.file.blocks where data.type == "data" && data.kind == "aws_iam_policy_document" {
            guard let name = data.labels.last, !harmless.contains(name) else { continue }
            check(data.blocks("statement").map { TerraformStatement($0, module) }, of: data)
        }
    }

    /// The names of documents that are used where a policy only takes away.
    private func documentsOfLimits() -> Set<String> {
        var names: Set<String> = []
        for resource in module.resources where Self.limits.contains(resource.kind) {
            for attribute in resource.attributes {
                if case .reference(let path) = attribute.expression.value, path.count > 2,
                    path[1] == "aws_iam_policy_document"
                {
                    names.insert(path[2])
                }
            }
        }
        return names
    }

    private mutating func check(_ statements: [TerraformStatement], of owner: TerraformBlock) {
        for (index, statement) in statements.enumerated() {
            if statement.allowsEverything {
                add(
                    TerraformRules.wildcardPolicy, "\(owner.label) allows everything on everything", statement.place,
                    owner,
                    String(index))
            }
            if statement.isForEverybody {
                add(
                    TerraformRules.publicPolicy, "\(owner.label) allows everybody to act", statement.place, owner,
                    String(index))
            }
        }
    }

    mutating func checkAttachment(_ resource: TerraformBlock) {
        guard
            [
                "aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment",
                "aws_iam_policy_attachment",
            ].contains(resource.kind), let attribute = resource.attribute("policy_arn")
        else { return }
        let arn = module.text(resource, "policy_arn") ?? ""
        guard arn.hasPrefix("arn:aws"), arn.hasSuffix(":policy/AdministratorAccess") else { return }
        add(TerraformRules.administrator, "\(resource.label) makes an administrator", attribute.range, resource)
    }
}
