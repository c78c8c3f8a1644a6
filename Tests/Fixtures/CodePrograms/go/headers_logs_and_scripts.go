package programs

import (
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/url"
	"plugin"
	"regexp"
	"strconv"
	"strings"

	"github.com/dop251/goja"
	"github.com/gin-gonic/gin"
	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"
	"github.com/sirupsen/logrus"
	"github.com/traefik/yaegi/interp"
	"gorm.io/gorm"
)

var (
	lineBreaks   = strings.NewReplacer("\n", " ", "\r", " ")
	nestedGroups = regexp.MustCompile(`^(a+)+$`)
	plugins      = map[string]string{"resize": "/opt/shop/resize.so"}
)

func logPlain(r *http.Request) {
	// ruleid: log-injection
	log.Println("login failed for " + r.FormValue("user"))
}

func logQuoted(r *http.Request) {
	// ok: log-injection
	log.Printf("login failed for %q", r.FormValue("user"))
}

func logFormatted(r *http.Request) {
	// ruleid: log-injection
	log.Printf("login failed for %s", r.FormValue("user"))
}

func logReplaced(r *http.Request) {
	user := strings.ReplaceAll(r.FormValue("user"), "\n", "")
	user = strings.ReplaceAll(user, "\r", "")
	// ok: log-injection
	log.Println("login failed for " + user)
}

func logByReplacer(c *gin.Context) {
	// ok: log-injection
	log.Print("search: ", lineBreaks.Replace(c.Query("q")))
}

func logTrimmed(c *gin.Context) {
	// Only the ends are trimmed, the middle keeps its lines.
	// ruleid: log-injection
	log.Print("search: ", strings.TrimSpace(c.Query("q")))
}

func logNumber(c echo.Context) error {
	size, err := strconv.ParseBool(c.QueryParam("large"))
	if err != nil {
		return err
	}
	// ok: log-injection
	log.Printf("large: %v", size)
	return nil
}

func logStructured(r *http.Request) {
	// ok: log-injection
	slog.Info("login failed", "user", r.FormValue("user"))
}

func logByLogrus(c echo.Context) {
	entry := "export of " + c.Param("table")
	// ruleid: log-injection
	logrus.Info(entry)
}

func logLength(c echo.Context) {
	// ok: log-injection
	logrus.Infof("export of %d letters", len(c.Param("table")))
}

func logFatal(r *http.Request) {
	if agent := r.UserAgent(); agent != "" {
		// ruleid: log-injection
		log.Default().Printf("agent %v", agent)
	}
}

func formatChosen(w io.Writer, r *http.Request) {
	// ruleid: format-string
	fmt.Fprintf(w, r.FormValue("layout"), 1, 2)
}

func formatFixed(w io.Writer, r *http.Request) {
	// ok: format-string
	fmt.Fprintf(w, "%s: %d", r.FormValue("layout"), 2)
}

func formatConcatenated(r *http.Request) string {
	// ruleid: format-string
	return fmt.Sprintf("%d items for "+r.FormValue("name"), 3)
}

func formatSelected(r *http.Request) string {
	layout := "%d items"
	if r.FormValue("lang") == "de" {
		layout = "%d Stück"
	}
	// ok: format-string
	return fmt.Sprintf(layout, 3)
}

func headerRaw(w http.ResponseWriter, r *http.Request) error {
	connection, buffer, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return err
	}
	defer connection.Close()
	// ruleid: header-injection
	buffer.WriteString("HTTP/1.1 302 Found\r\nX-Origin: " + r.FormValue("origin") + "\r\n\r\n")
	return buffer.Flush()
}

func headerRawEscaped(w http.ResponseWriter, r *http.Request) error {
	connection, buffer, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return err
	}
	defer connection.Close()
	// ok: header-injection
	buffer.WriteString("HTTP/1.1 302 Found\r\nX-Origin: " + url.QueryEscape(r.FormValue("origin")) + "\r\n\r\n")
	return buffer.Flush()
}

func headerSet(w http.ResponseWriter, r *http.Request) {
	// The server replaces line breaks in the values of headers.
	// ok: header-injection
	w.Header().Set("X-Request-Name", r.FormValue("name"))
}

func headerGin(c *gin.Context) {
	page, err := strconv.Atoi(c.Query("page"))
	if err != nil {
		return
	}
	// ok: header-injection
	c.Header("X-Next-Page", strconv.Itoa(page+1))
}

func scriptRun(c *gin.Context) (goja.Value, error) {
	// ruleid: code-injection
	return goja.New().RunString("price * (" + c.Query("factor") + ")")
}

func scriptFixed(c *gin.Context) (goja.Value, error) {
	machine := goja.New()
	if err := machine.Set("factor", c.Query("factor")); err != nil {
		return nil, err
	}
	// ok: code-injection
	return machine.RunString("price * Number(factor)")
}

func scriptInterpreted(r *http.Request) error {
	machine := interp.New(interp.Options{})
	// ruleid: code-injection
	_, err := machine.Eval(r.FormValue("rule"))
	return err
}

func scriptInterpretedConstant(r *http.Request) error {
	rule := r.FormValue("rule")
	if len(rule) > 10 {
		return fmt.Errorf("too long: %d", len(rule))
	}
	rule = "1 + 1"
	// ok: code-injection
	_, err := interp.New(interp.Options{}).Eval(rule)
	return err
}

func pluginChosen(r *http.Request) (*plugin.Plugin, error) {
	// ruleid: code-injection
	return plugin.Open(r.FormValue("plugin"))
}

func pluginKnown(r *http.Request) (*plugin.Plugin, error) {
	// ok: code-injection
	return plugin.Open(plugins[r.FormValue("plugin")])
}

func patternNested(r *http.Request) bool {
	// Matching takes linear time here, whatever the pattern looks like.
	// ok: regex-dos
	return nestedGroups.MatchString(r.FormValue("text"))
}

func patternQuoted(r *http.Request) (*regexp.Regexp, error) {
	// ok: regex-dos
	return regexp.Compile("(?i)" + regexp.QuoteMeta(r.FormValue("word")))
}

func sessionRole(session *sessions.Session, r *http.Request) {
	// ruleid: trust-boundary
	session.Values["role"] = r.FormValue("role")
}

func sessionKnownRole(session *sessions.Session, r *http.Request) {
	role := "reader"
	if r.FormValue("role") == "writer" {
		role = "writer"
	}
	// ok: trust-boundary
	session.Values["role"] = role
}

type account struct {
	ID      uint   `json:"id"`
	Name    string `json:"name"`
	IsAdmin bool   `json:"is_admin"`
}

func accountBound(orm *gorm.DB, c *gin.Context) {
	var changed account
	if err := c.ShouldBindJSON(&changed); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	// ruleid: mass-assignment
	orm.Save(&changed)
}

func accountSelected(orm *gorm.DB, c *gin.Context) {
	var input struct {
		Name string `json:"name"`
	}
	if err := c.ShouldBindJSON(&input); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	// ok: mass-assignment
	orm.Create(&account{Name: input.Name})
}

func accountByMap(orm *gorm.DB, c echo.Context) error {
	values := map[string]any{}
	if err := c.Bind(&values); err != nil {
		return err
	}
	// ruleid: mass-assignment
	return orm.Model(&account{}).Where("id = ?", c.Param("id")).Updates(values).Error
}

func accountByName(orm *gorm.DB, c echo.Context) error {
	// ok: mass-assignment
	return orm.Model(&account{}).Where("id = ?", c.Param("id")).Update("name", c.FormValue("name")).Error
}
