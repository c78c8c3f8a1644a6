/// Why a text is no Package URL.
public struct PackageURLError: Error, Hashable, CustomStringConvertible {
    public let message: String

    init(_ message: String) { self.message = message }

    public var description: String { message }
}
