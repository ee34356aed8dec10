package main

import (
	"crypto/md5"
	"crypto/tls"
	"database/sql"
	"fmt"
	"html/template"
	"io"
	"math/rand"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

var db *sql.DB

func find(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	rows, err := db.Query("SELECT url FROM links WHERE name = '" + name + "'")
	if err != nil {
		http.Error(w, "no such link", http.StatusNotFound)
		return
	}
	defer rows.Close()
}

func findSafe(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.FormValue("id"))
	if err != nil {
		return
	}
	db.QueryRow(fmt.Sprintf("SELECT url FROM links WHERE id = %d", id))
	db.QueryRow("SELECT url FROM links WHERE name = $1", r.FormValue("name"))
}

func remove(w http.ResponseWriter, r *http.Request) {
	drop(r.FormValue("name"))
}

func drop(name string) {
	query := fmt.Sprintf("DELETE FROM links WHERE name = '%s'", name)
	db.Exec(query)
}

func check(w http.ResponseWriter, r *http.Request) {
	host := r.FormValue("host")
	out, _ := exec.Command("sh", "-c", "ping -c 1 "+host).Output()
	w.Write(out)
}

func checkSafe(w http.ResponseWriter, r *http.Request) {
	exec.Command("uptime").Run()
}

func file(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, filepath.Join("/srv/files", r.URL.Query().Get("name")))
}

func fetch(w http.ResponseWriter, r *http.Request) {
	answer, err := http.Get(r.FormValue("url"))
	if err == nil {
		io.Copy(io.Discard, answer.Body)
	}
}

func hello(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "<p>Hello %s</p>", r.FormValue("name"))
	fmt.Fprintf(w, "<p>Hello %s</p>", template.HTMLEscapeString(r.FormValue("name")))
}

func goTo(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.FormValue("to"), http.StatusFound)
}

func token() string {
	return fmt.Sprintf("session-token-%d", rand.Int63())
}

func passwordHash(password string) string {
	return fmt.Sprintf("%x", md5.Sum([]byte(password)))
}

func client() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
}

func main() {
	db, _ = sql.Open("postgres", os.Getenv("DATABASE_URL"))
	http.HandleFunc("/find", find)
	http.HandleFunc("/find-safe", findSafe)
	http.HandleFunc("/remove", remove)
	http.HandleFunc("/check", check)
	http.HandleFunc("/check-safe", checkSafe)
	http.HandleFunc("/file", file)
	http.HandleFunc("/fetch", fetch)
	http.HandleFunc("/hello", hello)
	http.HandleFunc("/go", goTo)
	http.ListenAndServe(":8080", nil)
}
