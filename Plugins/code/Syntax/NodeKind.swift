/// What a node of a syntax tree is, the same in every language.
///
/// Each case says what its `symbol` holds, which children it has, by role, and what its operator means. Children not
/// named are not there. A construct that fits none of these is `opaque` and keeps its lowered children, so that nothing
/// of a program is lost. Parentheses, expression statements and other syntax without meaning leave no node.
///
/// One table of kinds is what makes one matcher and one analysis do for all languages; it is long because languages
/// are.
public enum NodeKind: UInt8, Sendable {
    // Names and literals.

    /// `symbol`: the identifier. In PHP without the dollar sign; in Ruby with its sigils.
    case name
    /// `symbol`: the value, escapes resolved. Ruby's symbols and the characters of Java, Go and C too.
    case string
    /// A string put together from pieces: f-strings, template literals, "#{x}". Children `.part`: strings and
    /// expressions.
    case template
    /// `symbol`: the digits as written, without separators, in lower case.
    case integer
    /// `symbol`: as written.
    case float
    /// `symbol`: "true" or "false" in every language.
    case boolean
    /// None, null, nil; `symbol`: "null".
    case null
    /// `symbol`: the pattern between the delimiters; `.part`s instead where expressions are put into it (Ruby).
    case regex

    // Expressions.

    /// `.callee`, then `.argument`s in order; a named argument is a `keywordArgument`. Flag `.optional`: `f?.()`. A
    /// Ruby or Go block or trailing closure is the last argument, a `function` without a name. In Ruby `a.b` is a call
    /// too, and a `member` only where it is assigned to; a bare `b` is a `name`, though it may call a method. Backticks
    /// call the name "`".
    case call
    /// Like `call`, for a constructor call with `new` (or a Go composite literal of a named type, whose arguments are
    /// `keywordArgument`s): the callee is the type as names and members, type arguments left out. A Java anonymous
    /// class has `.body`.
    case new
    /// `symbol`: its name; `.value`.
    case keywordArgument
    /// `*args`, `...xs`, `xs...`; `.value`. Flag `.double` for `**kwargs`.
    case spread
    /// `.object`; `symbol`: the member's name. Flags: `.optional` for `?.`, `.isStatic` for `::`. `a->b` of C and PHP
    /// too.
    case member
    /// `.object`, `.key` (several in languages that allow it; none in PHP's `a[]`, the place behind the last element).
    /// Flags as for `member`, which computed members (`o?.[k]`, PHP's `$o->$name`) are too.
    case index
    /// Inside `index` as its key: `.lower`, `.upper`, `.step`, each when given. Also Go's `a[1:2]`, whose capacity is
    /// an `.operand`.
    case slice
    /// `op`; `.operand`. Address-of and pointer dereference too.
    case unary
    /// `op`; `.left`, `.right`. Comparison chains `a < b < c` are `a < b and b < c`.
    case binary
    /// `.condition`, `.then`, `.else`. Ruby's `if` too, where its value is used.
    case conditional
    /// An assignment as expression or statement: `.target`, `.value`. `op` for `+=` and its like, else `.none`. Flag
    /// `.declaration` for a variable that is declared here: then `.type` when written, and `.value` may be missing.
    /// `x++` is `x += 1` with the flag `.postfix` when written behind. `a = b = c` nests in `.value`. Several targets
    /// of one declaration statement (`int a = 1, b;`) are several nodes. Destructuring has a `list`, `tuple` or `map`
    /// as its target, in which an `assign` is a default; Go's `a, b := f()` a `tuple`. `export default e` declares
    /// `default`.
    case assign
    /// Array, vector: `.element`s. What is left out (`[, b]`) is `empty`.
    case list
    /// `.element`s.
    case tuple
    /// `.element`s.
    case set
    /// Dictionary, hash, object literal: `entry` and `spread` children with role `.element`. `symbol`: empty.
    case map
    /// `.key` (a `string` also where the language allows a bare name), `.value` (methods of object literals: a
    /// `function`).
    case entry
    /// `.element` (an `entry` for dictionaries), then `comprehensionClause`s. `op` none for lists and generators.
    case comprehension
    /// `.target`, `.iterable`, `.condition`s. Flag `.isAsync` for `async for`.
    case comprehensionClause
    /// `.type`, `.value`. `instanceof` is `binary`. Go's `x.(T)` is a cast.
    case cast
    /// `.value`.
    case await
    /// `.value` when given; in `yield from e` of Python a `spread`.
    case yield
    /// Comma expressions: `.element`s, the last one is the value. In Ruby the others may be statements.
    case sequence
    /// A type where one is declared or cast to; `symbol`: its name as written, dotted, without type arguments, `[]` or
    /// `*`; `.argument`s: type arguments, also types. Flag `.isArray` for arrays and slices of it, and for C's pointers
    /// to it: such a value holds many, and an array of bytes carries text where a byte does not.
    case type
    /// A JSX element. `symbol`: tag; `attribute`s as `.argument`, expressions and elements as `.element`.
    case markup
    /// `symbol`: its name; `.value` when given.
    case attribute

    // Statements.

