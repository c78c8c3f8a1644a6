import CodeSyntax

/// Loops that look at each character of a text, or at each element of a list, and leave on a bad one.
extension FlowAnalysis {
    /// The loop's variable, and the variable that is harmless after the loop when each of its parts is. Of maps only
    /// the keys or only the values are seen.
    func checkedText(_ loop: NodeID, _ iterable: NodeID, _ sequence: Value) -> (element: NodeID, whole: NodeID)? {
        guard let element = loopVariable(loop), let body = tree.child(loop, .body), isKept(element, in: body),
            !sequence.objects.contains(where: { object($0)?.shape == .map })
        else { return nil }
        let whole = textOfCharacters(iterable)
        return tree[whole].kind == .name ? (element, whole) : nil
    }

    /// `c` of `for c in text`, and of `for _, c := range text`.
    func loopVariable(_ loop: NodeID) -> NodeID? {
        guard let target = tree.child(loop, .target) else { return nil }
        guard tree[target].kind == .tuple else {
            return tree[target].kind == .name && !tree[loop].flags.contains(.keys) ? target : nil
        }
        let parts = Array(tree.children(target))
        guard tree.language == .go, parts.count == 2, tree[parts[1]].kind == .name else { return nil }
        return parts[1]
    }

    /// The name means the same from the beginning of a round to its end.
    func isKept(_ name: NodeID, in body: NodeID) -> Bool {
        !(body.index..<Int(tree[body].next)).contains { index in
            tree.nodes[index].role == .target && tree.nodes[index].symbol == tree[name].symbol
        }
    }

    /// `text` of `text.split("")`, `str_split($text)` and the like.
    func textOfCharacters(_ iterable: NodeID) -> NodeID {
        guard tree[iterable].kind == .call, let callee = tree.child(iterable, .callee) else { return iterable }
        let name = tree.text(of: callee)
        if ["toCharArray", "split", "each_char", "chars"].contains(name), let text = tree.child(callee, .object) {
            return text
        }
        let isSplit = ["str_split", "mb_str_split", "list", "from"].contains(name)
        return isSplit ? tree.child(iterable, .argument) ?? iterable : iterable
    }
}
