package server

import (
	"html/template"
	"net/http"
	"net/http/pprof"
	"strings"

	"example.com/vanpool/internal/auth"
	"example.com/vanpool/internal/store"
	"github.com/gin-gonic/gin"
)

type handlers struct {
	store *store.Store
}

func New(s *store.Store) http.Handler {
	gin.SetMode(gin.ReleaseMode)
	h := &handlers{store: s}
	r := gin.New()
	r.Use(gin.Recovery(), crossOrigin())
	r.SetFuncMap(template.FuncMap{
		"markup": func(s string) template.HTML { return template.HTML(strings.ReplaceAll(s, "\n", "<br>")) },
	})
	r.LoadHTMLGlob("web/*.html")

	r.GET("/debug/pprof/*name", gin.WrapF(pprof.Index))
	r.GET("/sign-in", h.signInForm)
	r.POST("/sign-in", h.signIn)
	r.POST("/forgot", h.forgot)
	r.POST("/reset", h.reset)
	r.GET("/oops", h.oops)
	r.POST("/hooks/fuel", h.fuelHook)
	r.POST("/device/mileage", h.deviceMileage)

	in := r.Group("/", signedIn())
	in.GET("/vans", h.vans)
	in.GET("/vans/:id", h.van)
	in.POST("/vans/:id/note", h.vanNote)
	in.GET("/api/vans", h.apiVans)
	in.GET("/api/trips", h.trips)
	in.GET("/api/trips/:id", h.trip)
	in.PUT("/api/me", h.updateMe)
	in.GET("/documents", h.document)
	in.POST("/documents", h.upload)
	in.POST("/documents/merge", h.merge)
	in.POST("/documents/remove", h.removeDocument)
	in.POST("/api/import", h.importFeed)
	in.GET("/api/distance", h.distance)

	admin := r.Group("/admin", signedIn(), adminOnly())
	admin.POST("/users/:id/remove", h.removeUser)
	return r
}

func crossOrigin() gin.HandlerFunc {
	return func(c *gin.Context) {
		if origin := c.GetHeader("Origin"); origin != "" {
			c.Header("Access-Control-Allow-Origin", origin)
			c.Header("Access-Control-Allow-Credentials", "true")
			c.Header("Access-Control-Allow-Headers", "Content-Type")
			c.Header("Access-Control-Allow-Methods", "GET, POST, PUT")
			c.Header("Vary", "Origin")
		}
		if c.Request.Method == http.MethodOptions {
			c.AbortWithStatus(http.StatusNoContent)
			return
		}
		c.Next()
	}
}

func signedIn() gin.HandlerFunc {
	return func(c *gin.Context) {
		raw, _ := c.Cookie("vp_session")
		claims, err := auth.Read(raw)
		if err != nil {
			c.Redirect(http.StatusFound, "/sign-in")
			c.Abort()
			return
		}
		c.Set("claims", claims)
		c.Next()
	}
}

func adminOnly() gin.HandlerFunc {
	return func(c *gin.Context) {
		if !current(c).Admin {
			c.AbortWithStatus(http.StatusForbidden)
		}
	}
}

func current(c *gin.Context) *auth.Claims {
	return c.MustGet("claims").(*auth.Claims)
}
