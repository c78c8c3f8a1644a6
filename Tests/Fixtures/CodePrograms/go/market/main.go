package main

import (
	"crypto/md5"
	"crypto/rand"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"io"
	"log"
	"log/slog"
	mathrand "math/rand"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	texttemplate "text/template"

	"example.com/market/internal/store"
)

type server struct {
	goods *store.Store
	db    *sql.DB
	root  string
}

func (s *server) byName(w http.ResponseWriter, r *http.Request) {
	rows, err := s.goods.ByName(r.Context(), r.URL.Query().Get("name"))
	if err != nil {
		return
	}
	defer rows.Close()
}

func (s *server) byNameBound(w http.ResponseWriter, r *http.Request) {
	_, _ = s.goods.ByNameBound(r.Context(), r.URL.Query().Get("name"))
	_, _ = s.goods.Sorted(r.Context(), r.FormValue("sort"))
	_ = s.goods.Table(r.Context(), r.FormValue("table"))
	_, _ = s.goods.In(r.Context(), r.URL.Query()["id"])
	_, _ = s.goods.InJoined(r.Context(), r.URL.Query()["id"])
}

func (s *server) helpers(w http.ResponseWriter, r *http.Request) {
	name := r.PostFormValue("name")
	// ruleid: sql-injection
	_, _ = s.db.Exec("DELETE FROM goods WHERE name = '" + store.Padded(name) + "'")
	// ok: sql-injection
	_, _ = s.db.Exec("DELETE FROM goods WHERE name = '" + store.Fixed(name) + "'")
	// ok: sql-injection
	_, _ = s.db.Exec("DELETE FROM goods WHERE name = '" + store.Clean(name) + "'")
}

func (s *server) builder(w http.ResponseWriter, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT * FROM goods WHERE 1 = 1")
	for key, values := range r.URL.Query() {
		fmt.Fprintf(&b, " AND %s = '%s'", key, values[0])
	}
	// ruleid: sql-injection
	_, _ = s.db.Query(b.String())
}

func (s *server) number(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		http.Error(w, "bad", http.StatusBadRequest)
		return
	}
	// ok: sql-injection
	_, _ = s.db.Query(fmt.Sprintf("SELECT * FROM goods WHERE id = %d", id))
}

func (s *server) path(w http.ResponseWriter, r *http.Request) {
	// ruleid: sql-injection
	_, _ = s.db.Query(fmt.Sprintf("SELECT * FROM goods WHERE id = %s", r.PathValue("id")))
}

type order struct {
	Name   string `json:"name"`
	Amount int    `json:"amount"`
	Kind   kind   `json:"kind"`
}

type kind string

func (s *server) decode(w http.ResponseWriter, r *http.Request) {
	var o order
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		return
	}
	// ruleid: sql-injection
	_, _ = s.db.Exec("INSERT INTO orders (name) VALUES ('" + o.Name + "')")
	// ok: sql-injection
	_, _ = s.db.Exec(fmt.Sprintf("INSERT INTO orders (amount) VALUES (%d)", o.Amount))
	// ruleid: sql-injection
	_, _ = s.db.Exec("INSERT INTO orders (kind) VALUES ('" + string(o.Kind) + "')")
}

func (s *server) unmarshal(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	fields := map[string]string{}
	_ = json.Unmarshal(body, &fields)
	// ruleid: command-injection
	_ = exec.Command("sh", "-c", "echo "+fields["text"]).Run()
	// ok: command-injection
	_ = exec.Command("echo", fields["text"]).Run()
}

func (s *server) switched(w http.ResponseWriter, r *http.Request) {
	var tool string
	switch r.FormValue("tool") {
	case "gzip":
		tool = "gzip"
	case "xz":
		tool = "xz"
	default:
		http.Error(w, "tool", 400)
		return
	}
	// ok: command-injection
	_ = exec.CommandContext(r.Context(), tool, "file").Run()
}

func (s *server) cased(w http.ResponseWriter, r *http.Request) {
	tool := r.FormValue("tool")
	switch tool {
	case "gzip", "xz":
	default:
		return
	}
	// ok: command-injection
	_ = exec.Command(tool).Run()
}

func (s *server) tool(w http.ResponseWriter, r *http.Request) {
	tool := r.Header.Get("X-Tool")
	// ruleid: command-injection
	_ = exec.Command(tool, "--version").Run()
}

