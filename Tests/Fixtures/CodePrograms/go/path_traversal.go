package programs

import (
	"archive/tar"
	"archive/zip"
	"errors"
	"io"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/labstack/echo/v4"
)

const storageRoot = "/srv/storage"

var manuals = map[string]string{"install": "install.pdf", "usage": "usage.pdf"}

func readDirect(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal
	content, err := os.ReadFile("/srv/storage/" + r.URL.Query().Get("name"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(content)
}

func readBase(w http.ResponseWriter, r *http.Request) {
	name := filepath.Base(r.URL.Query().Get("name"))
	// ok: path-traversal
	content, err := os.ReadFile("/srv/storage/" + name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Write(content)
}

func openJoined(r *http.Request) (*os.File, error) {
	// Join cleans the path, and climbs all the same.
	place := filepath.Join(storageRoot, r.FormValue("name"))
	// ruleid: path-traversal
	return os.Open(place)
}

func openInside(r *http.Request) (*os.File, error) {
	place := filepath.Join(storageRoot, r.FormValue("name"))
	if !strings.HasPrefix(place, storageRoot+string(os.PathSeparator)) {
		return nil, os.ErrPermission
	}
	// ok: path-traversal
	return os.Open(place)
}

func openPrefixTooEarly(r *http.Request) (*os.File, error) {
	place := storageRoot + "/" + r.FormValue("name")
	if !strings.HasPrefix(place, storageRoot) {
		return nil, os.ErrPermission
	}
	// ruleid: path-traversal
	return os.Open(filepath.Clean(place))
}

func openLocal(r *http.Request) (*os.File, error) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		return nil, os.ErrPermission
	}
	// ok: path-traversal
	return os.Open(filepath.Join(storageRoot, name))
}

func openRelative(r *http.Request) (*os.File, error) {
	place := filepath.Join(storageRoot, r.FormValue("name"))
	relative, err := filepath.Rel(storageRoot, place)
	if err != nil || strings.HasPrefix(relative, "..") {
		return nil, os.ErrPermission
	}
	// ok: path-traversal
	return os.Open(place)
}

func openRooted(r *http.Request) (*os.File, error) {
	// Cleaning a rooted path leaves no way up.
	name := path.Clean("/" + r.FormValue("name"))
	// ok: path-traversal
	return os.Open(filepath.Join(storageRoot, name))
}

func openCleanedOnly(r *http.Request) (*os.File, error) {
	name := path.Clean(r.FormValue("name"))
	// ruleid: path-traversal
	return os.Open(storageRoot + "/" + name)
}

func openUnrooted(r *http.Request) (*os.File, error) {
	root, err := os.OpenRoot(storageRoot)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	// ok: path-traversal
	return root.Open(r.FormValue("name"))
}

func openKnown(r *http.Request) (*os.File, error) {
	name, known := manuals[chi.URLParam(r, "manual")]
	if !known {
		return nil, os.ErrNotExist
	}
	// ok: path-traversal
	return os.Open("/srv/manuals/" + name)
}

func openNumbered(r *http.Request) (*os.File, error) {
	number, err := strconv.ParseUint(chi.URLParam(r, "number"), 10, 32)
	if err != nil {
		return nil, err
	}
	// ok: path-traversal
	return os.Open("/srv/invoices/" + strconv.FormatUint(number, 10) + ".pdf")
}

func openChapter(r *http.Request) (*os.File, error) {
	// ruleid: path-traversal
	return os.Open("/srv/books/" + chi.URLParam(r, "*"))
}

func openTrimmed(r *http.Request) (*os.File, error) {
	// Once removed, "..././" is a way up again.
	name := strings.ReplaceAll(r.FormValue("name"), "../", "")
	// ruleid: path-traversal
	return os.Open(storageRoot + "/" + name)
}

func openWithoutDots(r *http.Request) (*os.File, error) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") || strings.ContainsAny(name, `/\`) {
		return nil, errors.New("not a name")
	}
	// ok: path-traversal
	return os.Open(storageRoot + "/" + name)
}

func removeUpload(c *gin.Context) {
	// ruleid: path-traversal
	if err := os.Remove("uploads/" + c.Query("file")); err != nil {
		c.Status(http.StatusNotFound)
	}
}

func sendWithGin(c *gin.Context) {
	// ruleid: path-traversal
	c.File(filepath.Join("public", c.Query("page")))
}

func sendWithGinSystem(c *gin.Context) {
	// ok: path-traversal
	c.FileFromFS(c.Query("page"), http.Dir("public"))
}

func sendWithEcho(c echo.Context) error {
	// ruleid: path-traversal
	return c.File("reports/" + c.QueryParam("report"))
}

func sendConstant(c echo.Context) error {
	c.Response().Header().Set("X-Report", strconv.Itoa(len(c.QueryParam("report"))))
	// ok: path-traversal
	return c.File("reports/latest.pdf")
}

func serveChosen(w http.ResponseWriter, r *http.Request) {
	// ruleid: path-traversal
	http.ServeFile(w, r, r.FormValue("document"))
}

func serveIndex(w http.ResponseWriter, r *http.Request) {
	// ok: path-traversal
	http.ServeFile(w, r, "static/index.html")
}

func saveUpload(c *gin.Context) {
	upload, err := c.FormFile("file")
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	// ok: path-traversal
	c.SaveUploadedFile(upload, filepath.Join("uploads", filepath.Base(upload.Filename)))
	// ruleid: path-traversal
	c.SaveUploadedFile(upload, "uploads/"+c.PostForm("folder")+"/data")
}

func createFromHeader(r *http.Request, content []byte) error {
	// ruleid: path-traversal
	return os.WriteFile("cache/"+r.Header.Get("X-Cache-Key"), content, 0o600)
}

func createTemporary(r *http.Request) (*os.File, error) {
	kind := "txt"
	if r.FormValue("kind") == "csv" {
		kind = "csv"
	}
	// ok: path-traversal
	return os.CreateTemp("", "export-*."+kind)
}

func unzipAnywhere(archive *zip.Reader, target string) error {
	for _, entry := range archive.File {
		content, err := entry.Open()
		if err != nil {
			return err
		}
		// ruleid: path-traversal
		output, err := os.Create(filepath.Join(target, entry.Name))
		if err != nil {
			return err
		}
		if _, err := io.Copy(output, content); err != nil {
			return err
		}
		output.Close()
	}
	return nil
}

func unzipInside(archive *zip.Reader, target string) error {
	for _, entry := range archive.File {
		place := filepath.Join(target, entry.Name)
		if !strings.HasPrefix(place, filepath.Clean(target)+string(os.PathSeparator)) {
			return errors.New("entry outside of the target")
		}
		// ok: path-traversal
		if err := os.MkdirAll(place, 0o755); err != nil {
			return err
		}
	}
	return nil
}

func untarAnywhere(archive *tar.Reader, target string) error {
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		// ruleid: path-traversal
		output, err := os.OpenFile(target+"/"+header.Name, os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			return err
		}
		output.Close()
	}
}

func untarFlat(archive *tar.Reader, target string) error {
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		// ok: path-traversal
		output, err := os.Create(filepath.Join(target, filepath.Base(header.Name)))
		if err != nil {
			return err
		}
		output.Close()
	}
}
