import CodeEngine
import CodeSyntax
import Testing

/// What C has alone: jumps, pointers that lead nowhere, room behind pointers, texts compared by functions. Lines say
/// what is found there (`BAD rule`) and what is not (`OK rule`).
@Suite(.timeLimit(.minutes(1)))
struct PointerFlowTests {
    private func check(_ text: String) {
        let result = CodeFixture.scan(["example.c": text])
        var found: [Int: Set<String>] = [:]
        for finding in result.findings {
            found[CodeFixture.Result.line(of: finding.bytes.lowerBound, in: text), default: []].insert(finding.rule)
        }
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for (mark, isBad) in [("// BAD ", true), ("// OK ", false)] {
                guard let range = line.firstRange(of: mark) else { continue }
                let rule = "c." + line[range.upperBound...].prefix { $0.isLetter || $0 == "-" }
                #expect(found[index + 1, default: []].contains(rule) == isBad, "\(line)")
            }
        }
        #expect(result.bounded.isEmpty)
    }

    @Test func jumpsArriveAtTheirLabel() {
        check(
            """
            void first(int failed) {
                char *text = make();
                if (failed) { free(text); goto done; }
                free(text); // OK double-free
            done:
                note();
            }
            void second(int failed) {
                char *text = make();
                if (failed) { free(text); goto done; }
                use(text);
            done:
                free(text); // BAD double-free
            }
            """)
    }

    @Test func memoryIsGivenBackByFunctionsToo() {
        check(
            """
            static void drop(char *text) { free(text); }
            void show(void) {
                char *text = make();
                drop(text);
                printf("%s", text); // BAD use-after-free
            }
            void list(struct node *first) {
                while (first) {
                    struct node *next = first->next; // OK use-after-free
                    free(first); // OK double-free
                    first = next;
                }
            }
            """)
    }

    @Test func allocationsAreCheckedInManyWays() {
        check(
            """
            void make(int way) {
                struct node *a = malloc(sizeof *a);
                a->value = 1; // BAD unchecked-allocation
                struct node *b = malloc(sizeof *b);
                if (!b) return;
                b->value = 1; // OK unchecked-allocation
                struct node *c;
                if ((c = malloc(sizeof *c)) == NULL) return;
                c->value = 1; // OK unchecked-allocation
                struct node *d = malloc(sizeof *d);
                assert(d != NULL);
                d->value = 1; // OK unchecked-allocation
                struct node *e = malloc(sizeof *e);
                if (e) e->value = 1; // OK unchecked-allocation
            }
            """)
    }

    @Test func whatIsGivenByAddressIsNotNothingAnyMore() {
        check(
            """
            void parse(const char *text) {
                char *end = NULL;
                long number = strtol(text, &end, 10);
                if (*end != 0) return; // OK null-dereference
                keep(number);
            }
            void show(void) {
                int *count = NULL;
                printf("%d", *count); // BAD null-dereference
            }
            """)
    }

    @Test func roomBehindPointersIsKnown() {
        check(
            """
            void copy(const char *from) {
                char small[10];
                char large[10 * sizeof(int)];
                char *to = small;
                memcpy(to, from, sizeof(large)); // BAD length-beyond-array
                to = large;
                memcpy(to, from, sizeof(large)); // OK length-beyond-array
                char *made = malloc(8);
                if (made == NULL) return;
                strcpy(made, "twelve bytes"); // BAD copy-beyond-room
                strcpy(small, "nine long"); // OK copy-beyond-room
                memcpy(small, from, sizeof small); // OK length-beyond-array
            }
            """)
    }

    @Test func comparedTextsAreWhatTheyAreComparedWith() {
        check(
            """
            int main(int argc, char **argv) {
                char line[100];
                if (strcmp(argv[1], "start") != 0 && strcmp(argv[1], "stop")) return 1;
                snprintf(line, sizeof line, "service %s", argv[1]);
                system(line); // OK command-injection
                if (strspn(argv[2], "abcdefgh0123456789") != strlen(argv[2])) return 1;
                snprintf(line, sizeof line, "service %s", argv[2]);
                system(line); // OK command-injection
                snprintf(line, sizeof line, "service %s", argv[3]);
                system(line); // BAD command-injection
            }
            """)
    }
}
