package server

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"

	"example.com/vanpool/internal/auth"
	"example.com/vanpool/internal/files"
	"example.com/vanpool/internal/partner"
	"example.com/vanpool/internal/store"
	"github.com/gin-gonic/gin"
)

func number(c *gin.Context, name string) uint {
	n, _ := strconv.ParseUint(c.Param(name), 10, 32)
	return uint(n)
}

func (h *handlers) vans(c *gin.Context) {
	list, err := h.store.VanList(current(c).Company, c.Query("q"), c.Query("sort"))
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.HTML(http.StatusOK, "vans.html", gin.H{"Vans": list, "Q": c.Query("q")})
}

func (h *handlers) van(c *gin.Context) {
	van, err := h.store.Van(current(c).Company, number(c, "id"))
	if err != nil {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	c.HTML(http.StatusOK, "van.html", gin.H{"Van": van})
}

func (h *handlers) vanNote(c *gin.Context) {
	_ = h.store.SaveNote(current(c).Company, number(c, "id"), c.PostForm("note"))
	c.Redirect(http.StatusSeeOther, "/vans/"+strconv.Itoa(int(number(c, "id"))))
}

func (h *handlers) apiVans(c *gin.Context) {
	list, err := h.store.Vans(current(c).Company, c.DefaultQuery("sort", "plate"))
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, list)
}

func (h *handlers) trips(c *gin.Context) {
	list, err := h.store.Trips(store.TripFilter{
		Company: current(c).Company,
		From:    c.Query("from"),
		To:      c.Query("to"),
	})
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, list)
}

func (h *handlers) trip(c *gin.Context) {
	trip, err := h.store.Trip(number(c, "id"))
	if err != nil {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	c.JSON(http.StatusOK, trip)
}

func (h *handlers) document(c *gin.Context) {
	content, err := files.Read(current(c).Company, c.Query("name"))
	if err != nil {
		c.AbortWithStatus(http.StatusNotFound)
		return
	}
	c.Header("ETag", `"`+files.Tag(content)+`"`)
	c.Header("Content-Disposition", "attachment")
	c.Data(http.StatusOK, "application/octet-stream", content)
}

func (h *handlers) upload(c *gin.Context) {
	file, err := c.FormFile("file")
	if err != nil || file.Size > 5<<20 {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	in, err := file.Open()
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	defer in.Close()
	content, _ := io.ReadAll(in)
	if err := files.Write(current(c).Company, file.Filename, content); err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	c.Status(http.StatusCreated)
}

func (h *handlers) merge(c *gin.Context) {
	target := c.DefaultPostForm("target", "merged.pdf")
	if err := files.Merge(current(c).Company, c.PostForm("files"), target); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	pages, _ := files.Pages(current(c).Company, target)
	c.String(http.StatusOK, pages)
}

func (h *handlers) removeDocument(c *gin.Context) {
	_ = files.Remove(current(c).Company, c.PostForm("name"))
	c.Status(http.StatusNoContent)
}

func (h *handlers) importFeed(c *gin.Context) {
	body, err := partner.Fetch(c.PostForm("feed"))
	if err != nil {
		c.AbortWithStatus(http.StatusBadGateway)
		return
	}
	c.Data(http.StatusOK, "application/json", body)
}

func (h *handlers) distance(c *gin.Context) {
	body, err := partner.Distance(c.Query("from"), c.Query("to"))
	if err != nil {
		c.AbortWithStatus(http.StatusBadGateway)
		return
	}
	c.Data(http.StatusOK, "application/json", body)
}

func (h *handlers) fuelHook(c *gin.Context) {
	body, _ := io.ReadAll(io.LimitReader(c.Request.Body, 1<<16))
	if !auth.ValidWebhook(body, c.GetHeader("X-Signature")) {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	var event struct {
		Company uint   `json:"company"`
		Van     uint   `json:"van"`
		Text    string `json:"text"`
	}
	if json.Unmarshal(body, &event) != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	_ = h.store.SaveNote(event.Company, event.Van, event.Text)
	c.Status(http.StatusNoContent)
}

func (h *handlers) deviceMileage(c *gin.Context) {
	claims, err := auth.ReadDevice(c.GetHeader("X-Device-Token"))
	if err != nil {
		c.AbortWithStatus(http.StatusUnauthorized)
		return
	}
	var body struct {
		Van  uint   `json:"van"`
		Note string `json:"note"`
	}
	if c.ShouldBindJSON(&body) != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	_ = h.store.SaveNote(claims.Company, body.Van, body.Note)
	c.Status(http.StatusNoContent)
}
