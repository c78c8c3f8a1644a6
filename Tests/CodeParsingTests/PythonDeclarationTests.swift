import CodeSyntax
import Testing

@Suite(.enabled(if: LoweredText.hasParser(.python), "the parser is not built"))
struct PythonDeclarationTests {
    @Test(
        "functions",
        arguments: [
            LoweredText(
                "def f(a, /, b: int, *, c=1, d: str = \"x\", **kw) -> list[int]: pass",
                """
                (function f parameter:(parameter a) parameter:(parameter b type:(type int)) parameter:(parameter \
                c value:(integer 1)) parameter:(parameter d type:(type str) value:(string "x")) \
                parameter:(parameter kw [double]) returns:(type list argument:(type int)) body:(block \
                statement:(empty)))
                """),
            LoweredText(
                "def f(*args: int): ...",
                """
                (function f parameter:(parameter args [variadic] type:(type int)) body:(block statement:(ellipsis)))
                """),
            LoweredText(
                "async def f(): pass",
                "(function f [async] body:(block statement:(empty)))"),
            LoweredText(
                "def f[T](x: T) -> T: return x",
                """
                (function f parameter:(parameter x type:(type T)) returns:(type T) body:(block statement:(return \
                value:(name x))))
                """),
            LoweredText(
                """
                @app.route("/x", methods=["GET"])
                @login
                def f(): pass
                """,
                """
                (function f decorator:(call callee:(member route object:(name app)) argument:(string "/x") \
                argument:(keywordArgument methods value:(list element:(string "GET")))) decorator:(name login) \
                body:(block statement:(empty)))
                """),
        ])
    func functions(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "classes",
        arguments: [
            LoweredText(
                "class A: pass",
                "(class A body:(block statement:(empty)))"),
            LoweredText(
                """
                class A(B, c.D, metaclass=M):
                  "doc"
                  x = 1
                  y: int
                  x += 1
                  def __init__(self): self.x = 1
                  @staticmethod
                  def s(): pass
                """,
                """
                (class A base:(name B) base:(member D object:(name c)) base:(keywordArgument metaclass \
                value:(name M)) body:(block statement:(string "doc") statement:(assign [declaration] target:(name \
                x) value:(integer 1)) statement:(assign [declaration] target:(name y) type:(type int)) \
                statement:(assign add target:(name x) value:(integer 1)) statement:(function __init__ \
                [constructor] parameter:(parameter self) body:(block statement:(assign target:(member x \
                object:(name self)) value:(integer 1)))) statement:(function s [static] decorator:(name \
                staticmethod) body:(block statement:(empty)))))
                """),
            LoweredText(
                "class A[T: int](B): pass",
                "(class A base:(name B) body:(block statement:(empty)))"),
            LoweredText(
                """
                @a.b
                @c
                class D: pass
                """,
                "(class D decorator:(member b object:(name a)) decorator:(name c) body:(block statement:(empty)))"),
            LoweredText(
                "def __init__(): x = 1",
                "(function __init__ body:(block statement:(assign target:(name x) value:(integer 1))))"),
            LoweredText(
                """
                class A:
                  if b:
                    x = 1
                  class C:
                    y = 2
                """,
                """
                (class A body:(block statement:(if condition:(name b) then:(block statement:(assign [declaration] \
                target:(name x) value:(integer 1)))) statement:(class C body:(block statement:(assign \
                [declaration] target:(name y) value:(integer 2))))))
                """),
        ])
    func classes(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "types",
        arguments: [
            LoweredText(
                "x: Optional[str]",
                "(assign [declaration] target:(name x) type:(type Optional argument:(type str)))"),
            LoweredText(
                "x: a.b.C[int, ...]",
                "(assign [declaration] target:(name x) type:(type a.b.C argument:(type int) argument:(type ...)))"),
            LoweredText(
                "x: int | None",
                "(assign [declaration] target:(name x) type:(type int))"),
            LoweredText(
                "x: int | str | None",
                """
                (assign [declaration] target:(name x) type:(type Union argument:(type int) argument:(type str) \
                argument:(type None)))
                """),
            LoweredText(
                "x: Callable[[int], str]",
                """
                (assign [declaration] target:(name x) type:(type Callable argument:(type argument:(type int)) \
                argument:(type str)))
                """),
            LoweredText(
                "x: Literal[\"a\", 1]",
                "(assign [declaration] target:(name x) type:(type Literal argument:(type a) argument:(type 1)))"),
            LoweredText(
                "x: \"List[int]\"",
                "(assign [declaration] target:(name x) type:(type List))"),
            LoweredText(
                "x: Annotated[str, Depends(f), \"x\"]",
                """
                (assign [declaration] target:(name x) type:(type Annotated argument:(type str) argument:(call \
                callee:(name Depends) argument:(name f)) argument:(type x)))
                """),
            LoweredText(
                "x: (int)",
                "(assign [declaration] target:(name x) type:(type int))"),
            LoweredText(
                "x: None",
                "(assign [declaration] target:(name x) type:(type None))"),
            LoweredText(
                "x: dict[str, list[int]]",
                """
                (assign [declaration] target:(name x) type:(type dict argument:(type str) argument:(type list \
                argument:(type int))))
                """),
            LoweredText(
                "def f(*args: *Ts): pass",
                """
                (function f parameter:(parameter args [variadic] type:(type argument:(type Ts))) body:(block \
                statement:(empty)))
                """),
            LoweredText(
                "x: f(a) = 1",
                """
                (assign [declaration] target:(name x) type:(type argument:(call callee:(name f) argument:(name \
                a))) value:(integer 1))
                """),
        ])
    func types(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }

    @Test(
        "type aliases",
        arguments: [
            LoweredText(
                "type L[T] = list[T]",
                "(class L base:(type list argument:(type T)))"),
            LoweredText(
                "type N = int",
                "(class N base:(type int))"),
        ])
    func aliases(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }
}
