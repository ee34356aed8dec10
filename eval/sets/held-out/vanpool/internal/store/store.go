package store

import (
	"fmt"
	"strings"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Store struct {
	db *gorm.DB
}

func Open(dsn string) (*Store, error) {
	db, err := gorm.Open(postgres.Open(dsn), &gorm.Config{})
	if err != nil {
		return nil, err
	}
	return &Store{db: db}, nil
}

type TripFilter struct {
	Company uint
	From    string
	To      string
	Sort    string
}

func (f TripFilter) where() string {
	parts := []string{fmt.Sprintf("company_id = %d", f.Company)}
	if f.From != "" {
		parts = append(parts, fmt.Sprintf("\"from\" ILIKE '%s%%'", f.From))
	}
	if f.To != "" {
		parts = append(parts, fmt.Sprintf("\"to\" ILIKE '%s%%'", f.To))
	}
	return strings.Join(parts, " AND ")
}

func (s *Store) Trips(f TripFilter) ([]Trip, error) {
	var trips []Trip
	err := s.db.Raw("SELECT * FROM trips WHERE " + f.where() + " ORDER BY start DESC").Scan(&trips).Error
	return trips, err
}

func (s *Store) Vans(company uint, sort string) ([]Van, error) {
	var vans []Van
	err := s.db.Where("company_id = ?", company).Order(sort).Find(&vans).Error
	return vans, err
}

var vanColumns = map[string]string{"plate": "plate", "model": "model", "mileage": "mileage desc"}

func (s *Store) VanList(company uint, term, sort string) ([]Van, error) {
	order, ok := vanColumns[sort]
	if !ok {
		order = "plate"
	}
	var vans []Van
	q := s.db.Where("company_id = ? AND plate LIKE ?", company, "%"+term+"%")
	err := q.Order(order).Find(&vans).Error
	return vans, err
}

func (s *Store) Van(company, id uint) (*Van, error) {
	var van Van
	err := s.db.First(&van, "id = ? AND company_id = ?", id, company).Error
	return &van, err
}

func (s *Store) Trip(id uint) (*Trip, error) {
	var trip Trip
	err := s.db.First(&trip, id).Error
	return &trip, err
}

func (s *Store) SaveNote(company, id uint, note string) error {
	return s.db.Model(&Van{}).Where("id = ? AND company_id = ?", id, company).Update("note", note).Error
}

func (s *Store) UserByEmail(email string) (*User, error) {
	var user User
	err := s.db.Where(&User{Email: email}).First(&user).Error
	return &user, err
}

func (s *Store) User(id uint) (*User, error) {
	var user User
	err := s.db.First(&user, id).Error
	return &user, err
}

func (s *Store) Save(user *User) error {
	return s.db.Save(user).Error
}

func (s *Store) RemoveUser(id string) error {
	return s.db.Delete(&User{}, id).Error
}
