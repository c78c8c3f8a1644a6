internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model

/// The description of the API: as OpenAPI, to try, and to read. Nothing on these pages comes from elsewhere.
struct DocumentationRoutes: Sendable {
    private let document: OpenAPIDocument

    /// `routes` are described; these here add themselves.
    init(routes: RouteTable, version: String) {
        let shown = RouteTable(root: routes.root + DocumentationRoutes.described, api: routes.api)
        document = OpenAPIDocument(routes: shown, version: version)
    }

    var root: [Route] {
        [
            route("/openapi.json", "The OpenAPI 3.1 document", "application/json") { _ in openAPI() },
            route("/docs", "Try the API in a browser", "text/html") { _ in .page(Array(PackageResources.docs_html)) },
            route("/docs/app.js", "The script of `/docs`", "text/javascript") { _ in
                .asset(PackageResources.app_js, type: "text/javascript; charset=utf-8")
            },
            route("/docs/style.css", "The looks of `/docs` and `/redoc`", "text/css") { _ in
                .asset(PackageResources.style_css, type: "text/css; charset=utf-8")
            },
            route("/docs/icon.svg", "The icon of the pages", "image/svg+xml") { _ in
                .asset(Array(DocumentationRoutes.icon.utf8), type: "image/svg+xml")
            },
            route("/redoc", "Read about the API", "text/html") { _ in
                .page(Array(ReferencePage(document: document).html.utf8))
            },
        ]
    }

    /// A shield.
    private static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">\
        <path fill="#0b57a4" d="M8 1l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V3z"/>\
        <path fill="none" stroke="#fff" stroke-width="1.6" d="M5 8l2 2 4-4"/></svg>
        """

    var api: [Route] {
        [route("/openapi.json", "The OpenAPI 3.1 document", "application/json") { _ in openAPI() }]
    }

    private func openAPI() -> Response {
        .json { document.write(to: &$0) }
    }

    private func route(_ path: String, _ summary: String, _ type: String, _ handler: @escaping Route.Handler) -> Route {
        DocumentationRoutes.route(path, summary, type, handler)
    }

    private static func route(
        _ path: String, _ summary: String, _ type: String, _ handler: @escaping Route.Handler
    ) -> Route {
        Route(
            .get, path, scope: .public, tag: "Documentation", summary: summary, answer: .text(type, summary),
            handler: handler)
    }

    /// Those that are of use to readers of the document.
    private static let described = [
        ("/openapi.json", "The OpenAPI 3.1 document", "application/json"),
        ("/docs", "Try the API in a browser", "text/html"), ("/redoc", "Read about the API", "text/html"),
    ].map { path, summary, type in route(path, summary, type) { _ in throw APIError.notFound } }
}

extension Response {
    /// Scripts and styles come from this server alone, and none is written into the page.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; \
        form-action 'none'; frame-ancestors 'none'
        """

    fileprivate static func page(_ html: [UInt8]) -> Response {
        .bytes(
            html, type: "text/html; charset=utf-8",
            headers: [.contentSecurityPolicy: policy, .cacheControl: "no-cache"])
    }

    fileprivate static func asset(_ bytes: [UInt8], type: String) -> Response {
        .bytes(bytes, type: type, headers: [.cacheControl: "no-cache"])
    }
}
