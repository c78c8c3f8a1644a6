import CodeSyntax
struct PythonFrontend: Frontend {
    init(_ grammar: Grammar) {}
    func lower(_ tree: ConcreteTree, into builder: inout TreeBuilder) { builder.begin(.file, .none, tree.root.range) }
}
