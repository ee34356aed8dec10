package main

import (
	"crypto/tls"
	"database/sql"
	"log"
	"net/http"
	"os"

	_ "github.com/lib/pq"

	"example.com/depot/internal/config"
	"example.com/depot/internal/store"
	"example.com/depot/internal/web"
)

func main() {
	cfg := config.Load()
	db, err := sql.Open("postgres", cfg.DSN)
	if err != nil {
		log.Fatal(err)
	}
	srv := web.New(cfg, store.New(db))
	s := &http.Server{
		Addr:      cfg.Addr,
		Handler:   srv.Routes(),
		TLSConfig: &tls.Config{MinVersion: tls.VersionTLS10},
	}
	log.Fatal(s.ListenAndServeTLS(os.Getenv("TLS_CERT"), os.Getenv("TLS_KEY")))
}
