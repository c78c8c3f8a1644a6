internal import HTTPTypes

/// All routes, and the way from a request to one of them.
struct RouteTable: Sendable {
    /// Routes at the root, then those under both API mounts, in the order of declaration.
    let root: [Route]
    let api: [Route]
    private let rootIndex: Index
    private let apiIndex: Index

    init(root: [Route], api: [Route]) {
        self.root = root
        self.api = api
        rootIndex = Index(root)
        apiIndex = Index(api)
    }

    struct Match: Sendable {
        let route: Route
        /// Decoded values of the path's parameters.
        let parameters: [String: String]
    }

    /// The route for a path as it stands in the request line. `HEAD` finds what `GET` finds, and a trailing slash makes
    /// no difference. Throws 404, or 405 with what is allowed.
    func match(_ method: HTTPRequest.Method, _ path: Substring) throws(APIError) -> Match {
        guard path.first == "/" else { throw .notFound }
        let (mount, segments) = RouteTable.split(path)
        let candidates = (mount == .root ? rootIndex : apiIndex).candidates(for: segments)
        guard !candidates.isEmpty else { throw .notFound }
        let wanted = method == .head ? .get : method
        guard let match = candidates.first(where: { $0.route.method == wanted }) else {
            throw .methodNotAllowed(RouteTable.allowed(candidates.map(\.route.method)))
        }
        return match
    }

    /// Which mount a path is under, and its decoded segments below that. One that cannot be decoded stays as it came:
    /// it is the name of nothing, and the route that it would go to says so in its own words.
    private static func split(_ path: Substring) -> (Mount, [String]) {
        var segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard let segment = PercentEncoding.decode(part), !segment.utf8.contains(0) else { return String(part) }
            return segment
        }
        if segments.last == "" { segments.removeLast() }
        guard segments.first == "api" else { return (.root, segments) }
        let isCurrent = segments.count > 1 && segments[1] == "v1"
        return (isCurrent ? .current : .legacy, Array(segments.dropFirst(isCurrent ? 2 : 1)))
    }

    private static func allowed(_ methods: [HTTPRequest.Method]) -> [String] {
        let order: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete]
        let all = methods.contains(.get) ? methods + [.head] : methods
        return order.filter(all.contains).map(\.rawValue)
    }

    /// Routes by the number of their segments, those with literals before those with parameters.
    private struct Index: Sendable {
        private var byLength: [Int: [Route]] = [:]

        init(_ routes: [Route]) {
            for route in routes { byLength[route.path.parts.count, default: []].append(route) }
            for (length, routes) in byLength {
                byLength[length] = routes.sorted { $0.path.parameters.count < $1.path.parameters.count }
            }
        }

        /// The routes of the best template that fits: `/scans/compare` wins over `/scans/{id}`.
        func candidates(for segments: [String]) -> [Match] {
            var found: [Match] = []
            for route in byLength[segments.count] ?? [] {
                if let first = found.first, first.route.path != route.path { continue }
                guard let parameters = route.path.match(segments) else { continue }
                found.append(Match(route: route, parameters: parameters))
            }
            return found
        }
    }
}
