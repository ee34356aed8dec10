package config

import "os"

type Config struct {
	Addr      string
	DSN       string
	JWTKey    []byte
	FilesDir  string
	Webhook   string
	StaffUser string
	StaffPass string
}

func env(name, def string) string {
	if v := os.Getenv(name); v != "" {
		return v
	}
	return def
}

func Load() Config {
	return Config{
		Addr:      env("ADDR", ":8443"),
		DSN:       env("DSN", "postgres://depot:kestrel-9182@db.internal/depot?sslmode=disable"),
		JWTKey:    []byte(os.Getenv("JWT_KEY")),
		FilesDir:  env("FILES_DIR", "/srv/depot/files"),
		Webhook:   env("WEBHOOK", ""),
		StaffUser: env("STAFF_USER", "gate"),
		StaffPass: os.Getenv("STAFF_PASS"),
	}
}
