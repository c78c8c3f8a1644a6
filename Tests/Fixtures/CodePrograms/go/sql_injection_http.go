// Package programs holds small programs; the comments say what is wrong with the line below them.
package programs

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

var (
	plainName   = regexp.MustCompile(`^[a-z_]{1,30}$`)
	sortColumns = map[string]string{"name": "name", "date": "created_at", "total": "total_cents"}
)

type orderStore struct {
	db *sql.DB
}

func (s *orderStore) byCustomer(w http.ResponseWriter, r *http.Request) {
	customer := r.URL.Query().Get("customer")
	// ruleid: sql-injection
	rows, err := s.db.Query("SELECT id FROM orders WHERE customer = '" + customer + "'")
	if err != nil {
		http.Error(w, "no orders", http.StatusInternalServerError)
		return
	}
	defer rows.Close()
}

func (s *orderStore) byCustomerBound(w http.ResponseWriter, r *http.Request) {
	customer := r.URL.Query().Get("customer")
	// ok: sql-injection
	rows, err := s.db.Query("SELECT id FROM orders WHERE customer = $1", customer)
	if err != nil {
		http.Error(w, "no orders", http.StatusInternalServerError)
		return
	}
	defer rows.Close()
}

func (s *orderStore) byState(r *http.Request) *sql.Row {
	query := fmt.Sprintf("SELECT count(*) FROM orders WHERE state = '%s'", r.FormValue("state"))
	// ruleid: sql-injection
	return s.db.QueryRow(query)
}

func (s *orderStore) fromTable(r *http.Request) *sql.Row {
	const table = "orders"
	query := fmt.Sprintf("SELECT count(*) FROM %s WHERE state = ?", table)
	// ok: sql-injection
	return s.db.QueryRow(query, r.FormValue("state"))
}

func (s *orderStore) page(r *http.Request) (*sql.Rows, error) {
	page, err := strconv.Atoi(r.FormValue("page"))
	if err != nil {
		return nil, err
	}
	// ok: sql-injection
	return s.db.Query(fmt.Sprintf("SELECT id FROM orders LIMIT 20 OFFSET %d", page*20))
}

func (s *orderStore) pageAsText(r *http.Request) (*sql.Rows, error) {
	page := r.FormValue("page")
	if _, err := strconv.Atoi(page); err != nil {
		page = r.FormValue("offset")
	}
	// ruleid: sql-injection
	return s.db.Query("SELECT id FROM orders LIMIT 20 OFFSET " + page)
}

func (s *orderStore) cancel(ctx context.Context, r *http.Request) error {
	var text strings.Builder
	text.WriteString("UPDATE orders SET state = 'cancelled' WHERE id = ")
	text.WriteString(r.PostFormValue("id"))
	// ruleid: sql-injection
	_, err := s.db.ExecContext(ctx, text.String())
	return err
}

func (s *orderStore) cancelWithReason(ctx context.Context, r *http.Request) error {
	var text strings.Builder
	text.WriteString("UPDATE orders SET state = 'cancelled'")
	if r.PostFormValue("reason") != "" {
		text.WriteString(", reason = ?")
	}
	// ok: sql-injection
	_, err := s.db.ExecContext(ctx, text.String(), r.PostFormValue("reason"))
	return err
}

func (s *orderStore) sorted(r *http.Request) (*sql.Rows, error) {
	column, known := sortColumns[r.URL.Query().Get("sort")]
	if !known {
		column = "id"
	}
	// ok: sql-injection
	return s.db.Query("SELECT id FROM orders ORDER BY " + column)
}

func (s *orderStore) sortedLoosely(r *http.Request) (*sql.Rows, error) {
	wanted := r.URL.Query().Get("sort")
	if column, known := sortColumns[wanted]; known {
		wanted = column
	}
	// ruleid: sql-injection
	return s.db.Query("SELECT id FROM orders ORDER BY " + wanted)
}

func (s *orderStore) sortedBySwitch(r *http.Request) (*sql.Rows, error) {
	column := r.URL.Query().Get("sort")
	switch column {
	case "name", "created_at":
	default:
		return nil, errors.New("unknown column")
	}
	// ok: sql-injection
	return s.db.Query("SELECT id FROM orders ORDER BY " + column)
}

func (s *orderStore) sortedByPattern(r *http.Request) (*sql.Rows, error) {
	column := r.URL.Query().Get("sort")
	if !plainName.MatchString(column) {
		return nil, errors.New("no such column")
	}
	// ok: sql-injection
	return s.db.Query("SELECT id FROM orders ORDER BY " + column)
}

