package programs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"html"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/gorilla/sessions"
)

type contextKey int

const tenantKey contextKey = iota

type nameSource interface {
	name() string
}

type requestName struct{ request *http.Request }
type defaultName struct{}

func (n requestName) name() string { return n.request.FormValue("name") }
func (defaultName) name() string   { return "default" }

func interfaceRequest(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	var source nameSource = requestName{request: r}
	// ruleid: sql-injection
	return db.Query("SELECT * FROM names WHERE name = '" + source.name() + "'")
}

func interfaceDefault(db *sql.DB, _ *http.Request) (*sql.Rows, error) {
	var source nameSource = defaultName{}
	// ok: sql-injection
	return db.Query("SELECT * FROM names WHERE name = '" + source.name() + "'")
}

func first[T any](values []T) T { return values[0] }

func genericFirst(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	// ruleid: sql-injection
	return db.Query("SELECT * FROM names WHERE name = '" + first(r.URL.Query()["name"]) + "'")
}

func genericLength[T any](values []T) int { return len(values) }

func genericCount(db *sql.DB, r *http.Request) (*sql.Rows, error) {
	count := genericLength(r.URL.Query()["name"])
	// ok: sql-injection
	return db.Query(fmt.Sprint("SELECT * FROM names LIMIT ", count))
}

type baseForm struct{ comment string }
type orderForm struct {
	baseForm
	address string
}

func embeddedField(w http.ResponseWriter, r *http.Request) {
	form := orderForm{address: "unknown"}
	form.comment = r.PostFormValue("comment")
	// ruleid: xss
	fmt.Fprintf(w, "<p>%s</p>", form.baseForm.comment)
	// ok: xss
	fmt.Fprintf(w, "<p>%s</p>", form.address)
}

func mapOfFunctions(w http.ResponseWriter, r *http.Request) {
	clean := map[string]func(string) string{"html": html.EscapeString, "none": strings.TrimSpace}
	// ruleid: xss
	fmt.Fprint(w, "<p>"+clean["none"](r.FormValue("text"))+"</p>")
	// ok: xss
	fmt.Fprint(w, "<p>"+clean["html"](r.FormValue("text"))+"</p>")
}

func methodValue(r *http.Request) error {
	value := r.FormValue
	// ruleid: command-injection
	return exec.Command("sh", "-c", "du -s "+value("folder")).Run()
}

func deletedKey(r *http.Request) error {
	settings := map[string]string{"folder": r.FormValue("folder")}
	delete(settings, "folder")
	// ok: command-injection
	return exec.Command("sh", "-c", "du -s "+settings["folder"]).Run()
}

func waitedFor(r *http.Request) error {
	var group sync.WaitGroup
	var folder string
	group.Add(1)
	go func() {
		defer group.Done()
		folder = r.FormValue("folder")
	}()
	group.Wait()
	// ruleid: command-injection
	return exec.Command("sh", "-c", "du -s "+folder).Run()
}

func selectedChannel(r *http.Request) ([]byte, error) {
	names, stop := make(chan string, 1), make(chan struct{})
	names <- r.FormValue("name")
	select {
	case name := <-names:
		// ruleid: path-traversal
		return os.ReadFile("/srv/texts/" + name)
	case <-stop:
		// ok: path-traversal
		return os.ReadFile("/srv/texts/empty")
	}
}

func rangedChannel(r *http.Request) error {
	names := make(chan string)
	go func() {
		defer close(names)
		for _, name := range r.URL.Query()["name"] {
			names <- filepath.Base(name)
		}
	}()
	for name := range names {
		// ok: path-traversal
		if err := os.Remove("/srv/texts/" + name); err != nil {
			return err
		}
	}
	return nil
}

func namedResult(r *http.Request) (place string, err error) {
	defer func() {
		if recover() != nil {
			place = "/srv/texts/empty"
		}
	}()
	place = "/srv/texts/" + r.FormValue("name")
	return
}

func openNamedResult(r *http.Request) (*os.File, error) {
	place, err := namedResult(r)
	if err != nil {
		return nil, err
	}
	// ruleid: path-traversal
	return os.Open(place)
}

