/// The configuration of one instance: a JSON object, "{}" when nobody configured anything.
public struct Configuration: Sendable {
    /// As the host gave it.
    public let text: String

    /// An empty text stands for the empty object.
    public init(_ text: String) {
        self.text = text.isEmpty ? "{}" : text
    }

    /// The configuration as a value of the plugin's own type. Throws `PluginError(.configuration, …)` naming the
    /// place and what was expected there.
    public func decode<T: Decodable>(_ type: T.Type) throws(PluginError) -> T {
        do {
            return try JSON(parsing: text).decode(type)
        } catch {
            throw PluginError(.configuration, "the configuration cannot be used: \(error.message)")
        }
    }
}
