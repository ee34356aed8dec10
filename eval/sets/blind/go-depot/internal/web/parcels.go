package web

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"example.com/depot/internal/auth"
	"example.com/depot/internal/remote"
)

func (s *Server) render(w http.ResponseWriter, name string, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := s.pages.ExecuteTemplate(w, name, data); err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
	}
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func (s *Server) parcels(w http.ResponseWriter, r *http.Request) {
	list, err := s.store.Parcels(r.Context(), auth.From(r).ID, r.URL.Query().Get("sort"))
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	s.render(w, "parcels.html", list)
}

func (s *Server) search(w http.ResponseWriter, r *http.Request) {
	list, err := s.store.Search(r.Context(), auth.From(r).ID, r.URL.Query().Get("q"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	writeJSON(w, list)
}

func (s *Server) parcel(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	p, err := s.store.Parcel(r.Context(), id)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	s.render(w, "parcel.html", p)
}

func (s *Server) note(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(chi.URLParam(r, "id"), 10, 64)
	p, err := s.store.Parcel(r.Context(), id)
	if err != nil || p.Owner != auth.From(r).ID {
		http.NotFound(w, r)
		return
	}
	writeJSON(w, map[string]string{"note": p.Note})
}

func (s *Server) batch(w http.ResponseWriter, r *http.Request) {
	var codes []string
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&codes); err != nil || len(codes) == 0 {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	list, err := s.store.ByCodes(r.Context(), codes)
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	me := auth.From(r).ID
	own := list[:0]
	for _, p := range list {
		if p.Owner == me {
			own = append(own, p)
		}
	}
	writeJSON(w, own)
}

func (s *Server) track(w http.ResponseWriter, r *http.Request) {
	body, err := remote.Track(r.URL.Query().Get("code"))
	if err != nil {
		http.Error(w, "carrier not reachable", http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
}

func (s *Server) hookTest(w http.ResponseWriter, r *http.Request) {
	body, err := remote.Get(r.FormValue("url"))
	if err != nil {
		http.Error(w, "not reachable", http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write(body)
}

func (s *Server) withdraw(w http.ResponseWriter, r *http.Request) {
	me := auth.From(r).ID
	amount, err := strconv.ParseInt(r.FormValue("cents"), 10, 64)
	if err != nil || amount <= 0 {
		http.Error(w, "bad amount", http.StatusBadRequest)
		return
	}
	balance, err := s.store.Balance(r.Context(), me)
	if err != nil || balance < amount {
		http.Error(w, "not enough", http.StatusConflict)
		return
	}
	err = s.store.SetBalance(r.Context(), me, balance-amount)
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	writeJSON(w, map[string]int64{"cents": balance - amount})
}
