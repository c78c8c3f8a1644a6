package programs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"strconv"
	text "text/template"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"
	"github.com/microcosm-cc/bluemonday"
)

var (
	pageTemplate  = template.Must(template.New("page").Parse(`<h1>{{.Title}}</h1>`))
	plainTemplate = text.Must(text.New("plain").Parse(`<h1>{{.Title}}</h1>`))
	userMarkup    = bluemonday.UGCPolicy()
)

func greet(w http.ResponseWriter, r *http.Request) {
	// ruleid: xss
	fmt.Fprintf(w, "<p>Hello %s</p>", r.URL.Query().Get("name"))
}

func greetEscaped(w http.ResponseWriter, r *http.Request) {
	// ok: xss
	fmt.Fprintf(w, "<p>Hello %s</p>", html.EscapeString(r.URL.Query().Get("name")))
}

func greetEscapedByTemplate(w http.ResponseWriter, r *http.Request) {
	name := template.HTMLEscapeString(r.FormValue("name"))
	// ok: xss
	io.WriteString(w, "<p>Hello "+name+"</p>")
}

func greetUnescaped(w http.ResponseWriter, r *http.Request) {
	name := html.UnescapeString(html.EscapeString(r.FormValue("name")))
	// ruleid: xss
	io.WriteString(w, "<p>Hello "+name+"</p>")
}

func writeBytes(w http.ResponseWriter, r *http.Request) {
	// ruleid: xss
	w.Write([]byte("<b>" + r.FormValue("q") + "</b>"))
}

func writeNumber(w http.ResponseWriter, r *http.Request) {
	page, err := strconv.Atoi(r.FormValue("page"))
	if err != nil {
		http.Error(w, "no page", http.StatusBadRequest)
		return
	}
	// ok: xss
	fmt.Fprintf(w, "<b>Page %d</b>", page)
}

func writeBuffer(w http.ResponseWriter, r *http.Request) {
	var page bytes.Buffer
	page.WriteString("<ul>")
	for _, item := range r.URL.Query()["item"] {
		page.WriteString("<li>" + item + "</li>")
	}
	// ruleid: xss
	page.WriteTo(w)
}

func writeEscapedBuffer(w http.ResponseWriter, r *http.Request) {
	var page bytes.Buffer
	for _, item := range r.URL.Query()["item"] {
		template.HTMLEscape(&page, []byte(item))
	}
	// ok: xss
	page.WriteTo(w)
}

func writeJSON(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	// ok: xss
	json.NewEncoder(w).Encode(map[string]string{"name": r.FormValue("name")})
}

func renderPage(w http.ResponseWriter, r *http.Request) {
	// ok: xss
	pageTemplate.Execute(w, map[string]string{"Title": r.FormValue("title")})
}

func renderPlain(w http.ResponseWriter, r *http.Request) {
	// ruleid: xss
	plainTemplate.Execute(w, map[string]string{"Title": r.FormValue("title")})
}

func renderPlainConstant(w http.ResponseWriter, _ *http.Request) {
	// ok: xss
	plainTemplate.Execute(w, map[string]string{"Title": "Imprint"})
}

func renderTrusted(w http.ResponseWriter, r *http.Request) {
	// ruleid: xss
	title := template.HTML(r.FormValue("title"))
	pageTemplate.Execute(w, map[string]any{"Title": title})
}

func renderTrustedConstant(w http.ResponseWriter, _ *http.Request) {
	// ok: xss
	title := template.HTML("<em>News</em>")
	pageTemplate.Execute(w, map[string]any{"Title": title})
}

func renderCleaned(w http.ResponseWriter, r *http.Request) {
	// ok: xss
	title := template.HTML(userMarkup.Sanitize(r.FormValue("title")))
	pageTemplate.Execute(w, map[string]any{"Title": title})
}

func renderScript(w http.ResponseWriter, r *http.Request) {
	// ruleid: xss
	script := template.JS("start('" + r.FormValue("view") + "')")
	pageTemplate.Execute(w, map[string]any{"Title": script})
}

func ginMarkup(c *gin.Context) {
	// ruleid: xss
	c.Data(http.StatusOK, "text/html; charset=utf-8", []byte("<i>"+c.Query("word")+"</i>"))
}

func ginText(c *gin.Context) {
	// ok: xss
	c.String(http.StatusOK, "%s", c.Query("word"))
}

func ginValue(c *gin.Context) {
	// ok: xss
	c.JSON(http.StatusOK, gin.H{"word": c.Query("word")})
}

func echoMarkup(c echo.Context) error {
	// ruleid: xss
	return c.HTML(http.StatusOK, "<i>"+c.Param("word")+"</i>")
}

func echoEscaped(c echo.Context) error {
	// ok: xss
	return c.HTML(http.StatusOK, "<i>"+html.EscapeString(c.Param("word"))+"</i>")
}

func queryEscaped(w http.ResponseWriter, r *http.Request) {
	next := url.QueryEscape(r.FormValue("q"))
	// ok: xss
	fmt.Fprintln(w, `<a href="/search?q=`+next+`">again</a>`)
}

func unknownPath(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	// ruleid: xss
	fmt.Fprint(w, "<p>There is no ", r.URL.Path, "</p>")
}

func parsedTemplate(w http.ResponseWriter, r *http.Request) {
	// ruleid: template-injection
	page, err := template.New("mail").Parse("Dear {{.Name}}, " + r.FormValue("text"))
	if err != nil {
		return
	}
	page.Execute(w, r.URL)
}

func parsedConstantTemplate(w http.ResponseWriter, r *http.Request) {
	// ok: template-injection
	page, err := template.New(r.FormValue("title")).Parse("Dear {{.}}")
	if err != nil {
		return
	}
	page.Execute(w, r.FormValue("name"))
}

func parsedPlainTemplate(w http.ResponseWriter, r *http.Request) error {
	layout := r.PostFormValue("layout")
	// ruleid: template-injection
	return text.Must(text.New("layout").Parse(layout)).Execute(w, nil)
}

func parsedChosenTemplate(w http.ResponseWriter, r *http.Request) error {
	layouts := map[string]string{"short": "{{.}}", "long": "<p>{{.}}</p>"}
	// ok: template-injection
	return template.Must(template.New("layout").Parse(layouts[r.PostFormValue("layout")])).Execute(w, "news")
}
