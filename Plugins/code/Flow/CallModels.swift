/// What calls of the languages' own libraries do to values, by the name that is called. These are the names of the
/// standard libraries; a method of the same name on an object of the program is run, not guessed.
enum CallModels {
    /// Give a number, a truth value or nothing that could carry text.
    private static let harmless: Set<String> = [
        "length", "len", "size", "count", "indexOf", "lastIndexOf", "rfind", "equals", "equalsIgnoreCase", "compareTo",
        "compareToIgnoreCase", "startsWith", "endsWith", "startswith", "endswith", "start_with?", "end_with?",
        "contains",
        "includes", "include?", "has", "containsKey", "containsValue", "isEmpty", "empty?", "nil?", "isBlank",
        "isdigit",
        "isalpha", "isalnum", "isnumeric", "isdecimal", "isidentifier", "isspace", "islower", "isupper", "hashCode",
        "isinstance", "issubclass", "hasattr", "callable", "parseInt", "parseFloat", "parseLong", "parseDouble",
        "parseBoolean", "Number", "int", "float", "bool", "ord", "abs", "round", "strlen", "is_numeric", "intval",
        "floatval", "boolval", "in_array", "Atoi", "ParseInt", "ParseUint", "ParseFloat", "ParseBool", "to_i", "to_f",
        "cap",
        "isNaN", "isInteger", "intValue", "longValue", "doubleValue", "booleanValue", "charCodeAt", "codePointAt",
        "test",
        "HasPrefix", "HasSuffix", "EqualFold", "id", "hash", "strcmp", "strncmp", "atoi", "atol", "strtol",
        "isset", "is_string", "is_array", "ctype_digit", "ctype_alnum", "Integer", "Float", "BigInt", "Boolean",
        "fileno", "getTime", "getSize", "getContentLength", "getContentLengthLong", "getPort", "getServerPort",
        "sizeof", "nextInt", "close", "flush",
    ]

    static func isHarmless(_ name: String) -> Bool { harmless.contains(name) }

    /// Members that are numbers.
    static let harmlessMembers: Set<String> = ["length", "size", "byteLength"]

    /// Give the place of one text in another, or -1.
    static let positions: Set<String> = ["indexOf", "lastIndexOf", "find", "rfind", "index", "Index"]

    /// Give 0 for two texts that are the same.
    static let comparing: Set<String> = ["strcmp", "strcasecmp", "stricmp", "wcscmp"]

    /// True only for texts of harmless characters.
    static let characterChecks: Set<String> = [
        "isdigit", "isalnum", "isalpha", "isnumeric", "isdecimal", "isidentifier", "is_numeric", "ctype_digit",
        "ctype_alnum", "ctype_alpha", "isNumeric", "isAlphanumeric", "isAlpha", "is_int", "isInteger",
    ]

    /// Of one character.
    static let characterTests: Set<String> = [
        "isDigit", "isLetter", "isLetterOrDigit", "isAlphabetic", "isJavaIdentifierPart", "IsLetter", "IsDigit",
        "IsNumber",
    ]

    /// Give the same text in another form.
    static let keepsText: Set<String> = [
        "lower", "upper", "strip", "trim", "toLowerCase", "toUpperCase", "toString", "casefold", "downcase", "upcase",
        "to_s", "lstrip", "rstrip", "String", "getPath", "as_posix",
    ]

    /// Parts of a parsed address that name the server.
    static let hosts: Set<String> = ["netloc", "hostname", "host", "origin", "Host", "Hostname", "getHost"]

    /// True only for addresses of this site.
    static let addressChecks: Set<String> = [
        "url_has_allowed_host_and_scheme", "is_safe_url", "isSafeUrl", "isLocalUrl", "is_safe_redirect_url",
    ]

    /// Give what a function makes of what they are called on, and nothing else of it.
    static let mapping: Set<String> = ["map", "flatMap", "then", "collect", "mapToObj"]

    /// The methods of Java's functional interfaces: what they run is the function itself.
    static let functional: Set<String> = [
        "apply", "accept", "test", "get", "run", "call", "applyAsInt", "applyAsLong", "applyAsDouble", "getAsInt",
        "compare", "invoke", "execute",
    ]

    /// Give streams of numbers.
    static let counting: Set<String> = ["mapToInt", "mapToLong", "mapToDouble", "flatMapToInt"]

    /// Write to an object that is followed; of others they are where values end.
    static let printing: Set<String> = ["print", "println", "printf", "format"]

    /// Put what they read into their argument.
    static let filling: Set<String> = [
        "read", "readFully", "readNBytes", "readLine", "getChars", "drainTo", "readinto", "copyInto",
    ]

    /// Ruby's methods that give the object itself, or one that is like it.
    static let givingItself: Set<String> = ["freeze", "itself", "presence", "dup", "clone", "to_h", "deep_dup"]

    /// Replace what a regular expression finds.
    static let replacing: Set<String> = [
        "replace", "replaceAll", "gsub", "gsub!", "sub", "preg_replace", "ReplaceAllString", "replaceFirst",
    ]

    /// Fail for texts that are no numbers, and for other texts of harmless characters alone.
    static let parsing: Set<String> = ["Atoi", "ParseInt", "ParseUint", "ParseFloat", "ParseBool"]

    /// Give nil for them.
    static let parsingOrNil: Set<String> = ["ParseIP", "ParseMAC"]

    /// Give a path without links and steps upwards.
    static let resolving: Set<String> = [
        "realpath", "resolve", "getCanonicalPath", "getCanonicalFile", "toRealPath", "normalize", "abspath", "Clean",
        "EvalSymlinks", "Abs", "expand_path", "realpathSync", "normpath", "toAbsolutePath",
    ]

    /// The type by which a resolved path is known again.
    static let resolvedPath = "path:resolved"

    private static let shells: Set<String> = [
        "sh", "bash", "dash", "zsh", "ksh", "ash", "fish", "csh", "tcsh", "cmd", "cmd.exe", "powershell",
        "powershell.exe", "pwsh",
    ]

    /// A program that runs its argument as a command line.
    static func isShell(_ program: String) -> Bool {
        shells.contains(String(program.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""))
    }

    /// Do not come back.
    static let leaving: Set<String> = ["exit", "_exit", "abort", "panic", "die", "Fatal", "Fatalf", "Fatalln", "halt"]

    /// Methods that put their arguments into the object.
    static func tellsObject(_ name: String) -> Bool {
        if telling.contains(name) { return true }
        for verb in ["add", "set", "put", "append", "insert", "write", "with"] where name.hasPrefix(verb) {
            guard let next = name.dropFirst(verb.count).first else { return true }
            return next.isUppercase || next == "_"
        }
        return false
    }

    private static let telling: Set<String> = [
        "push", "unshift", "extend", "update", "load", "offer", "concat", "WriteString", "Write", "command", "merge",
        "Set", "Add", "store",
    ]
}
