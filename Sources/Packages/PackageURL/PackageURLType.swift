/// What the registered definition of a type asks for (purl-spec, folder `types`), as far as it can be checked.
struct PackageURLType {
    struct Parts: OptionSet {
        let rawValue: UInt8
        static let namespace = Parts(rawValue: 1)
        static let name = Parts(rawValue: 2)
        static let version = Parts(rawValue: 4)
    }

    /// Not told apart by case: held in lower case.
    var folds: Parts = []
    /// Lower case in the canonical text only.
    var foldsInText: Parts = []
    var requires: Parts = [.name]
    var hasNamespace = true
    var requiredQualifier: String?

    init(_ type: String) {
        switch type {
        case "alpm", "apk", "bitbucket", "composer", "deb", "github", "githubactions", "hex", "qpkg":
            folds = [.namespace, .name]
        case "golang", "npm": foldsInText = [.namespace, .name]
        case "rpm": folds = [.namespace]
        case "bitnami", "oci", "pub", "pypi": folds = [.name]
        default: break
        }
        switch type {
        case "bitbucket", "composer", "github", "githubactions", "maven": requires.insert(.namespace)
        case "swift": requires.formUnion([.namespace, .version])
        case "cran": requires.insert(.version)
        default: break
        }
        switch type {
        case "bitnami", "cargo", "cocoapods", "conda", "cran", "gem", "hackage", "julia", "nuget", "oci", "pub", "pypi":
            hasNamespace = false
        default: break
        }
        if type == "julia" { requiredQualifier = "uuid" }
    }
}
