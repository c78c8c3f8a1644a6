/// A value of a Terraform file before anything is looked up.
indirect enum TerraformValue: Sendable {
    case string(String)
    case number(Double)
    case bool(Bool)
    case null
    case list([TerraformExpression])
    case object([(key: String, value: TerraformExpression)])
    /// A text with expressions inside.
    case template([TerraformExpression])
    /// `var.name`, `local.names.first`.
    case reference([String])
    case call(String, [TerraformExpression])
    /// What only a run can tell.
    case unknown
}

struct TerraformExpression: Sendable {
    let value: TerraformValue
    /// Of the file's bytes.
    let range: Range<Int>
}

struct TerraformAttribute: Sendable {
    let name: String
    let expression: TerraformExpression
    let range: Range<Int>
}

/// A block with its body. A `dynamic` block counts as one of those it makes.
struct TerraformBlock: Sendable {
    let type: String
    let labels: [String]
    let attributes: [TerraformAttribute]
    let blocks: [TerraformBlock]
    /// Up to the opening brace.
    let header: Range<Int>
    let range: Range<Int>

    func attribute(_ name: String) -> TerraformAttribute? { attributes.first { $0.name == name } }

    func blocks(_ type: String) -> [TerraformBlock] { blocks.filter { $0.type == type } }

    /// The kind of a resource: `aws_instance`.
    var kind: String { labels.first ?? "" }

    var label: String { ([type] + labels).joined(separator: ".").shortened }
}
