import CodeSyntax

/// Turns the parser's tree of a PHP file into a syntax tree.
///
/// What has no counterpart in `NodeKind` is lowered so: language constructs that work like functions (`echo`, `<?=`,
/// `include`, `exit`, `unset`, `clone`, `declare`…) are calls of a name with that word, backticks of `shell_exec`.
/// Names with a namespace are members of it, and a leading backslash means nothing. Computed names are an `index` with
/// the name as key (`$o->$name`) or a `dereference` (`$$name`). A closure sees what it `use`s as any closure does.
/// Markup outside of PHP is an `opaque` leaf.
struct PHPLowering: ChainLowering {
    var out: TreeBuilder
    let syntax: PHPFrontend
    var chainEnd = 0
    var keptErrors: Set<Int> = []

    var fields: PHPFrontend.Fields { syntax.fields }

    func kind(_ node: ConcreteNode) -> PHPKind {
        // ERROR has the highest number, outside the table.
        node.isError ? .error : syntax.kinds[Int(node.symbol)]
    }

    /// A call of a language construct, named by its word.
    mutating func call(
        _ word: StaticString, _ node: ConcreteNode, _ role: Role, _ arguments: (inout PHPLowering) -> Void
    ) {
        inside(.call, role, node) { lowering in
            let start = node.range.lowerBound
            let end = min(start + word.utf8CodeUnitCount, node.range.upperBound)
            lowering.out.leaf(.name, .callee, start..<end, symbol: lowering.out.intern("\(word)"))
            arguments(&lowering)
        }
    }

    mutating func call(_ word: StaticString, _ node: ConcreteNode, _ role: Role) {
        call(word, node, role) { lowering in
            for child in node.named { lowering.argument(child) }
        }
    }

    /// The last child, in a chain of `sequence_expression`s that nest to the right; the others before it.
    func flattened(_ node: ConcreteNode) -> [ConcreteNode] {
        var parts: [ConcreteNode] = []
        var node = node
        while kind(node) == .sequence_expression {
            let children = Array(node.named)
            guard let last = children.last else { break }
            parts += children.dropLast()
            node = last
        }
        parts.append(node)
        return parts
    }
}
