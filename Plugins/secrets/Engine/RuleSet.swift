internal import PluginSDK

/// All the rules, in the order in which the pattern database numbers them.
public struct RuleSet: Sendable {
    public let rules: [SecretRule]

    public init(_ rules: [SecretRule]) {
        self.rules = rules
    }

    /// Reads the compiled `rules.json`.
    public init(parsing bytes: UnsafeRawBufferPointer) throws(SecretsError) {
        struct File: Decodable {
            let format: Int
            let rules: [SecretRule]
        }
        do {
            let file = try JSON(parsing: bytes).decode(File.self)
            guard file.format == RuleSet.format else {
                throw SecretsError("rules.json has format \(file.format), this engine reads \(RuleSet.format)")
            }
            rules = file.rules
        } catch let error as JSONError {
            throw SecretsError("rules.json: \(error.message)")
        } catch let error as SecretsError {
            throw error
        } catch {
            throw SecretsError("rules.json: \(error)")
        }
    }

    /// Version of the layout of `rules.json`.
    public static let format = 1
}
