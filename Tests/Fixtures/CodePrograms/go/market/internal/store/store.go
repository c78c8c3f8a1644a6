package store

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"strings"
)

var wordPattern = regexp.MustCompile(`^[a-z_]+$`)

var columns = map[string]string{"name": "name", "price": "price_cents"}

type Store struct {
	db *sql.DB
}

func New(db *sql.DB) *Store { return &Store{db: db} }

func (s *Store) ByName(ctx context.Context, name string) (*sql.Rows, error) {
	query := "SELECT id FROM goods WHERE name = '" + name + "'"
	// ruleid: sql-injection
	return s.db.QueryContext(ctx, query)
}

func (s *Store) ByNameBound(ctx context.Context, name string) (*sql.Rows, error) {
	// ok: sql-injection
	return s.db.QueryContext(ctx, "SELECT id FROM goods WHERE name = $1", name)
}

func (s *Store) Sorted(ctx context.Context, key string) (*sql.Rows, error) {
	column, ok := columns[key]
	if !ok {
		return nil, fmt.Errorf("column %q", key)
	}
	// ok: sql-injection
	return s.db.QueryContext(ctx, "SELECT id FROM goods ORDER BY "+column)
}

func (s *Store) Table(ctx context.Context, table string) *sql.Row {
	if !wordPattern.MatchString(table) {
		return nil
	}
	// ok: sql-injection
	return s.db.QueryRowContext(ctx, fmt.Sprintf("SELECT count(*) FROM %s", table))
}

func (s *Store) In(ctx context.Context, ids []string) (*sql.Rows, error) {
	marks := make([]string, len(ids))
	arguments := make([]any, len(ids))
	for i, id := range ids {
		marks[i] = "?"
		arguments[i] = id
	}
	// ok: sql-injection
	return s.db.QueryContext(ctx, "SELECT id FROM goods WHERE id IN ("+strings.Join(marks, ",")+")", arguments...)
}

func (s *Store) InJoined(ctx context.Context, ids []string) (*sql.Rows, error) {
	// ruleid: sql-injection
	return s.db.QueryContext(ctx, "SELECT id FROM goods WHERE id IN ("+strings.Join(ids, ",")+")")
}

func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, text)
}

func Padded(text string) string {
	return " " + strings.TrimSpace(text) + " "
}

func Fixed(_ string) string { return "fixed" }
