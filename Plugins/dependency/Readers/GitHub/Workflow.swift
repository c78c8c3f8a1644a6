internal import Packages

extension LockfileFormat {
    /// Workflows of GitHub Actions and the definitions of actions: what their `uses:` name, and the images of jobs and
    /// services. What is not pinned to a commit is what the tag or branch is at the time.
    ///
    /// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
    static let workflow = LockfileFormat(
        "github-actions", [".github/workflows/*.yml", ".github/workflows/*.yaml", "action.yml", "action.yaml"]
    ) { file, inventory in
        var reader = WorkflowReader(inventory, comments: WorkflowComments(file.lines))
        var cursor = YAMLCursor(file.bytes)
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                switch key {
                case "jobs":
                    guard cursor.enterObject() else { continue }
                    while cursor.nextKey() != nil { reader.readJob(&cursor) }
                case "runs": reader.readJob(&cursor)
                default: break
                }
            }
        }
        cursor.finish()
        inventory = reader.inventory
        inventory.notes.add(cursor.notes)
    }
}

private struct WorkflowReader {
    var inventory: InventoryBuilder
    let comments: WorkflowComments

    init(_ inventory: InventoryBuilder, comments: WorkflowComments) {
        self.inventory = inventory
        self.comments = comments
    }

    /// A job, or the `runs` of an action, which has steps as well.
    mutating func readJob(_ cursor: inout YAMLCursor) {
        guard cursor.kind() == .object, cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "uses": readUses(&cursor)
            case "image": readActionImage(&cursor)
            case "container": readContainer(&cursor)
            case "services":
                guard cursor.kind() == .object, cursor.enterObject() else { continue }
                while cursor.nextKey() != nil { readContainer(&cursor) }
            case "steps":
                guard cursor.kind() == .array, cursor.enterArray() else { continue }
                while cursor.nextElement() { readStep(&cursor) }
            default: break
            }
        }
    }

    private mutating func readStep(_ cursor: inout YAMLCursor) {
        guard cursor.kind() == .object, cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            if key == "uses" { readUses(&cursor) }
        }
    }

    private mutating func readUses(_ cursor: inout YAMLCursor) {
        let line = cursor.line
        guard let text = cursor.string() else { return }
        guard let reference = ActionReference(text) else {
            return inventory.notes.add(line, "\"owner/repository@reference\" is expected after \"uses\"")
        }
        add(reference.package(comment: comments[line], line: line))
    }

    /// The name of an image, or an object with one.
    private mutating func readContainer(_ cursor: inout YAMLCursor) {
        guard cursor.kind() == .object else { return readImage(&cursor) }
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            if key == "image" { readImage(&cursor) }
        }
    }

    private mutating func readImage(_ cursor: inout YAMLCursor) {
        let line = cursor.line
        guard let text = cursor.scalar(), !text.isEmpty else { return }
        guard let image = ImageReference(text.dropping(prefix: "docker://") ?? text[...]),
            !image.path.contains(anyOf: "${} "), !image.registry.contains(anyOf: "${} ")
        else {
            return inventory.notes.add(line, "the name of the image is not known before the workflow runs")
        }
        add(image.package(line: line))
    }

    /// Of an action: an image by its address, or a Dockerfile beside it.
    private mutating func readActionImage(_ cursor: inout YAMLCursor) {
        let line = cursor.line
        guard let text = cursor.scalar(), case .image(let image)? = ActionReference(text) else { return }
        add(image.package(line: line))
    }

    /// Workflows build and test; what runs in them is no part of the product.
    private mutating func add(_ package: Package?) {
        guard var package else { return }
        package.scope = .development
        package.isDirect = true
        inventory.add(package)
    }
}

/// The comments behind `uses:`, by line; the YAML reader does not keep them.
private struct WorkflowComments {
    /// Lines that are kept.
    static let limit = 100_000

    private var texts: [Int: String] = [:]

    init(_ lines: TextLines) {
        for line in lines {
            guard line.bytes.contains(UInt8(ascii: "#")), line.bytes.contains(UInt8(ascii: "@")) else { continue }
            let text = line.text
            guard let (_, comment) = text.cut(at: UInt8(ascii: "#")) else { continue }
            if texts.count < Self.limit { texts[line.number] = String(comment.prefix(bytes: 256)) }
        }
    }

    subscript(_ line: Int) -> Substring { texts[line]?[...] ?? "" }
}
