package invoices

import (
	"database/sql"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
)

func readThere(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	customer := read(r, "customer")
	// ruleid: sql-injection
	return db.Query("SELECT * FROM invoices WHERE customer = '" + customer + "'")
}

func trimmedThere(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	customer := trimmed(r.FormValue("customer"))
	// ruleid: sql-injection
	return db.Query("SELECT * FROM invoices WHERE customer = '" + customer + "'")
}

func listedThere(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	// ok: sql-injection
	return db.Query("SELECT * FROM invoices ORDER BY " + column(r.FormValue("sort")))
}

func parsedThere(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	number, err := checkedNumber(r.FormValue("number"))
	if err != nil {
		return nil, err
	}
	// ok: sql-injection
	return db.Query("SELECT * FROM invoices WHERE number = " + strconv.Itoa(number))
}

func heldThere(db *sql.DB, r *http.Request) error {
	wanted := newSearch(r)
	// ruleid: sql-injection
	if _, err := db.Query("SELECT * FROM invoices WHERE customer = '" + wanted.Customer() + "'"); err != nil {
		return err
	}
	// ok: sql-injection
	if _, err := db.Query("SELECT * FROM invoices WHERE currency = '" + wanted.Currency() + "'"); err != nil {
		return err
	}
	// ok: sql-injection
	_, err := db.Query("SELECT * FROM invoices OFFSET " + strconv.Itoa(wanted.Page()))
	return err
}

func calledThere(db *sql.DB, w http.ResponseWriter, r *http.Request) error {
	if _, err := find(db, "customer = '"+r.FormValue("customer")+"'"); err != nil {
		return err
	}
	if _, err := findByNumber(db, r.FormValue("number")); err != nil {
		return err
	}
	size := "a4"
	if r.FormValue("large") != "" {
		size = "a3"
	}
	if err := printSized(size); err != nil {
		return err
	}
	if err := printOn(r.FormValue("printer")); err != nil {
		return err
	}
	content, err := load(r.FormValue("file"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	_, err = w.Write(content)
	return err
}

func openHere(r *http.Request) (*os.File, error) {
	name := filepath.Base(read(r, "file"))
	// ok: path-traversal
	return os.Open(filepath.Join("/srv/invoices", name))
}
