import CodeSyntax
import Testing

/// Imports, as nodes and as names that stand for something.
@Suite(.enabled(if: LoweredText.hasParser(.python), "the parser is not built"))
struct PythonImportTests {
    @Test(
        arguments: [
            ("import os", ["os=os"]), ("import a.b.c", ["a=a"]), ("import a.b as c, d", ["c=a.b", "d=d"]),
            ("from a.b import c, d as e", ["c=a.b.c", "e=a.b.d"]), ("from a import (b, c,)", ["b=a.b", "c=a.c"]),
            ("from . import a", ["a=.a"]), ("from ..a.b import c", ["c=..a.b.c"]), ("from a import *", []),
            ("from a . b import c", ["c=a.b.c"]), ("from __future__ import division", ["division=__future__.division"]),
            ("def f():\n  import a", ["a=a"]), ("x = __import__('os.path')", ["x=os"]),
            ("x = importlib.import_module('a.b')", ["x=a.b"]), ("x = import_module(a)", []),
            ("x = f('a')", []),
        ])
    func localNames(_ source: String, _ imports: [String]) {
        #expect(LoweredText.imports(source, .python) == imports)
    }

    @Test func modulesOfNames() throws {
        let tree = try #require(LoweredText.tree("from ..a import b as c", .python))
        let name = try #require(tree.imports.first)
        #expect(name.module == "..a")
        #expect(tree.text(name.local) == "c")
    }

    @Test(
        arguments: [
            LoweredText("import os", "(import os element:(importName))"),
            LoweredText(
                "import a.b as c, d",
                "(import a.b element:(importName alias:(name c)))\n(import d element:(importName))"),
            LoweredText("from a import b as c", "(import a element:(importName b alias:(name c)))"),
            LoweredText("from .. import *", "(import .. element:(importName *))"),
            LoweredText("from __future__ import division", "(import __future__ element:(importName division))"),
        ])
    func nodes(_ text: LoweredText) {
        #expect(text.outline(.python, path: "") == text.expected)
    }
}
