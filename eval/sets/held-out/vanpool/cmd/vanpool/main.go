package main

import (
	"log"
	"net/http"
	"os"
	"time"

	"example.com/vanpool/internal/server"
	"example.com/vanpool/internal/store"
)

func main() {
	db, err := store.Open(os.Getenv("VANPOOL_DSN"))
	if err != nil {
		log.Fatalf("database: %v", err)
	}
	srv := &http.Server{
		Addr:              ":8080",
		Handler:           server.New(db),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
	}
	log.Fatal(srv.ListenAndServe())
}
