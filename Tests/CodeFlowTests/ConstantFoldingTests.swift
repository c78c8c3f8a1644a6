import CodeSyntax
import Testing

@testable import CodeFlow

struct ConstantFoldingTests {
    @Test func integersDivideAsTheLanguageDoes() {
        #expect(ConstantFolding.binary(.divide, .integer(-7), .integer(2), .java) == .integer(-3))
        #expect(ConstantFolding.binary(.divide, .integer(-7), .integer(2), .ruby) == .integer(-4))
        #expect(ConstantFolding.binary(.divide, .integer(7), .integer(2), .python) == .float(3.5))
        #expect(ConstantFolding.binary(.modulo, .integer(-7), .integer(3), .python) == .integer(2))
        #expect(ConstantFolding.binary(.modulo, .integer(-7), .integer(3), .java) == .integer(-1))
        #expect(ConstantFolding.binary(.divide, .integer(1), .integer(0), .java) == nil)
        #expect(ConstantFolding.binary(.divide, .integer(.min), .integer(-1), .java) == nil)
    }

    @Test func overflowIsNotFolded() {
        #expect(ConstantFolding.binary(.multiply, .integer(.max), .integer(2), .java) == nil)
        #expect(ConstantFolding.unary(.negate, .integer(.min)) == nil)
    }

    @Test func textsJoinNumbersOnlyWhereTheLanguageDoes() {
        #expect(ConstantFolding.binary(.add, .string("a"), .integer(1), .java) == .string("a1"))
        #expect(ConstantFolding.binary(.add, .string("a"), .integer(1), .python) == nil)
    }

    @Test func longTextsAreNotFollowed() {
        let half = String(repeating: "x", count: Constant.longestText)
        #expect(ConstantFolding.binary(.add, .string(half), .string("y"), .java) == nil)
    }

    @Test func comparisonsAreFolded() {
        #expect(ConstantFolding.binary(.less, .integer(1), .integer(2), .go) == .boolean(true))
        #expect(ConstantFolding.binary(.equal, .string("a"), .string("b"), .go) == .boolean(false))
        #expect(ConstantFolding.binary(.contains, .string("b"), .string("abc"), .python) == .boolean(true))
        #expect(ConstantFolding.binary(.equal, .null, .string("b"), .java) == .boolean(false))
    }
}

struct RegexShapeTests {
    @Test(arguments: ["^[a-z0-9]+$", "\\A\\w{1,8}\\z", "^\\d+$", "^(GET|POST)$", "/^[A-Z]{2}$/"])
    func closedExpressionsLimitTheText(pattern: String) {
        #expect(RegexShape.isRestrictive(pattern, isWhole: false))
    }

    @Test(arguments: ["[a-z]+", "^[a-z]+", "^.*$", "^[^;]+$", "^\\S+$", "^[a-z';]+$", "^a$\\$"])
    func openExpressionsDoNot(pattern: String) {
        #expect(!RegexShape.isRestrictive(pattern, isWhole: false))
    }

    @Test func callThatMatchesTheWholeTextNeedsNoAnchors() {
        #expect(RegexShape.isRestrictive("[a-z]+", isWhole: true))
    }
}

struct TaintSetTests {
    @Test func noRuleIsLostWhenManySourcesMix() {
        var set = TaintSet()
        for origin in 0..<20 { set.insert(Taint(origin: Int32(origin), lanes: 1 << UInt64(origin % 3), step: 0)) }
        set.insert(Taint(origin: 99, lanes: 1 << 40, step: 0))
        #expect(set.items.count == TaintSet.most)
        #expect(set.lanes & (1 << 40) != 0)
    }

    @Test func sanitizerTakesOnlyItsRules() {
        let set = TaintSet(Taint(origin: 1, lanes: 0b11, step: 0))
        #expect(set.without(0b01).lanes == 0b10)
        #expect(set.without(0b11).isEmpty)
    }
}
