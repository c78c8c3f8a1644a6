import CodeSyntax
import Testing

/// PHP in the middle of other text.
@Suite(.enabled(if: LoweredText.hasParser(.php), "the parser is not built"))
struct PHPMarkupTests {
    @Test(
        arguments: [
            LoweredText("<p>only text</p>", "(opaque)"),
            LoweredText(
                "<b><?= $a ?></b>",
                """
                (opaque)
                (call callee:(name echo) argument:(name a))
                (opaque)
                """),
            LoweredText(
                "<?= f($a) ?>\n<?= $b; ?>",
                """
                (call callee:(name echo) argument:(call callee:(name f) argument:(name a)))
                (call callee:(name echo) argument:(name b))
                """),
            LoweredText(
                "<?php if ($a): ?><?= $b ?><i><?php else: ?>c<?php endif ?>",
                """
                (if condition:(name a) then:(block statement:(call callee:(name echo) argument:(name b))) \
                else:(block))
                """),
            LoweredText(
                "<?php foreach ($a as $b) { ?><li><?= $b ?></li><?php }",
                """
                (forEach target:(name b) iterable:(name a) body:(block statement:(opaque) statement:(call \
                callee:(name echo) argument:(name b)) statement:(opaque)))
                """),
            LoweredText("<?php f(); ?>", "(call callee:(name f))"),
        ])
    func markupIsOpaqueAndShortTagsPrint(_ text: LoweredText) {
        #expect(text.outline(.php, path: "a.php") == text.expected)
    }

    @Test func theNamespaceOfAFileIsItsSymbol() throws {
        let tree = try #require(LoweredText.tree("<?php namespace A\\B; f();", .php))
        #expect(tree.text(of: SyntaxTree.root) == "A\\B")
    }
}
