// Package invoices has flows of which one half is in each of its files.
package invoices

import (
	"database/sql"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

var columns = map[string]string{"date": "issued_at", "total": "total_cents"}

type search struct {
	customer string
	currency string
	page     int
}

func newSearch(r *http.Request) *search {
	page, err := strconv.Atoi(r.FormValue("page"))
	if err != nil {
		page = 1
	}
	return &search{customer: r.FormValue("customer"), currency: "EUR", page: page}
}

func (s *search) Customer() string { return s.customer }
func (s *search) Currency() string { return s.currency }
func (s *search) Page() int        { return s.page }

func read(r *http.Request, name string) string { return r.URL.Query().Get(name) }

func trimmed(text string) string { return strings.TrimSpace(strings.ToLower(text)) }

func column(wanted string) string {
	if name, known := columns[wanted]; known {
		return name
	}
	return "id"
}

func checkedNumber(text string) (int, error) {
	number, err := strconv.Atoi(text)
	if err != nil {
		return 0, errors.New("no number")
	}
	return number, nil
}

func find(db *sql.DB, condition string) (*sql.Rows, error) {
	// ruleid: sql-injection
	return db.Query("SELECT * FROM invoices WHERE " + condition)
}

func findByNumber(db *sql.DB, number string) (*sql.Rows, error) {
	// ok: sql-injection
	return db.Query("SELECT * FROM invoices WHERE number = ?", number)
}

func printOn(printer string) error {
	// ruleid: command-injection
	return exec.Command("sh", "-c", "lp -d "+printer+" invoice.pdf").Run()
}

func printSized(size string) error {
	// ok: command-injection
	return exec.Command("sh", "-c", "lp -o media="+size+" invoice.pdf").Run()
}

func load(name string) ([]byte, error) {
	// ruleid: path-traversal
	return os.ReadFile(filepath.Join("/srv/invoices", name))
}