func validName(name string) error {
	if name == "" || strings.ContainsAny(name, `./\`) {
		return errors.New("not a name")
	}
	return nil
}

func openValidated(r *http.Request) (*os.File, error) {
	name := r.FormValue("name")
	if err := validName(name); err != nil {
		return nil, err
	}
	// ok: path-traversal
	return os.Open("/srv/texts/" + name)
}

func withTenant(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		inside := context.WithValue(r.Context(), tenantKey, r.Header.Get("X-Tenant"))
		next.ServeHTTP(w, r.WithContext(inside))
	})
}

func tenantTables(db *sql.DB) http.Handler {
	return withTenant(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tenant, _ := r.Context().Value(tenantKey).(string)
		// ruleid: sql-injection
		rows, err := db.Query("SELECT * FROM tables WHERE tenant = '" + tenant + "'")
		if err == nil {
			rows.Close()
		}
	}))
}

func registerRoutes(router *gin.Engine, db *sql.DB) {
	group := router.Group("/v1")
	group.GET("/cities/:city", func(c *gin.Context) {
		// ruleid: sql-injection
		row := db.QueryRow("SELECT id FROM cities WHERE name = '" + c.Param("city") + "'")
		c.JSON(http.StatusOK, row.Err() == nil)
	})
	group.GET("/cities", func(c *gin.Context) {
		city, given := c.GetQuery("city")
		if !given {
			city = "Bonn"
		}
		// ok: sql-injection
		row := db.QueryRow("SELECT id FROM cities WHERE name = ?", city)
		c.JSON(http.StatusOK, row.Err() == nil)
	})
}

func labelledLoop(r *http.Request) (*http.Response, error) {
	address := "https://products.internal.example/"
search:
	for _, wanted := range r.URL.Query()["region"] {
		for _, region := range []string{"eu", "us"} {
			if region == wanted {
				address += region
				break search
			}
		}
	}
	// ok: ssrf
	return http.Get(address)
}

func grownAddress(r *http.Request) (*http.Response, error) {
	address := "http://"
	for _, label := range r.URL.Query()["label"] {
		address += label + "."
	}
	// ruleid: ssrf
	return http.Get(address + "example")
}

func sessionFromCookie(session *sessions.Session, r *http.Request) error {
	owner, err := r.Cookie("owner")
	if err != nil {
		return err
	}
	// ruleid: trust-boundary
	session.Values["owner"] = owner.Value
	// ok: trust-boundary
	session.Values["visits"] = 1
	return nil
}

func byteConversion(w http.ResponseWriter, r *http.Request) {
	word := []byte(r.FormValue("word"))
	runes := []rune(string(word))
	// ruleid: xss
	w.Write([]byte("<b>" + string(runes[:len(runes)/2]) + "</b>"))
}

func copiedSlice(w http.ResponseWriter, r *http.Request) {
	words := make([]string, 1)
	copy(words, []string{r.FormValue("word")})
	// ruleid: xss
	fmt.Fprintln(w, "<b>"+words[0]+"</b>")
}

func copiedNothing(w http.ResponseWriter, r *http.Request) {
	words := []string{"nothing"}
	counted := copy([]string{"", ""}, r.URL.Query()["word"])
	// ok: xss
	fmt.Fprintln(w, "<b>"+words[0]+"</b>", counted)
}

func escapedThenReplaced(w http.ResponseWriter, r *http.Request) {
	text := html.EscapeString(r.FormValue("text"))
	if r.FormValue("raw") != "" {
		text = r.FormValue("text")
	}
	// ruleid: xss
	fmt.Fprint(w, "<p>"+text+"</p>")
}

func escapedInBothBranches(w http.ResponseWriter, r *http.Request) {
	var text string
	if r.FormValue("short") != "" {
		text = html.EscapeString(r.FormValue("title"))
	} else {
		text = html.EscapeString(r.FormValue("text"))
	}
	// ok: xss
	fmt.Fprint(w, "<p>"+text+"</p>")
}
