package main

import (
	"context"
	"net/http"
	"os/exec"

	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/gofiber/fiber/v2"
	"github.com/gorilla/mux"
	"github.com/jackc/pgx/v5"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
	"gorm.io/gorm"
)

type Item struct {
	ID   uint
	Name string
}

type form struct {
	Name string `form:"name"`
	Age  int    `form:"age"`
}

func ginRoutes(r *gin.Engine, db *gorm.DB) {
	r.GET("/a", func(c *gin.Context) {
		var items []Item
		// ruleid: sql-injection
		db.Where("name = '" + c.Query("name") + "'").Find(&items)
		// ok: sql-injection
		db.Where("name = ?", c.Query("name")).Find(&items)
		// ruleid: sql-injection
		db.Raw("SELECT * FROM items WHERE name = '" + c.Param("name") + "'").Scan(&items)
		// ruleid: sql-injection
		db.Order(c.DefaultQuery("sort", "name")).Find(&items)
		// ok: sql-injection
		db.Where(&Item{Name: c.Query("name")}).Find(&items)
		// ruleid: sql-injection
		db.Exec("UPDATE items SET name = '" + c.PostForm("name") + "'")
	})
	r.POST("/b", func(c *gin.Context) {
		var f form
		if err := c.ShouldBind(&f); err != nil {
			return
		}
		// ruleid: command-injection
		_ = exec.Command("sh", "-c", "greet "+f.Name).Run()
	})
	r.GET("/c", func(c *gin.Context) {
		// ruleid: open-redirect
		c.Redirect(http.StatusFound, c.Query("to"))
	})
	r.GET("/d", func(c *gin.Context) {
		// ruleid: path-traversal
		c.File("/srv/" + c.Query("file"))
	})
	r.GET("/e", func(c *gin.Context) {
		// ruleid: xss
		c.Data(200, "text/html; charset=utf-8", []byte("<p>"+c.Query("q")+"</p>"))
		// ok: xss
		c.JSON(200, gin.H{"q": c.Query("q")})
		// ok: xss
		c.String(200, "hello %s", c.Query("q"))
	})
	r.GET("/f", func(c *gin.Context) {
		// ruleid: insecure-cookie
		c.SetCookie("session", "x", 3600, "/", "", false, false)
		// ok: insecure-cookie
		c.SetCookie("session", "x", 3600, "/", "", true, true)
	})
}

func echoRoutes(e *echo.Echo, db *sqlx.DB) {
	e.GET("/a", func(c echo.Context) error {
		items := []Item{}
		// ruleid: sql-injection
		if err := db.Select(&items, "SELECT * FROM items WHERE name = '"+c.QueryParam("name")+"'"); err != nil {
			return err
		}
		// ok: sql-injection
		if err := db.Select(&items, "SELECT * FROM items WHERE name = ?", c.QueryParam("name")); err != nil {
			return err
		}
		// ruleid: sql-injection
		_, err := db.NamedExec("DELETE FROM items WHERE name = '"+c.Param("name")+"'", map[string]any{})
		return err
	})
	e.GET("/b", func(c echo.Context) error {
		// ruleid: xss
		return c.HTML(200, "<b>"+c.FormValue("name")+"</b>")
	})
	e.GET("/c", func(c echo.Context) error {
		// ok: xss
		return c.JSON(200, map[string]string{"name": c.FormValue("name")})
	})
	e.GET("/d", func(c echo.Context) error {
		// ruleid: open-redirect
		return c.Redirect(302, c.QueryParam("to"))
	})
	e.GET("/e", func(c echo.Context) error {
		// ruleid: path-traversal
		return c.File(c.QueryParam("file"))
	})
}

func fiberRoutes(app *fiber.App, connection *pgx.Conn) {
	app.Get("/a/:name", func(c *fiber.Ctx) error {
		// ruleid: sql-injection
		_, err := connection.Exec(context.Background(), "DELETE FROM items WHERE name = '"+c.Params("name")+"'")
		return err
	})
	app.Get("/b/:name", func(c *fiber.Ctx) error {
		// ok: sql-injection
		_, err := connection.Exec(context.Background(), "DELETE FROM items WHERE name = $1", c.Params("name"))
		return err
	})
	app.Get("/c", func(c *fiber.Ctx) error {
		// ruleid: path-traversal
		return c.SendFile("/srv/" + c.Query("file"))
	})
}

func chiRoutes(r chi.Router, db *sqlx.DB) {
	r.Get("/a/{name}", func(w http.ResponseWriter, r *http.Request) {
		name := chi.URLParam(r, "name")
		// ruleid: sql-injection
		_ = db.Get(&Item{}, "SELECT * FROM items WHERE name = '"+name+"'")
		// ok: sql-injection
		_ = db.Get(&Item{}, db.Rebind("SELECT * FROM items WHERE name = ?"), name)
	})
}

func muxHandler(db *sqlx.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		vars := mux.Vars(r)
		// ruleid: sql-injection
		db.MustExec("DELETE FROM items WHERE name = '" + vars["name"] + "'")
		// ok: sql-injection
		db.MustExec("DELETE FROM items WHERE name = $1", vars["name"])
	}
}
