package programs

import (
	"database/sql"
	"errors"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

const (
	archiveEnabled = false
	reportTable    = "reports"
	maximumRows    = 50
)

var reportKinds = []string{"daily", "weekly", "monthly"}

func reportFromMap(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	fields := map[string]string{"kind": "daily"}
	fields["author"] = r.FormValue("author")
	// ok: sql-injection
	if _, err := db.Query("SELECT * FROM reports WHERE kind = '" + fields["kind"] + "'"); err != nil {
		return nil, err
	}
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE author = '" + fields["author"] + "'")
}

func reportFromClearedMap(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	fields := map[string]string{"author": r.FormValue("author")}
	fields["author"] = "nobody"
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE author = '" + fields["author"] + "'")
}

func reportFromSlice(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	parts := []string{"draft", r.FormValue("state"), "final"}
	// ruleid: sql-injection
	if _, err := db.Query("SELECT * FROM reports WHERE state = '" + parts[1] + "'"); err != nil {
		return nil, err
	}
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE state = '" + parts[2] + "'")
}

func reportFromShiftedSlice(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	parts := []string{"draft", r.FormValue("state"), "final"}
	parts = parts[1:]
	// ok: sql-injection
	if _, err := db.Query("SELECT * FROM reports WHERE state = '" + parts[1] + "'"); err != nil {
		return nil, err
	}
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE state = '" + parts[0] + "'")
}

func reportFromAppended(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	conditions := []string{"deleted = 0"}
	for name, values := range r.URL.Query() {
		conditions = append(conditions, name+" = '"+values[0]+"'")
	}
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE " + strings.Join(conditions, " AND "))
}

func reportFromKnownOnes(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	conditions := []string{"deleted = 0"}
	arguments := []any{}
	for _, kind := range reportKinds {
		if r.URL.Query().Has(kind) {
			conditions = append(conditions, "kind = '"+kind+"'")
		}
	}
	arguments = append(arguments, r.FormValue("author"))
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE author = ? AND "+strings.Join(conditions, " OR "), arguments...)
}

func reportByMember(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	kind := r.FormValue("kind")
	if !slices.Contains(reportKinds, kind) {
		return nil, errors.New("unknown kind")
	}
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE kind = '" + kind + "'")
}

func reportByMemberTooLate(db *sql.DB, w http.ResponseWriter, r *http.Request) (*sql.Rows, error) {
	kind := r.FormValue("kind")
	if !slices.Contains(reportKinds, kind) {
		w.Header().Set("X-Note", "unusual kind")
	}
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE kind = '" + kind + "'")
}

func reportDeadBranch(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	table := reportTable
	if archiveEnabled {
		table = r.FormValue("table")
	}
	// ok: sql-injection
	return db.Query("SELECT * FROM " + table)
}

func reportLiveBranch(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	table := reportTable
	if maximumRows > 10 {
		table = r.FormValue("table")
	}
	// ruleid: sql-injection
	return db.Query("SELECT * FROM " + table)
}

func reportConstantSwitch(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	var state string
	switch mode := "safe"; mode {
	case "safe":
		state = "final"
	case "raw":
		state = r.FormValue("state")
	}
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE state = '" + state + "'")
}

func reportFallthrough(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	state := "final"
	switch 1 {
	case 1:
		fallthrough
	case 2:
		state = r.FormValue("state")
	}
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE state = '" + state + "'")
}

func reportOverwritten(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	author := r.FormValue("author")
	length := len(author)
	author = "system"
	// ok: sql-injection
	return db.Query(fmt.Sprintf("SELECT * FROM reports WHERE author = '%s' AND size > %d", author, length))
}

func reportShadowed(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	author := "system"
	if r.Method == http.MethodPost {
		author := r.FormValue("author")
		w := strings.ToLower(author)
		_ = w
	}
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE author = '" + author + "'")
}

func reportHTMLEscaped(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	number := html.EscapeString(r.FormValue("number"))
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE number = " + number)
}

func setText(target *string, value string) { *target = value }

func reportThroughPointer(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	author := "system"
	setText(&author, r.FormValue("author"))
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE author = '" + author + "'")
}

func reportThroughAlias(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	author := r.FormValue("author")
	alias := &author
	*alias = "system"
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE author = '" + author + "'")
}

func sameText(text string) string         { return text }
func fixedText(_ string) string           { return "fixed" }
func splitPair(s string) (string, string) { return s, "constant" }

func reportIdentity(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE author = '" + sameText(r.FormValue("author")) + "'")
}

func reportFixed(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE author = '" + fixedText(r.FormValue("author")) + "'")
}

func reportPair(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	author, place := splitPair(r.FormValue("author"))
	// ok: sql-injection
	if _, err := db.Exec("DELETE FROM reports WHERE place = '" + place + "'"); err != nil {
		return nil, err
	}
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE author = '" + author + "'")
}

func reportCut(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	year, _, found := strings.Cut(r.FormValue("period"), "-")
	if !found {
		return nil, errors.New("no period")
	}
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE year = " + year)
}

func reportQuotedNumber(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	amount, err := strconv.ParseFloat(r.FormValue("amount"), 64)
	if err != nil {
		return nil, err
	}
	text := strconv.FormatFloat(amount, 'f', 2, 64)
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE amount > " + text)
}

type reportFilter struct {
	author string
	kind   string
}

func (f *reportFilter) setAuthor(author string) { f.author = author }
func (f reportFilter) withKind(kind string) reportFilter {
	f.kind = kind
	return f
}
func (f reportFilter) where() string { return "author = '" + f.author + "'" }

func reportFields(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	filter := reportFilter{author: r.FormValue("author"), kind: "daily"}
	// ok: sql-injection
	if _, err := db.Exec("DELETE FROM cache WHERE kind = '" + filter.kind + "'"); err != nil {
		return nil, err
	}
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE author = '" + filter.author + "'")
}

func reportSetter(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	filter := &reportFilter{}
	filter.setAuthor(r.FormValue("author"))
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE " + filter.where())
}

func reportValueReceiver(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	filter := reportFilter{kind: "weekly"}
	filter.withKind(r.FormValue("kind"))
	// The method works on a copy, and the copy is thrown away.
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE kind = '" + filter.kind + "'")
}

func reportKeptCopy(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	filter := reportFilter{kind: "weekly"}.withKind(r.FormValue("kind"))
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE kind = '" + filter.kind + "'")
}

func reportClosure(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	author := r.FormValue("author")
	find := func(table string) (*sql.Rows, error) {
		// ruleid: sql-injection
		return db.Query("SELECT * FROM " + table + " WHERE author = '" + author + "'")
	}
	return find("reports")
}

func reportConstantClosure(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	author := r.FormValue("author")
	find := func(table string) (*sql.Rows, error) {
		// ok: sql-injection
		return db.Query("SELECT * FROM "+table+" WHERE author = ?", author)
	}
	return find("reports")
}

func reportChannel(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	authors := make(chan string, 1)
	go func() {
		defer close(authors)
		authors <- r.FormValue("author")
	}()
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE author = '" + <-authors + "'")
}

func reportCleanChannel(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	kinds, authors := make(chan string, 1), make(chan string, 1)
	authors <- r.FormValue("author")
	kinds <- "monthly"
	kind, author := <-kinds, <-authors
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE kind = '"+kind+"' AND author = ?", author)
}

func reportDeferred(db *sql.DB, r *http.Request) error {
	author := r.FormValue("author")
	defer func() {
		// ruleid: sql-injection
		db.Exec("INSERT INTO visits (author) VALUES ('" + author + "')")
	}()
	return r.ParseForm()
}

func describeValue(value any) string {
	switch known := value.(type) {
	case int:
		return strconv.Itoa(known)
	case bool:
		return strconv.FormatBool(known)
	default:
		return "0"
	}
}

func reportTypeSwitch(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	var value any = r.FormValue("value")
	// Only numbers and truth values come out of there.
	// ok: sql-injection
	return db.Query("SELECT * FROM reports WHERE value = " + describeValue(value))
}

func reportTypeAssertion(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	var value any = r.FormValue("value")
	text, isText := value.(string)
	if !isText {
		return nil, errors.New("no text")
	}
	// ruleid: sql-injection
	return db.Query("SELECT * FROM reports WHERE value = '" + text + "'")
}

func joined(parts ...string) string { return strings.Join(parts, " ") }

func reportVariadic(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	// ruleid: sql-injection
	return db.Query(joined("SELECT * FROM reports WHERE id =", r.FormValue("id")))
}

func reportVariadicClean(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	// ok: sql-injection
	return db.Query(joined("SELECT * FROM reports", "WHERE id = ?"), r.FormValue("id"))
}
