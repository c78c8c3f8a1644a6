package programs

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/go-resty/resty/v2"
	"github.com/labstack/echo/v4"
)

const productService = "https://products.internal.example"

var partnerHosts = map[string]bool{"api.partner.example": true, "files.partner.example": true}

func fetchAnything(w http.ResponseWriter, r *http.Request) {
	// ruleid: ssrf
	response, err := http.Get(r.URL.Query().Get("url"))
	if err != nil {
		http.Error(w, "unreachable", http.StatusBadGateway)
		return
	}
	defer response.Body.Close()
}

func fetchParameter(w http.ResponseWriter, r *http.Request) {
	// ok: ssrf
	response, err := http.Get(productService + "/find?q=" + url.QueryEscape(r.URL.Query().Get("q")))
	if err != nil {
		http.Error(w, "unreachable", http.StatusBadGateway)
		return
	}
	defer response.Body.Close()
}

func fetchHost(r *http.Request) (*http.Response, error) {
	address := fmt.Sprintf("https://%s/status", r.FormValue("host"))
	// ruleid: ssrf
	return http.Head(address)
}

func fetchNumber(r *http.Request) (*http.Response, error) {
	id, err := strconv.ParseInt(r.FormValue("id"), 10, 64)
	if err != nil {
		return nil, err
	}
	// ok: ssrf
	return http.Get(fmt.Sprintf("%s/products/%d", productService, id))
}

func fetchPartner(r *http.Request) (*http.Response, error) {
	target, err := url.Parse(r.FormValue("url"))
	if err != nil {
		return nil, err
	}
	if target.Scheme != "https" || !partnerHosts[target.Host] {
		return nil, errors.New("not a partner")
	}
	// ok: ssrf
	return http.Get(target.String())
}

func fetchParsedOnly(r *http.Request) (*http.Response, error) {
	target, err := url.ParseRequestURI(r.FormValue("url"))
	if err != nil {
		return nil, err
	}
	// ruleid: ssrf
	return http.Get(target.String())
}

func fetchByPrefix(r *http.Request) (*http.Response, error) {
	target := r.FormValue("url")
	// Without the slash at its end the prefix fits products.internal.example.attacker.example, too.
	if !strings.HasPrefix(target, "https://products.internal.example") {
		return nil, errors.New("not ours")
	}
	// ruleid: ssrf
	return http.Get(target)
}

func fetchByRequest(ctx context.Context, c *gin.Context) (*http.Response, error) {
	// ruleid: ssrf
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.Query("callback"), nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(request)
}

func fetchByFixedRequest(ctx context.Context, c *gin.Context) (*http.Response, error) {
	body := strings.NewReader(c.Query("callback"))
	// ok: ssrf
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, productService, body)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(request)
}

func fetchByClient(c echo.Context) (*http.Response, error) {
	client := &http.Client{}
	// ruleid: ssrf
	return client.PostForm(c.FormValue("hook"), url.Values{"event": {"paid"}})
}

func fetchByFixedClient(c echo.Context) (*http.Response, error) {
	client := &http.Client{}
	// ok: ssrf
	return client.PostForm(productService+"/events", url.Values{"event": {c.FormValue("hook")}})
}

func fetchByResty(c *gin.Context) (*resty.Response, error) {
	// ruleid: ssrf
	return resty.New().R().Get("http://" + c.Param("host") + ":8080/health")
}

func dialAnything(r *http.Request) (net.Conn, error) {
	// ruleid: ssrf
	return net.Dial("tcp", r.FormValue("address"))
}

func dialListed(r *http.Request) (net.Conn, error) {
	address := r.FormValue("address")
	if !slices.Contains([]string{"cache-1:6379", "cache-2:6379"}, address) {
		return nil, errors.New("unknown cache")
	}
	// ok: ssrf
	return net.Dial("tcp", address)
}

func redirectAnywhere(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect
	http.Redirect(w, r, r.URL.Query().Get("next"), http.StatusFound)
}

func redirectHome(w http.ResponseWriter, r *http.Request) {
	next := r.URL.Query().Get("next")
	if next != "/profile" && next != "/orders" {
		next = "/"
	}
	// ok: open-redirect
	http.Redirect(w, r, next, http.StatusFound)
}

func redirectWithQuery(w http.ResponseWriter, r *http.Request) {
	values := url.Values{"q": {r.FormValue("q")}}
	// ok: open-redirect
	http.Redirect(w, r, "/search?"+values.Encode(), http.StatusSeeOther)
}

func redirectSlashOnly(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") {
		next = "/"
	}
	// Two slashes begin with one, and lead to another host.
	// ruleid: open-redirect
	http.Redirect(w, r, next, http.StatusFound)
}

func redirectLocal(w http.ResponseWriter, r *http.Request) {
	next := r.FormValue("next")
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.HasPrefix(next, `/\`) {
		http.Error(w, "not here", http.StatusBadRequest)
		return
	}
	// ok: open-redirect
	http.Redirect(w, r, next, http.StatusFound)
}

func redirectReferer(w http.ResponseWriter, r *http.Request) {
	back := r.Referer()
	if back == "" {
		back = "/"
	}
	// ruleid: open-redirect
	http.Redirect(w, r, back, http.StatusFound)
}

func redirectHeader(w http.ResponseWriter, r *http.Request) {
	// ruleid: open-redirect
	w.Header().Set("Location", r.FormValue("to"))
	w.WriteHeader(http.StatusMovedPermanently)
}

func redirectCreated(w http.ResponseWriter, r *http.Request) {
	// ok: open-redirect
	w.Header().Set("Location", "/items/"+url.PathEscape(r.FormValue("name")))
	w.WriteHeader(http.StatusCreated)
}

func redirectGin(c *gin.Context) {
	target := c.DefaultQuery("return_to", "/")
	// ruleid: open-redirect
	c.Redirect(http.StatusFound, target)
}

func redirectGinHost(c *gin.Context) {
	target, err := url.Parse(c.Query("return_to"))
	if err != nil || target.Host != "shop.example" || target.Scheme != "https" {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	// ok: open-redirect
	c.Redirect(http.StatusFound, target.String())
}

func redirectEcho(c echo.Context) error {
	// ruleid: open-redirect
	return c.Redirect(http.StatusSeeOther, "https://"+c.QueryParam("tenant")+"/login")
}

func redirectEchoNamed(c echo.Context) error {
	pages := map[string]string{"docs": "https://docs.shop.example", "help": "https://help.shop.example"}
	page, known := pages[c.QueryParam("page")]
	if !known {
		return echo.ErrNotFound
	}
	// ok: open-redirect
	return c.Redirect(http.StatusSeeOther, page)
}
