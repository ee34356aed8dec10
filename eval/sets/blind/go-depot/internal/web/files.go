package web

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"example.com/depot/internal/auth"
	"example.com/depot/internal/tools"
)

func serve(w http.ResponseWriter, kind string, body []byte, err error) {
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("ETag", `"`+auth.ETag(body)+`"`)
	_, _ = w.Write(body)
}

func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	body, err := s.files.Read(r.URL.Query().Get("name"))
	serve(w, "application/octet-stream", body, err)
}

func (s *Server) label(w http.ResponseWriter, r *http.Request) {
	body, err := s.files.ReadLabel(r.URL.Query().Get("name"))
	serve(w, "application/pdf", body, err)
}

func (s *Server) upload(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 10<<20)
	f, h, err := r.FormFile("file")
	if err != nil {
		http.Error(w, "no file", http.StatusBadRequest)
		return
	}
	defer f.Close()
	if err := s.files.Save(h.Filename, f); err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func (s *Server) barcode(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	body, err := tools.Barcode(r.Context(), q.Get("text"), q.Get("kind"))
	serve(w, "application/postscript", body, err)
}

func (s *Server) qr(w http.ResponseWriter, r *http.Request) {
	size, _ := strconv.Atoi(r.URL.Query().Get("size"))
	if size < 1 || size > 20 {
		size = 4
	}
	body, err := tools.QR(r.Context(), r.URL.Query().Get("text"), size)
	serve(w, "image/png", body, err)
}

func (s *Server) pickup(w http.ResponseWriter, r *http.Request) {
	writeJSON(w, map[string]string{"code": auth.PickupCode(), "nonce": auth.Nonce()})
}

func (s *Server) disk(w http.ResponseWriter, r *http.Request) {
	body, err := tools.Disk(r.Context())
	serve(w, "text/plain", body, err)
}

func (s *Server) unzip(w http.ResponseWriter, r *http.Request) {
	if err := s.files.Unzip(s.cfg.FilesDir+"/inbox.zip", "inbox"); err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) role(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.ParseInt(r.FormValue("id"), 10, 64)
	err := s.store.SetRole(r.Context(), id, r.FormValue("role"))
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) count(w http.ResponseWriter, r *http.Request) {
	n, err := s.store.Count(r.Context(), chi.URLParam(r, "table"))
	if err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	writeJSON(w, map[string]int{"count": n})
}
