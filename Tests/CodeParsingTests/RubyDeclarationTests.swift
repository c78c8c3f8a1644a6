import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.ruby), "the parser is not built"))
struct RubyDeclarationTests {
    @Test(
        "methods",
        arguments: [
            LoweredText(
                "def a; end",
                "(function a body:(block))"),
            LoweredText(
                "def a(b, c = 1, *d, e:, f: 2, **g, &h) b end",
                """
                (function a parameter:(parameter b) parameter:(parameter c value:(integer 1)) \
                parameter:(parameter d [variadic]) parameter:(parameter e) parameter:(parameter f value:(integer \
                2)) parameter:(parameter g [double]) parameter:(parameter addressOf h) body:(block \
                statement:(name b)))
                """),
            LoweredText(
                """
                def a b, c
                  d
                end
                """,
                "(function a parameter:(parameter b) parameter:(parameter c) body:(block statement:(name d)))"),
            LoweredText(
                "def a(...) = b(...)",
                """
                (function a parameter:(parameter ... [variadic]) body:(call callee:(name b) argument:(spread \
                value:(name ...))))
                """),
            LoweredText(
                "def a((b, c), d) end",
                """
                (function a parameter:(parameter target:(tuple element:(name b) element:(name c))) \
                parameter:(parameter d) body:(block))
                """),
            LoweredText(
                "def a(*, **, &) b(*, **, &) end",
                """
                (function a parameter:(parameter [variadic]) parameter:(parameter [double]) parameter:(parameter \
                addressOf) body:(block statement:(call callee:(name b) argument:(spread) argument:(spread \
                [double]) argument:(unary addressOf))))
                """),
            LoweredText(
                "def self.a; end",
                "(function a [static] body:(block))"),
            LoweredText(
                "def x.a; end",
                "(function a [static] receiver:(name x) body:(block))"),
            LoweredText(
                "def a? = true",
                "(function a? body:(boolean true))"),
            LoweredText(
                "def ==(o) o end",
                "(function == parameter:(parameter o) body:(block statement:(name o)))"),
            LoweredText(
                "def a=(v) @a = v end",
                """
                (function a= parameter:(parameter v) body:(block statement:(assign target:(name @a) value:(name \
                v))))
                """),
            LoweredText(
                "def a(**nil); end",
                "(function a body:(block))"),
            LoweredText(
                "private def a; end",
                "(function a decorator:(name private) body:(block))"),
            LoweredText(
                "private_class_method def self.a = 1",
                "(function a [static] decorator:(name private_class_method) body:(integer 1))"),
        ])
    func methods(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }

    @Test(
        "classes",
        arguments: [
            LoweredText(
                "class A; end",
                "(class A body:(block))"),
            LoweredText(
                """
                class A < B::C
                  X = 1
                  @@y = 2
                  @z = 3
                  def initialize; end
                end
                """,
                """
                (class A base:(member C [static] object:(name B)) body:(block statement:(assign [declaration] \
                target:(name X) value:(integer 1)) statement:(assign [declaration] target:(name @@y) \
                value:(integer 2)) statement:(assign target:(name @z) value:(integer 3)) statement:(function \
                initialize [constructor] body:(block))))
                """),
            LoweredText(
                "class A::B; end",
                "(class B body:(block))"),
            LoweredText(
                "module A; end",
                "(class A body:(block))"),
            LoweredText(
                """
                module A
                  include B, C::D
                  extend E
                  a
                end
                """,
                """
                (class A base:(name B) base:(member D [static] object:(name C)) base:(name E) body:(block \
                statement:(call callee:(name include) argument:(name B) argument:(member D [static] object:(name \
                C))) statement:(call callee:(name extend) argument:(name E)) statement:(name a)))
                """),
            LoweredText(
                """
                class A
                  class << self
                    def b; end
                  end
                  def c; end
                end
                """,
                """
                (class A body:(block statement:(function b [static] body:(block)) statement:(function c \
                body:(block))))
                """),
            LoweredText(
                "class << a; def b; end; end",
                "(class base:(name a) body:(block statement:(function b [static] body:(block))))"),
            LoweredText(
                "class A < Struct.new(:b); end",
                """
                (class A base:(call callee:(member new object:(name Struct)) argument:(string "b")) body:(block))
                """),
            LoweredText(
                "def initialize; end",
                "(function initialize body:(block))"),
            LoweredText(
                """
                class A
                  private
                  attr_reader :b
                end
                """,
                """
                (class A body:(block statement:(name private) statement:(call callee:(name attr_reader) \
                argument:(string "b"))))
                """),
        ])
    func classes(_ text: LoweredText) {
        #expect(text.outline(.ruby, path: "") == text.expected)
    }
}
