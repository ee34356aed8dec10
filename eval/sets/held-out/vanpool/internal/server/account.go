package server

import (
	"crypto/subtle"
	"fmt"
	"net/http"

	"example.com/vanpool/internal/auth"
	"github.com/gin-gonic/gin"
)

func (h *handlers) signInForm(c *gin.Context) {
	c.HTML(http.StatusOK, "sign-in.html", gin.H{"Next": c.Query("next")})
}

func (h *handlers) signIn(c *gin.Context) {
	user, err := h.store.UserByEmail(c.PostForm("email"))
	if err != nil || !auth.CheckPassword(user.PasswordHash, c.PostForm("password")) {
		c.Redirect(http.StatusSeeOther, "/oops?why=credentials")
		return
	}
	token, err := auth.Issue(user.ID, user.CompanyID, user.Admin)
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.SetSameSite(http.SameSiteNoneMode)
	c.SetCookie("vp_session", token, 12*3600, "/", "", true, true)
	next := c.PostForm("next")
	if next == "" {
		next = "/vans"
	}
	c.Redirect(http.StatusSeeOther, next)
}

func (h *handlers) oops(c *gin.Context) {
	page := fmt.Sprintf("<!doctype html><h1>That did not work</h1><p>Reason: %s</p>", c.Query("why"))
	c.Data(http.StatusBadRequest, "text/html; charset=utf-8", []byte(page))
}

func (h *handlers) forgot(c *gin.Context) {
	user, err := h.store.UserByEmail(c.PostForm("email"))
	if err == nil {
		user.Reset = auth.ResetToken()
		_ = h.store.Save(user)
	}
	c.String(http.StatusOK, "If we know the address, a mail is under way.")
}

func (h *handlers) reset(c *gin.Context) {
	user, err := h.store.UserByEmail(c.PostForm("email"))
	given := []byte(c.PostForm("token"))
	if err != nil || user.Reset == "" || subtle.ConstantTimeCompare(given, []byte(user.Reset)) != 1 {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	hash, err := auth.HashPassword(c.PostForm("password"))
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	user.PasswordHash, user.Reset = hash, ""
	_ = h.store.Save(user)
	c.Redirect(http.StatusSeeOther, "/sign-in")
}

func (h *handlers) updateMe(c *gin.Context) {
	user, err := h.store.User(current(c).User)
	if err != nil {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	id := user.ID
	if err := c.ShouldBindJSON(user); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	user.ID = id
	_ = h.store.Save(user)
	c.JSON(http.StatusOK, user)
}

func (h *handlers) removeUser(c *gin.Context) {
	if err := h.store.RemoveUser(c.Param("id")); err != nil {
		c.JSON(http.StatusInternalServerError, gin.H{"error": err.Error()})
		return
	}
	c.Status(http.StatusNoContent)
}
