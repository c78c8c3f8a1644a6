extension XMLCursor {
    /// Steps into the outermost element; false with a warning when it has another name.
    func enterRoot(_ name: String) -> Bool {
        guard let found = nextChild() else { return false }
        guard found == name else {
            notes.add(line, "the outermost element is expected to be \"\(name)\"")
            return false
        }
        enter()
        return true
    }
}
