package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

type Store struct {
	db *sql.DB
}

func New(db *sql.DB) *Store { return &Store{db: db} }

type Parcel struct {
	ID     int64
	Code   string
	Owner  int64
	Weight int
	Note   string
}

type Account struct {
	ID    int64
	Email string
	Hash  string
	Role  string
	Cents int64
}

var sortColumns = map[string]string{"code": "code", "weight": "weight", "new": "id"}

func (s *Store) Parcels(ctx context.Context, owner int64, sort string) ([]Parcel, error) {
	col, ok := sortColumns[sort]
	if !ok {
		col = "id"
	}
	return s.list(ctx, "SELECT id, code, owner, weight, note FROM parcels WHERE owner = $1 ORDER BY "+col, owner)
}

func (s *Store) Search(ctx context.Context, owner int64, term string) ([]Parcel, error) {
	q := fmt.Sprintf("SELECT id, code, owner, weight, note FROM parcels WHERE owner = %d AND %s", owner, contains("note", term))
	return s.list(ctx, q)
}

func (s *Store) ByCodes(ctx context.Context, codes []string) ([]Parcel, error) {
	marks := make([]string, len(codes))
	args := make([]any, len(codes))
	for i, c := range codes {
		marks[i] = fmt.Sprintf("$%d", i+1)
		args[i] = c
	}
	return s.list(ctx, "SELECT id, code, owner, weight, note FROM parcels WHERE code IN ("+strings.Join(marks, ",")+")", args...)
}

func (s *Store) Parcel(ctx context.Context, id int64) (Parcel, error) {
	var p Parcel
	err := s.db.QueryRowContext(ctx, "SELECT id, code, owner, weight, note FROM parcels WHERE id = $1", id).
		Scan(&p.ID, &p.Code, &p.Owner, &p.Weight, &p.Note)
	return p, err
}

func (s *Store) Account(ctx context.Context, email string) (Account, error) {
	var a Account
	err := s.db.QueryRowContext(ctx, "SELECT id, email, hash, role, cents FROM accounts WHERE email = $1", email).
		Scan(&a.ID, &a.Email, &a.Hash, &a.Role, &a.Cents)
	return a, err
}

func (s *Store) Balance(ctx context.Context, id int64) (int64, error) {
	var c int64
	err := s.db.QueryRowContext(ctx, "SELECT cents FROM accounts WHERE id = $1", id).Scan(&c)
	return c, err
}

func (s *Store) SetBalance(ctx context.Context, id, cents int64) error {
	_, err := s.db.ExecContext(ctx, "UPDATE accounts SET cents = $1 WHERE id = $2", cents, id)
	return err
}

func (s *Store) SetRole(ctx context.Context, id int64, role string) error {
	_, err := s.db.ExecContext(ctx, "UPDATE accounts SET role = $1 WHERE id = $2", role, id)
	return err
}

func (s *Store) Count(ctx context.Context, table string) (int, error) {
	var n int
	err := s.db.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n)
	return n, err
}

func (s *Store) list(ctx context.Context, query string, args ...any) ([]Parcel, error) {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Parcel
	for rows.Next() {
		var p Parcel
		if err := rows.Scan(&p.ID, &p.Code, &p.Owner, &p.Weight, &p.Note); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

func contains(column, term string) string {
	return column + " ILIKE '%" + term + "%'"
}