func (s *orderStore) direction(r *http.Request) (*sql.Rows, error) {
	direction := "ASC"
	if r.URL.Query().Get("down") == "1" {
		direction = "DESC"
	}
	// ok: sql-injection
	return s.db.Query("SELECT id FROM orders ORDER BY id " + direction)
}

func (s *orderStore) fromHeader(r *http.Request) (*sql.Rows, error) {
	tenant := r.Header.Get("X-Tenant")
	// ruleid: sql-injection
	return s.db.QueryContext(r.Context(), "SELECT id FROM "+tenant+".orders")
}

func (s *orderStore) fromCookie(r *http.Request) (*sql.Rows, error) {
	basket, err := r.Cookie("basket")
	if err != nil {
		return nil, err
	}
	// ruleid: sql-injection
	return s.db.Query("SELECT product FROM baskets WHERE id = '" + basket.Value + "'")
}

func (s *orderStore) fromBody(r *http.Request) (*sql.Rows, error) {
	var filter struct {
		City  string `json:"city"`
		Limit int    `json:"limit"`
	}
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return nil, err
	}
	// ok: sql-injection
	if _, err := s.db.Exec(fmt.Sprintf("SET LOCAL statement_limit = %d", filter.Limit)); err != nil {
		return nil, err
	}
	// ruleid: sql-injection
	return s.db.Query("SELECT id FROM orders WHERE city = '" + filter.City + "'")
}

func (s *orderStore) fromPath(r *http.Request) *sql.Row {
	id := r.PathValue("id")
	// ruleid: sql-injection
	return s.db.QueryRowContext(r.Context(), "SELECT total FROM orders WHERE id = "+id)
}

func (s *orderStore) fromCheckedPath(r *http.Request) (*sql.Row, error) {
	id, err := uuid.Parse(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	// ok: sql-injection
	return s.db.QueryRow("SELECT total FROM orders WHERE id = '" + id.String() + "'"), nil
}

func (s *orderStore) since(r *http.Request) (*sql.Rows, error) {
	day, err := time.Parse(time.DateOnly, r.FormValue("day"))
	if err != nil {
		return nil, err
	}
	// ok: sql-injection
	return s.db.Query("SELECT id FROM orders WHERE day >= '" + day.Format(time.DateOnly) + "'")
}

func (s *orderStore) prepared(r *http.Request) (*sql.Stmt, error) {
	// ruleid: sql-injection
	return s.db.Prepare("SELECT id FROM orders WHERE note LIKE '%" + r.FormValue("word") + "%'")
}

func (s *orderStore) preparedOnce(r *http.Request) (*sql.Rows, error) {
	// ok: sql-injection
	statement, err := s.db.Prepare("SELECT id FROM orders WHERE note LIKE ?")
	if err != nil {
		return nil, err
	}
	defer statement.Close()
	// ok: sql-injection
	return statement.Query("%" + r.FormValue("word") + "%")
}

func (s *orderStore) inTransaction(r *http.Request) error {
	tx, err := s.db.BeginTx(r.Context(), nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// ruleid: sql-injection
	if _, err := tx.Exec("DELETE FROM baskets WHERE owner = '" + r.FormValue("owner") + "'"); err != nil {
		return err
	}
	// ok: sql-injection
	if _, err := tx.Exec("DELETE FROM sessions WHERE owner = ?", r.FormValue("owner")); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *orderStore) manyNumbers(r *http.Request) (*sql.Rows, error) {
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	var marks []string
	var values []any
	for _, id := range r.Form["id"] {
		marks = append(marks, "?")
		values = append(values, id)
	}
	// ok: sql-injection
	return s.db.Query("SELECT id FROM orders WHERE id IN ("+strings.Join(marks, ",")+")", values...)
}

func (s *orderStore) manyTexts(r *http.Request) (*sql.Rows, error) {
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	// ruleid: sql-injection
	return s.db.Query("SELECT id FROM orders WHERE id IN (" + strings.Join(r.Form["id"], ",") + ")")
}

func (s *orderStore) halfEscaped(r *http.Request) (*sql.Rows, error) {
	name := strings.ReplaceAll(r.FormValue("name"), "\"", "")
	// ruleid: sql-injection
	return s.db.Query("SELECT id FROM orders WHERE name = '" + name + "'")
}