func (s *server) arguments(w http.ResponseWriter, r *http.Request) {
	arguments := []string{"-c"}
	arguments = append(arguments, r.FormValue("line"))
	// ruleid: command-injection
	_ = exec.Command("/bin/bash", arguments...).Run()
}

func (s *server) fields(w http.ResponseWriter, r *http.Request) {
	parts := strings.Fields(r.FormValue("line"))
	// ruleid: command-injection
	_ = exec.Command(parts[0], parts[1:]...).Run()
}

func (s *server) cmdStruct(w http.ResponseWriter, r *http.Request) {
	// ruleid: command-injection
	command := &exec.Cmd{Path: "/bin/sh", Args: []string{"sh", "-c", "ls " + r.FormValue("dir")}}
	_ = command.Run()
}

func (s *server) read(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("file")
	// ruleid: path-traversal
	data, _ := os.ReadFile(filepath.Join(s.root, name))
	_, _ = w.Write(data)
}

func (s *server) readBase(w http.ResponseWriter, r *http.Request) {
	name := filepath.Base(r.URL.Query().Get("file"))
	// ok: path-traversal
	data, _ := os.ReadFile(filepath.Join(s.root, name))
	_, _ = w.Write(data)
}

func (s *server) readLocal(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("file")
	if !filepath.IsLocal(name) {
		http.NotFound(w, r)
		return
	}
	// ok: path-traversal
	f, _ := os.Open(filepath.Join(s.root, name))
	defer f.Close()
}

func (s *server) readRel(w http.ResponseWriter, r *http.Request) {
	full := filepath.Clean(filepath.Join(s.root, r.FormValue("file")))
	relative, err := filepath.Rel(s.root, full)
	if err != nil || strings.HasPrefix(relative, "..") {
		http.NotFound(w, r)
		return
	}
	// ok: path-traversal
	http.ServeFile(w, r, full)
}

func (s *server) readPrefix(w http.ResponseWriter, r *http.Request) {
	full := filepath.Join("/srv/market", filepath.Clean("/"+r.FormValue("file")))
	// ok: path-traversal
	http.ServeFile(w, r, full)
}

func (s *server) readClean(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal
	http.ServeFile(w, r, filepath.Clean(s.root+"/"+r.FormValue("file")))
}

func (s *server) openRoot(w http.ResponseWriter, r *http.Request) {
	root, err := os.OpenRoot(s.root)
	if err != nil {
		return
	}
	defer root.Close()
	// ok: path-traversal
	f, _ := root.Open(r.FormValue("file"))
	_ = f.Close()
}

func (s *server) upload(w http.ResponseWriter, r *http.Request) {
	file, header, err := r.FormFile("photo")
	if err != nil {
		return
	}
	defer file.Close()
	out, _ := os.Create(filepath.Join(s.root, header.Filename))
	_, _ = io.Copy(out, file)
	// ok: path-traversal
	other, _ := os.Create(filepath.Join(s.root, filepath.Base(header.Filename)))
	_ = other.Close()
}

func (s *server) hello(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: xss
	fmt.Fprintf(w, "<h1>%s</h1>", name)
	// ok: xss
	fmt.Fprintf(w, "<h1>%s</h1>", html.EscapeString(name))
	// ok: xss
	fmt.Fprintf(w, "<h1>%s</h1>", template.HTMLEscapeString(name))
	// ok: xss
	fmt.Fprintf(w, "<h1>%d</h1>", len(name))
}

func (s *server) helloBytes(w http.ResponseWriter, r *http.Request) {
	cookie, err := r.Cookie("name")
	if err != nil {
		return
	}
	// ruleid: xss
	_, _ = io.WriteString(w, "<p>"+cookie.Value+"</p>")
}

func (s *server) helloPlain(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	// ok: xss
	fmt.Fprintln(w, r.FormValue("name"))
}

func (s *server) helloJSON(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	// ok: xss
	_ = json.NewEncoder(w).Encode(map[string]string{"name": r.FormValue("name")})
}

func (s *server) helloText(w http.ResponseWriter, r *http.Request) {
	t := texttemplate.Must(texttemplate.New("t").Parse("<h1>{{.}}</h1>"))
	// ruleid: xss
	_ = t.Execute(w, r.FormValue("name"))
}

func (s *server) helloTemplate(w http.ResponseWriter, r *http.Request) {
	t := template.Must(template.New("t").Parse("<h1>{{.}}</h1>"))
	// ok: xss
	_ = t.Execute(w, r.FormValue("name"))
}

