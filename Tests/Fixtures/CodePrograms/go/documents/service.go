package main

import (
	"bytes"
	"context"
	"crypto/des"
	"crypto/sha1"
	"crypto/tls"
	"database/sql"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"
)

type Repository interface {
	Search(ctx context.Context, text string) error
}

type sqlRepository struct{ db *sql.DB }

func (r sqlRepository) Search(ctx context.Context, text string) error {
	// ruleid: sql-injection
	_, err := r.db.QueryContext(ctx, "SELECT * FROM docs WHERE body LIKE '%"+text+"%'")
	return err
}

type handler struct {
	repository Repository
	db         *sql.DB
}

func (h *handler) search(w http.ResponseWriter, r *http.Request) {
	if err := h.repository.Search(r.Context(), r.URL.Query().Get("q")); err != nil {
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

var errBad = errors.New("bad")

func checked(name string) (string, error) {
	for _, c := range name {
		if c < 'a' || c > 'z' {
			return "", errBad
		}
	}
	return name, nil
}

var namePattern = regexp.MustCompile(`^[a-z0-9]+$`)

func validName(name string) bool { return namePattern.MatchString(name) }

func param(r *http.Request, key string) string { return strings.TrimSpace(r.FormValue(key)) }

func numberParam(r *http.Request, key string) (int, error) { return strconv.Atoi(param(r, key)) }

func (h *handler) list(w http.ResponseWriter, r *http.Request) {
	name := param(r, "name")
	// ruleid: sql-injection
	h.db.Query("SELECT * FROM docs WHERE name = '" + name + "'")
	if !validName(name) {
		return
	}
	// ok: sql-injection
	h.db.Query("SELECT * FROM docs WHERE name = '" + name + "'")
}

func (h *handler) page(w http.ResponseWriter, r *http.Request) {
	page, err := numberParam(r, "page")
	if err != nil {
		return
	}
	// ok: sql-injection
	h.db.Query(fmt.Sprintf("SELECT * FROM docs LIMIT 10 OFFSET %v", page*10))
}

func (h *handler) sorted(w http.ResponseWriter, r *http.Request) {
	order := "name"
	if r.FormValue("order") == "date" {
		order = "created"
	}
	// ok: sql-injection
	h.db.Query("SELECT * FROM docs ORDER BY " + order)
}

func (h *handler) sortedBad(w http.ResponseWriter, r *http.Request) {
	order := "name"
	if v := r.FormValue("order"); v != "" {
		order = v
	}
	// ruleid: sql-injection
	h.db.Query("SELECT * FROM docs ORDER BY " + order)
}

func (h *handler) buffer(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	b.WriteString("SELECT * FROM docs WHERE 1=1")
	for k, v := range r.Form {
		b.WriteString(" AND " + k + " = '" + v[0] + "'")
	}
	// ruleid: sql-injection
	h.db.Exec(b.String())
}

func (h *handler) transaction(w http.ResponseWriter, r *http.Request) {
	tx, _ := h.db.Begin()
	defer tx.Rollback()
	// ruleid: sql-injection
	tx.Exec("UPDATE docs SET name = '" + r.PostFormValue("name") + "'")
	// ok: sql-injection
	tx.Exec("UPDATE docs SET name = ?", r.PostFormValue("name"))
	// ruleid: sql-injection
	statement, _ := tx.Prepare("UPDATE docs SET name = '" + r.PostFormValue("name") + "' WHERE id = ?")
	// ok: sql-injection
	statement.Exec(r.PostFormValue("id"))
}

func (h *handler) goroutine(w http.ResponseWriter, r *http.Request) {
	names := make(chan string, 1)
	names <- r.FormValue("name")
	go func() {
		name := <-names
		// ruleid: command-injection
		exec.Command("sh", "-c", "index "+name).Run()
	}()
}

func (h *handler) mapValue(w http.ResponseWriter, r *http.Request) {
	values := map[string]string{"user": r.FormValue("user"), "kind": "doc"}
	// ok: command-injection
	exec.Command("sh", "-c", "index "+values["kind"]).Run()
	// ruleid: command-injection
	exec.Command("sh", "-c", "index "+values["user"]).Run()
}

func (h *handler) git(w http.ResponseWriter, r *http.Request) {
	// ok: command-injection
	exec.Command("git", "log", "--", r.FormValue("path")).Run()
}

func (h *handler) download(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: path-traversal
	http.ServeFile(w, r, path.Join("/srv/docs", name))
	if strings.Contains(name, "..") {
		return
	}
	// ok: path-traversal
	http.ServeFile(w, r, path.Join("/srv/docs", name))
}

func (h *handler) inside(w http.ResponseWriter, r *http.Request) {
	full, err := filepath.Abs(filepath.Join("/srv/docs", r.FormValue("name")))
	if err != nil || !strings.HasPrefix(full, "/srv/docs/") {
		return
	}
	// ok: path-traversal
	os.Remove(full)
}

func (h *handler) proxy(w http.ResponseWriter, r *http.Request) {
	target := r.Header.Get("X-Target")
	// ruleid: ssrf
	http.Post(target, "text/plain", nil)
	// ruleid: ssrf
	net.Dial("tcp", r.FormValue("host")+":80")
	u := url.URL{Scheme: "https", Host: "api.example.com", Path: r.FormValue("p")}
	// ok: ssrf
	http.Get(u.String())
}

func (h *handler) html(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	// ruleid: xss
	w.Write([]byte("<h1>" + r.URL.Path + "</h1>"))
	// ok: xss
	w.Write([]byte("<h1>" + url.QueryEscape(r.URL.Path) + "</h1>"))
	// ok: xss
	fmt.Fprintf(w, "<h1>%q</h1>", strconv.Itoa(len(r.URL.Path)))
}

func (h *handler) logs(w http.ResponseWriter, r *http.Request) {
	// ruleid: log-injection
	log.Println("agent", r.UserAgent())
	// ok: log-injection
	log.Println("agent", strconv.Quote(r.UserAgent()))
}

func crypto() {
	// ruleid: weak-hash
	_ = sha1.Sum([]byte("password"))
	// ruleid: weak-cipher
	_, _ = des.NewCipher(make([]byte, 8))
	// ruleid: tls-verification
	_ = &tls.Config{InsecureSkipVerify: true}
	// ok: tls-verification
	_ = &tls.Config{MinVersion: tls.VersionTLS12}
	// ruleid: tls-verification
	_ = &tls.Config{MinVersion: tls.VersionTLS10}
}

func decoders(r *http.Request) {
	var v map[string]any
	_ = json.NewDecoder(r.Body).Decode(&v)
	_ = xml.NewDecoder(r.Body).Decode(&v)
	_ = gob.NewDecoder(r.Body).Decode(&v)
}

func ginHandlers(g *gin.Engine, db *gorm.DB) {
	g.GET("/x", func(c *gin.Context) {
		var input struct {
			Name string `json:"name"`
			ID   int    `json:"id"`
		}
		if c.BindJSON(&input) != nil {
			return
		}
		// ruleid: sql-injection
		db.Where("name = '" + input.Name + "'").First(&input)
		// ok: sql-injection
		db.Where(fmt.Sprintf("id = %d", input.ID)).First(&input)
		// ruleid: sql-injection
		db.Table("docs").Select(c.Query("columns")).Find(&input)
		// ruleid: sql-injection
		db.Group(c.Query("by")).Find(&input)
		// ok: sql-injection
		db.Find(&input, "name = ?", c.Query("name"))
		clean, err := checked(c.Query("name"))
		if err != nil {
			c.AbortWithStatus(400)
			return
		}
		// ok: command-injection
		exec.Command("sh", "-c", "greet "+clean).Run()
	})
}
