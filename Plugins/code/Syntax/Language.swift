/// A programming language whose files are analysed.
public enum Language: String, Sendable, CaseIterable {
    case python, javascript, typescript, java, go, ruby, php, c

    /// By the name of the file alone; nil for files of other kinds.
    public init?(path: some StringProtocol) {
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
            guard name == "Rakefile" || name == "Gemfile" else { return nil }
            self = .ruby
            return
        }
        switch name[name.index(after: dot)...].lowercased() {
        case "py", "pyw", "pyi": self = .python
        case "js", "mjs", "cjs", "jsx": self = .javascript
        case "ts", "mts", "cts", "tsx": self = .typescript
        case "java": self = .java
        case "go": self = .go
        case "rb", "rake", "gemspec", "ru": self = .ruby
        case "php", "phtml", "php5", "inc": self = .php
        case "c", "h": self = .c
        default: return nil
        }
    }

    /// As people write it.
    public var title: String {
        switch self {
        case .python: "Python"
        case .javascript: "JavaScript"
        case .typescript: "TypeScript"
        case .java: "Java"
        case .go: "Go"
        case .ruby: "Ruby"
        case .php: "PHP"
        case .c: "C"
        }
    }

    /// The names by which rules ask for it.
    public init?(ruleName: String) {
        switch ruleName {
        case "python", "python3", "py": self = .python
        case "javascript", "js": self = .javascript
        case "typescript", "ts": self = .typescript
        case "java": self = .java
        case "go", "golang": self = .go
        case "ruby", "rb": self = .ruby
        case "php": self = .php
        case "c": self = .c
        default: return nil
        }
    }
}
