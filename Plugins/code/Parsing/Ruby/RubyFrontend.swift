import CodeSyntax

/// Ruby up to 3.4.
struct RubyFrontend: Frontend {
    let kinds: [RubyKind]
    let fields: Fields

    init(_ grammar: Grammar) {
        kinds = grammar.table(RubyKind.self, other: .other)
        fields = Fields(grammar)
    }

    func lower(_ tree: ConcreteTree, _ builder: consuming TreeBuilder) -> TreeBuilder {
        var lowering = RubyLowering(out: builder, syntax: self)
        var heredoc: ConcreteNode?
        lowering.addCommentsAndErrors(of: tree) { extra in
            switch kinds[Int(extra.symbol)] {
            case .heredoc_body: heredoc = extra
            // The grammar takes `#\{` in a heredoc for one.
            case .comment: return !(heredoc.map { extra.isChild(of: $0) } ?? false)
            default: break
            }
            return false
        }
        if heredoc != nil { lowering.findHeredocs(tree) }
        lowering.file(tree.root)
        return lowering.out
    }

    /// The grammar's numbers for the names of its fields. An object, so that using one does not copy all.
    final class Fields: Sendable {
        let alias: UInt16
        let alternative: UInt16
        let alternatives: UInt16
        let arguments: UInt16
        let begin: UInt16
        let block: UInt16
        let body: UInt16
        let `class`: UInt16
        let condition: UInt16
        let consequence: UInt16
        let end: UInt16
        let exceptions: UInt16
        let guardClause: UInt16
        let handler: UInt16
        let key: UInt16
        let left: UInt16
        let locals: UInt16
        let method: UInt16
        let name: UInt16
        let object: UInt16
        let operand: UInt16
        let `operator`: UInt16
        let parameters: UInt16
        let pattern: UInt16
        let receiver: UInt16
        let right: UInt16
        let scope: UInt16
        let superclass: UInt16
        let value: UInt16
        let variable: UInt16

        init(_ grammar: Grammar) {
            alias = grammar.field("alias")
            alternative = grammar.field("alternative")
            alternatives = grammar.field("alternatives")
            arguments = grammar.field("arguments")
            begin = grammar.field("begin")
            block = grammar.field("block")
            body = grammar.field("body")
            `class` = grammar.field("class")
            condition = grammar.field("condition")
            consequence = grammar.field("consequence")
            end = grammar.field("end")
            exceptions = grammar.field("exceptions")
            guardClause = grammar.field("guard")
            handler = grammar.field("handler")
            key = grammar.field("key")
            left = grammar.field("left")
            locals = grammar.field("locals")
            method = grammar.field("method")
            name = grammar.field("name")
            object = grammar.field("object")
            operand = grammar.field("operand")
            `operator` = grammar.field("operator")
            parameters = grammar.field("parameters")
            pattern = grammar.field("pattern")
            receiver = grammar.field("receiver")
            right = grammar.field("right")
            scope = grammar.field("scope")
            superclass = grammar.field("superclass")
            value = grammar.field("value")
            variable = grammar.field("variable")
        }
    }
}

extension ConcreteNode {
    /// True for a node right below another one that begins before it.
    fileprivate func isChild(of parent: ConcreteNode) -> Bool {
        index < parent.index + parent.size && depth == parent.depth + 1
    }
}
