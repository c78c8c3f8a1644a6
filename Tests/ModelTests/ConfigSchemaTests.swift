import Model
import Testing

struct ConfigSchemaTests {
    private static let schema = """
        {"type":"object","additionalProperties":false,"required":["depth"],
         "properties":{"depth":{"type":"integer","minimum":1,"maximum":9},"mode":{"enum":["fast","deep"]},
         "names":{"type":"array","items":{"type":"string","minLength":2},"maxItems":2},
         "limit":{"anyOf":[{"type":"null"},{"type":"number","exclusiveMinimum":0}]}}}
        """

    @Test(arguments: [
        (#"{"depth":3,"mode":"fast","names":["ab"],"limit":0.5}"#, []), (#"{"depth":3,"limit":null}"#, []),
        (#"{"depth":0}"#, ["depth must be at least 1"]), (#"{"depth":1.5}"#, ["depth must be integer"]),
        (#"{}"#, ["depth is required"]), (#"{"depth":3,"dept":3}"#, ["dept is not known"]),
        (#"{"depth":3,"mode":"slow"}"#, [#"mode must be one of "fast", "deep""#]),
        (
            #"{"depth":3,"names":["ab","c","de"]}"#,
            ["names must have at most 2 elements", "names.1 must have at least 2 characters"]
        ),
        (#"{"depth":3,"limit":0}"#, ["limit fits none of the forms that are allowed"]), ("[]", [" must be object"]),
    ])
    func everyObjectionNamesItsPlace(_ text: String, _ expected: [String]) throws {
        let schema = try #require(ConfigSchema(Self.schema))
        let value = try JSONReader.read(Array(text.utf8))
        let found = schema.objections(to: value).map { "\($0.path.joined(separator: ".")) \($0.message)" }
        #expect(found == expected)
    }

    @Test func nothingDeclaredAllowsEverythingAndWhatIsNoJSONIsRefused() throws {
        #expect(ConfigSchema("")?.objections(to: ["a": 1]).isEmpty == true)
        #expect(ConfigSchema("{") == nil)
    }
}
