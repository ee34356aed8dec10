package web

import (
	"fmt"
	"html"
	"log"
	"net/http"
	"strings"

	"example.com/depot/internal/auth"
)

func (s *Server) loginForm(w http.ResponseWriter, r *http.Request) {
	s.render(w, "login.html", r.URL.Query().Get("next"))
}

func (s *Server) login(w http.ResponseWriter, r *http.Request) {
	email, password := r.FormValue("email"), r.FormValue("password")
	acc, err := s.store.Account(r.Context(), email)
	if err != nil || !auth.CheckPassword(acc.Hash, password) {
		log.Printf("login failed for %q with %q", email, password)
		http.Error(w, "wrong e-mail or password", http.StatusUnauthorized)
		return
	}
	token, err := auth.Issue(s.cfg.JWTKey, acc.ID, acc.Role)
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: "depot", Value: token, Path: "/"})
	next := r.FormValue("next")
	if next == "" {
		next = "/parcels"
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}

func (s *Server) greeting(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, "<p>Good day, %s</p>", r.URL.Query().Get("name"))
	fmt.Fprintf(w, "<p>Depot %s</p>", html.EscapeString(r.URL.Query().Get("depot")))
}

func (s *Server) carrier(w http.ResponseWriter, r *http.Request) {
	c, err := auth.Carrier(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
	if err != nil || c.Role != "carrier" {
		http.Error(w, "forbidden", http.StatusForbidden)
		return
	}
	fmt.Fprintf(w, "carrier %d", c.ID)
}
