package store

import "time"

type User struct {
	ID           uint   `gorm:"primaryKey" json:"id"`
	Email        string `gorm:"uniqueIndex" json:"email"`
	Name         string `json:"name"`
	PasswordHash string `json:"-"`
	Admin        bool   `json:"admin"`
	CompanyID    uint   `json:"company_id"`
	Reset        string `json:"-"`
}

type Van struct {
	ID        uint   `gorm:"primaryKey" json:"id"`
	CompanyID uint   `json:"company_id"`
	Plate     string `json:"plate"`
	Model     string `json:"model"`
	Note      string `json:"note"`
	Mileage   int    `json:"mileage"`
}

type Trip struct {
	ID        uint      `gorm:"primaryKey" json:"id"`
	CompanyID uint      `json:"company_id"`
	VanID     uint      `json:"van_id"`
	DriverID  uint      `json:"driver_id"`
	From      string    `json:"from"`
	To        string    `json:"to"`
	Start     time.Time `json:"start"`
}