func (s *server) helloHTML(w http.ResponseWriter, r *http.Request) {
	t := template.Must(template.New("t").Parse("<h1>{{.}}</h1>"))
	// ruleid: xss
	_ = t.Execute(w, template.HTML(r.FormValue("name")))
}

func (s *server) parse(w http.ResponseWriter, r *http.Request) {
	// ruleid: template-injection
	t, err := texttemplate.New("t").Parse(r.FormValue("template"))
	if err != nil {
		return
	}
	_ = t.Execute(io.Discard, nil)
}

func (s *server) redirect(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect
	http.Redirect(w, r, r.FormValue("next"), http.StatusFound)
}

func (s *server) redirectLocal(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") {
		next = "/"
	}
	// ok: open-redirect
	http.Redirect(w, r, next, http.StatusFound)
}

func (s *server) redirectHost(w http.ResponseWriter, r *http.Request) {
	target, err := url.Parse(r.FormValue("next"))
	if err != nil || target.Host != "shop.example.com" {
		http.Error(w, "host", 400)
		return
	}
	// ok: open-redirect
	http.Redirect(w, r, target.String(), http.StatusFound)
}

func (s *server) redirectQuery(w http.ResponseWriter, r *http.Request) {
	// ok: open-redirect
	http.Redirect(w, r, "/search?q="+url.QueryEscape(r.FormValue("q")), http.StatusFound)
}

func (s *server) redirectHeader(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect
	w.Header().Set("Location", r.FormValue("next"))
	w.WriteHeader(http.StatusFound)
}

func (s *server) fetch(w http.ResponseWriter, r *http.Request) {
	// ruleid: ssrf
	response, err := http.Get(r.FormValue("url"))
	if err != nil {
		return
	}
	defer response.Body.Close()
}

func (s *server) fetchRequest(w http.ResponseWriter, r *http.Request) {
	// ruleid: ssrf
	request, _ := http.NewRequestWithContext(r.Context(), http.MethodGet, "http://"+r.FormValue("host")+"/", nil)
	response, err := http.DefaultClient.Do(request)
	if err == nil {
		_ = response.Body.Close()
	}
}

func (s *server) fetchFixed(w http.ResponseWriter, r *http.Request) {
	values := url.Values{}
	values.Set("q", r.FormValue("q"))
	// ok: ssrf
	response, err := http.Get("https://api.example.com/search?" + values.Encode())
	if err == nil {
		_ = response.Body.Close()
	}
}

func (s *server) fetchListed(w http.ResponseWriter, r *http.Request) {
	target, err := url.Parse(r.FormValue("url"))
	if err != nil {
		return
	}
	allowed := map[string]bool{"api.example.com": true}
	if !allowed[target.Hostname()] {
		return
	}
	// ok: ssrf
	response, err := http.Get(target.String())
	if err == nil {
		_ = response.Body.Close()
	}
}

func (s *server) logged(w http.ResponseWriter, r *http.Request) {
	user := r.FormValue("user")
	// ruleid: log-injection
	log.Printf("login failed: %s", user)
	// ok: log-injection
	log.Printf("login failed: %q", user)
	// ok: log-injection
	slog.Info("login failed", "user", user)
	// ok: log-injection
	log.Println("login failed:", strings.ReplaceAll(strings.ReplaceAll(user, "\n", ""), "\r", ""))
}

func (s *server) cookies(w http.ResponseWriter, r *http.Request) {
	// ruleid: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "x"})
	// ok: insecure-cookie
	http.SetCookie(w, &http.Cookie{Name: "session", Value: "x", Secure: true, HttpOnly: true})
	cookie := &http.Cookie{Name: "session", Value: "x"}
	cookie.Secure = true
	cookie.HttpOnly = true
	// ok: insecure-cookie
	http.SetCookie(w, cookie)
}

func tokens() []string {
	raw := make([]byte, 16)
	_, _ = rand.Read(raw)
	// ok: weak-random
	token := hex.EncodeToString(raw)
	// ruleid: weak-random
	resetToken := strconv.Itoa(mathrand.Intn(1000000))
	// ok: weak-random
	jitter := mathrand.Intn(100)
	// ruleid: weak-hash
	sum := md5.Sum([]byte("password"))
	return []string{token, resetToken, strconv.Itoa(jitter), base64.StdEncoding.EncodeToString(sum[:])}
}
