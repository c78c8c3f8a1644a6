/// A file with settings: YAML, one line for each, the variables' names without `SECURESCAN_` in lower case.
struct ConfigurationFile: Sendable {
    /// A value and the line it stands in, from 1.
    struct Entry: Sendable, Equatable {
        let value: RawValue
        let line: Int
    }

    /// As it was given.
    let path: String
    /// By key; only keys of settings.
    private(set) var entries: [String: Entry] = [:]
    /// Everything that is wrong with the file itself, in its order.
    private(set) var faults: [Fault] = []

    /// Reads the file. What cannot be read is among the faults.
    init(path: String) {
        self.path = path
        do throws(Fault) {
            let file = try FileContents(path: path)
            for line in try YAMLLines(file.text, path: path).lines { take(line) }
            checkMode(file)
        } catch {
            faults.append(error)
        }
    }

    private mutating func take(_ line: YAMLLines.Line) {
        let place = "\(path):\(line.number):"
        guard let setting = Setting.all.first(where: { $0.key == line.key && $0.isForFiles }) else {
            faults.append(Fault("\(place) \(objection(toKey: line.key))"))
            return
        }
        switch line.content {
        case .value(let value): entries[setting.key] = Entry(value: value, line: line.number)
        case .nothing: faults.append(Fault("\(place) \(setting.key) has no value; without the line its default holds"))
        case .nested: faults.append(Fault("\(place) \(setting.key) must be a single value or a list of them"))
        }
    }

    private func objection(toKey key: String) -> String {
        if Setting.prefix.lowercased() + key == Setting.fileName.lowercased() {
            return "\(key) cannot stand in the file that it names"
        }
        var bare = key.lowercased()
        if bare.hasPrefix(Setting.prefix.lowercased()) { bare.removeFirst(Setting.prefix.count) }
        let known = Setting.all.filter(\.isForFiles).map(\.key)
        let hint = NearestName.of(bare, among: known).map { "; did you mean \($0)?" } ?? ""
        return "\(Fault.quoted(key)) is no setting" + hint
    }

    private mutating func checkMode(_ file: FileContents) {
        let secrets = Setting.all.filter { $0.isSecret && entries[$0.key] != nil }.map(\.key)
        guard !secrets.isEmpty, file.isOpenToOthers else { return }
        let held = secrets.joined(separator: " and ")
        faults.append(Fault("\(path) holds \(held), but its mode lets others read it; run chmod 600 on it"))
    }
}
