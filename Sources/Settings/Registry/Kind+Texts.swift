internal import WebAPI

extension Kind where Value == String {
    /// Any text without control characters.
    static func text(_ allowed: String) -> Kind {
        scalar(allowed, show: { $0 }, read: { text in isPrintable(text) ? text : nil })
    }

    static var folder: Kind {
        scalar("an absolute path", show: { $0 }, read: { isPrintable($0) && $0.hasPrefix("/") ? $0 : nil })
    }

    static var host: Kind {
        scalar("a host name or an IP address", show: { $0 }) { text in
            isPrintable(text) && !text.contains(where: { $0.isWhitespace || $0 == "/" }) ? text : nil
        }
    }

    /// What can be sent in a header as it is.
    static var headerSecret: Kind {
        scalar("printable ASCII characters without spaces", isSecret: true, show: { $0 }) { text in
            !text.isEmpty && text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) ? text : nil
        }
    }

    private static func isPrintable(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
}

extension Kind where Value == [UInt8] {
    static var secret: Kind {
        scalar("at least 16 bytes long", isSecret: true, show: { String(decoding: $0, as: UTF8.self) }) { text in
            text.utf8.count >= 16 ? Array(text.utf8) : nil
        }
    }
}

extension Kind where Value == [String] {
    static var folders: Kind {
        list("absolute paths, separated by ':' in a variable", separatedBy: ":", show: { $0 }) { path in
            path.hasPrefix("/") ? path : nil
        }
    }

    static var origins: Kind {
        list(
            "'*' or origins such as https://dash.example.org, separated by commas", separatedBy: ",", show: { $0 },
            item: { WebOrigin.isOrigin($0) ? $0 : nil })
    }
}

extension Kind where Value == [AddressBlock] {
    static var addresses: Kind {
        list(
            "addresses or blocks such as 10.0.0.0/8, separated by commas", separatedBy: ",", show: { $0.text },
            item: { AddressBlock($0) })
    }
}

extension Kind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the words that the type has, in any case.
    ///
    /// - Parameter aliases: other words for some of them.
    static func word(aliases: [String: String] = [:]) -> Kind {
        scalar("one of " + Value.allCases.map(\.rawValue).joined(separator: ", "), show: \.rawValue) { text in
            let word = text.lowercased()
            return Value(rawValue: aliases[word] ?? word)
        }
    }
}
