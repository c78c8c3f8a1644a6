internal import Packages

extension LockfileFormat {
    /// Dockerfiles: the images that are built upon (`FROM`), copied from (`COPY --from=`, `RUN --mount=…,from=`) or
    /// that interpret the file (`# syntax=`). The name of an earlier stage is no image. Build arguments have their
    /// defaults; an image with one that has none is unpinned, with a warning.
    ///
    /// https://docs.docker.com/reference/dockerfile/
    static let dockerfile = LockfileFormat(
        "dockerfile",
        ["Dockerfile", "Dockerfile.*", "*.Dockerfile", "*.dockerfile", "Containerfile", "Containerfile.*"]
    ) { file, inventory in
        guard !file.surroundings.path.hasSuffix(".dockerignore") else { return }
        var reader = DockerfileReader(inventory)
        var lines = DockerfileLines()
        for line in file.lines {
            if let instruction = lines.take(line.text[...], number: line.number) { reader.take(instruction) }
        }
        if let instruction = lines.finish() { reader.take(instruction) }
        if let syntax = lines.syntax { reader.takeSyntax(syntax) }
        inventory = reader.inventory
    }
}

private struct DockerfileReader {
    /// Images of one file; a variable can make each a long one.
    static let imageLimit = 1000

    var inventory: InventoryBuilder
    private var variables = DockerfileVariables()
    private var stages: Set<String> = []
    private var hasStage = false
    private var imageCount = 0

    init(_ inventory: InventoryBuilder) {
        self.inventory = inventory
    }

    mutating func take(_ instruction: DockerfileLines.Instruction) {
        let words = instruction.text.words
        switch words.first?.uppercased() {
        case "ARG": if !hasStage { variables.declare(words.dropFirst()) }
        case "FROM": takeFrom(words.dropFirst(), instruction.line)
        case "COPY", "ADD", "RUN": takeFlags(words.dropFirst(), instruction.line)
        default: break
        }
    }

    mutating func takeSyntax(_ instruction: DockerfileLines.Instruction) {
        guard let image = ImageReference(instruction.text) else { return }
        add(image, platform: "", scope: .development, line: instruction.line)
    }

    /// `FROM [--platform=<platform>] <image> [AS <name>]`
    private mutating func takeFrom(_ words: ArraySlice<Substring>, _ line: Int) {
        hasStage = true
        let flags = words.prefix { $0.hasPrefix("--") }
        let platform = flags.compactMap { $0.dropping(prefix: "--platform=") }.last ?? ""
        let rest = words.dropFirst(flags.count)
        guard let image = rest.first else {
            return inventory.notes.add(line, "an image is expected after FROM")
        }
        read(image, platform: variables.expand(platform.unquoted) ?? "", line)
        let tail = Array(rest.dropFirst())
        if tail.count >= 2, tail[0].uppercased() == "AS" { stages.insert(tail[1].lowercased()) }
    }

    /// Flags stand before the first argument that is none. Here a number is the index of a stage.
    private mutating func takeFlags(_ words: ArraySlice<Substring>, _ line: Int) {
        for flag in words.prefix(while: { $0.hasPrefix("--") }) {
            var sources: [Substring] = []
            if let image = flag.dropping(prefix: "--from=") {
                sources = [image.unquoted]
            } else if let mount = flag.dropping(prefix: "--mount=") {
                sources = mount.unquoted.parts(at: UInt8(ascii: ",")).compactMap { $0.dropping(prefix: "from=") }
            }
            for source in sources where Int(source) == nil { read(source, platform: "", line) }
        }
    }

    private mutating func read(_ image: Substring, platform: String, _ line: Int) {
        imageCount += 1
        guard imageCount <= Self.imageLimit else {
            if imageCount == Self.imageLimit + 1 {
                inventory.notes.add(line, "more than \(Self.imageLimit) images; the inventory is partial")
            }
            return
        }
        let text = variables.expand(image.unquoted) ?? String(image.unquoted)
        guard text != "scratch", !stages.contains(text.lowercased()) else { return }
        guard let reference = ImageReference(text), !reference.path.contains(anyOf: "$"),
            !reference.registry.contains(anyOf: "$")
        else {
            return inventory.notes.add(line, "the name of the image is not known: \"\(text.prefix(bytes: 200))\"")
        }
        if reference.tag.contains(anyOf: "$") || reference.digest.contains(anyOf: "$") {
            inventory.notes.add(line, "the version has a variable without a default; the image is unpinned")
        }
        add(reference, platform: platform, scope: .required, line: line)
    }

    private mutating func add(_ image: ImageReference, platform: String, scope: Package.Scope, line: Int) {
        var package = image.package(line: line)
        package.scope = scope
        package.isDirect = true
        if !platform.isEmpty { package.qualifiers["platform"] = platform }
        inventory.add(package)
    }
}
