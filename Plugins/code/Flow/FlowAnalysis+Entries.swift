import CodeSyntax

/// Where the analysis of a file begins.
extension FlowAnalysis {
    /// The functions of the file in which something may begin: here, or in a function of another file that they call.
    func functionsToEnter(of file: ProgramFile) -> [NodeID] {
        let own = file.functionsToEnter
        let chosen = Set(own)
        let imported = importedBeginnings(of: file)
        guard !imported.isEmpty else { return own }
        return file.declarations.outermost.filter { function in
            chosen.contains(function) || file.calls(imported, in: function.index..<Int(file.tree[function].next))
        }
    }

    /// Functions that the file imports and in which something begins.
    private func importedBeginnings(of file: ProgramFile) -> Set<Symbol> {
        var found: Set<Symbol> = []
        for name in file.tree.imports.prefix(Self.mostImports) {
            let called = name.path.split(whereSeparator: { ".:/\\".contains($0) }).last.map(String.init)
            guard let called else { continue }
            for id in program.files(declaring: called, imported: name.path, from: file.id).prefix(2) {
                guard let other = program.file(id), let function = other.declarations.functions[called]?.first,
                    other.hasBeginning(in: function.index..<Int(other.tree[function].next))
                else { continue }
                found.insert(name.local)
            }
        }
        return found
    }

    private static let mostImports = 200
}
