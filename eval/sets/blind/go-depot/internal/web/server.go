package web

import (
	"html/template"
	"net/http"
	"path/filepath"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"example.com/depot/internal/auth"
	"example.com/depot/internal/config"
	"example.com/depot/internal/files"
	"example.com/depot/internal/store"
)

type Server struct {
	cfg   config.Config
	store *store.Store
	files files.Dir
	pages *template.Template
}

func New(cfg config.Config, st *store.Store) *Server {
	pages := template.Must(template.New("").Funcs(template.FuncMap{
		"rich": func(s string) template.HTML { return template.HTML(s) },
	}).ParseGlob(filepath.Join("web", "templates", "*.html")))
	return &Server{cfg: cfg, store: st, files: files.Dir{Root: cfg.FilesDir}, pages: pages}
}

func cors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o := r.Header.Get("Origin"); o != "" {
			w.Header().Set("Access-Control-Allow-Origin", o)
			w.Header().Set("Access-Control-Allow-Credentials", "true")
		}
		next.ServeHTTP(w, r)
	})
}

func (s *Server) Routes() http.Handler {
	r := chi.NewRouter()
	r.Use(middleware.Recoverer, cors)

	r.Get("/login", s.loginForm)
	r.Post("/login", s.login)
	r.Get("/greeting", s.greeting)
	r.Get("/carrier", s.carrier)
	r.Get("/admin/count/{table}", s.count)

	r.Group(func(r chi.Router) {
		r.Use(auth.Require(s.cfg.JWTKey))
		r.Get("/parcels", s.parcels)
		r.Get("/parcels/search", s.search)
		r.Get("/parcels/{id}", s.parcel)
		r.Get("/parcels/{id}/note", s.note)
		r.Post("/parcels/batch", s.batch)
		r.Get("/files", s.file)
		r.Post("/files", s.upload)
		r.Get("/labels", s.label)
		r.Get("/barcode", s.barcode)
		r.Get("/qr", s.qr)
		r.Get("/track", s.track)
		r.Post("/withdraw", s.withdraw)
		r.Post("/hook/test", s.hookTest)
		r.Get("/pickup", s.pickup)

		r.Group(func(r chi.Router) {
			r.Use(auth.Role("admin"))
			r.Get("/admin/disk", s.disk)
			r.Post("/admin/unzip", s.unzip)
			r.Post("/admin/role", s.role)
		})
	})
	return r
}