    /// Statements, each with role `.statement`.
    case block
    /// `.initializer`s, `.condition`, `.then` (a block), `.else` (a block or another `if`). `unless` has a negated
    /// condition.
    case `if`
    /// `.condition` (missing for endless loops), `.body`, `.else` (Python).
    case `while`
    /// `.body`, `.condition`.
    case doWhile
    /// `.initializer`s, `.condition`, `.update`s, `.body`; each may be missing.
    case `for`
    /// `.target` (a name or destructuring; a Go pair `k, v` a `tuple`), `.iterable`, `.body`, `.else`. Flags
    /// `.declaration`; `.isAsync` for `for await` and `async for`; `.keys` when the (first) target takes keys: `for…in`
    /// of JavaScript; Go's range and PHP's `$k => $v` give a two-element tuple of key and value, Go's single target
    /// keys.
    case forEach
    /// `.initializer` (Go), `.subject` (missing in Go's bare switch and in `select`), `case`s as `.statement`. Flag
    /// `.fallsThrough`: a case goes on into the next unless it breaks. Flag `.isExpression`: its value is that of the
    /// chosen case's last expression. Go's switch on types has the value as its subject, an `assign` when it is bound.
    case `switch`
    /// `.pattern`s (values compared with the subject, or patterns as expressions; Go's cases of types are types, those
    /// of `select` what is sent or received), `.condition` (guard), `.body`. Flag `.isDefault`. Python's `case _` is a
    /// default; alternatives `a | b` are several patterns.
    case `case`
    /// `.resource`s, `.body`, `catch`es as `.statement`, `.else`, `.finally`.
    case `try`
    /// `.type`s, `.target` (a name) when bound, `.body`.
    case `catch`
    /// `raise` too; `.value` when given. What else is given (the cause in Python's `raise e from c`, the message in
    /// Ruby's `raise E, m`) are `.operand`s.
    case `throw`
    /// `.value`s; several in Go. Ruby's `next` in a block too; in a block, which is a `function`, Ruby's own `return`
    /// leaves the method around it.
    case `return`
    /// `symbol`: label or empty; in PHP how many loops, when given. In Ruby `.value` when given.
    case `break`
    case `continue`
    /// `symbol`: label; `.body`. Ruby's `redo` and `retry` are a `goto` of that name.
    case label
    case goto
    /// Python's and C#-like: `.resource`s (an `assign` when bound), `.body`. Flag `.isAsync`.
    case with
    /// Go's: `.value` is the call; `go` statements too, with the flag `.isAsync`.
    case `defer`
    /// `.value`s.
    case delete
    /// `.condition`, `.value` (the message).
    case assert
    /// `global`, `nonlocal`: `.element`s are names.
    case global
    /// `pass` and `;`.
    case empty

    // Declarations.

    /// `symbol`: module path with dots as in the language ("os.path", "java.util.List", "net/http", "./db");
    /// `importName`s with role `.element`. Python's leading dots are kept. Wildcards have an `importName` "*".
    /// `require("x")` assigned to a name is no import here, but is in the tree's `imports`.
    case `import`
    /// `symbol`: what is imported, "" for the module itself, "default" for JavaScript's default; `.alias` (a name) when
    /// renamed. In `export … from` the alias is no name of the file.
    case importName
    /// `symbol`: its name, empty for lambdas and closures; `.decorator`s (annotations) , `.receiver` (Go: a parameter),
    /// `.key` (a computed name), `parameter`s with role `.parameter`, `.returns` (a type), `.body` (a block, or the
    /// expression of an arrow function or lambda; missing when abstract). Flags `.isAsync`, `.isStatic`,
    /// `.isConstructor`. Constructor parameters that are fields too (TypeScript, PHP): the class declares the field
    /// before the constructor, whose body begins with the assignments `this.x = x`.
    case function
    /// `symbol`: its name (empty when destructured, then `.target`); `.type`, `.value` (the default), `.decorator`s.
    /// Flags `.variadic`, `.double` for `**kwargs`; `op` `.addressOf` for the block, `&b`, in Ruby.
    case parameter
    /// `symbol`: its name; `.decorator`s, `.base`s (types or expressions), `.body` (a block of functions, fields as
    /// `assign` with the flag `.declaration`, nested classes), flag `.isEnum` in Java. Interfaces, enums, structs, traits
    /// and Ruby and PHP modules and namespaces with bodies too. Fields may have the flag `.isStatic` and `.decorator`s.
    /// A type alias has the body of its object type, or the type it stands for as its base; traits that are used are
    /// bases.
    case `class`
    /// The root: `.statement`s. `symbol`: package or namespace, as written.
    case file

    // What only patterns have.

    /// `...` between arguments, statements, parameters, elements, and in member chains; also Python's literal `...`.
    case ellipsis
    /// `symbol`: "$X". Written where any expression, name or statement may stand. A typed one (`(T $X)`) has `.type`.
    case metavariable
    /// `symbol`: "$...X": any number of arguments or statements.
    case ellipsisMetavariable
    /// `<... e ...>`: `.value` somewhere inside.
    case deepEllipsis

    // The rest.

    /// Something without a kind of its own, such as the markup around PHP; children with role `.operand`.
    case opaque
    /// Text that could not be parsed; whatever could, as children with role `.operand`.
    case error
}
