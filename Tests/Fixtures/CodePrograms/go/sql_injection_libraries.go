package programs

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	sq "github.com/Masterminds/squirrel"
	"github.com/gin-gonic/gin"
	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jmoiron/sqlx"
	"github.com/labstack/echo/v4"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type member struct {
	ID    uint
	Name  string
	Email string
}

type memberPages struct {
	orm  *gorm.DB
	sqlx *sqlx.DB
	pool *pgxpool.Pool
}

func (p *memberPages) whereText(c *gin.Context) {
	var members []member
	// ruleid: sql-injection
	p.orm.Where("name = '" + c.Query("name") + "'").Find(&members)
	c.JSON(http.StatusOK, members)
}

func (p *memberPages) whereBound(c *gin.Context) {
	var members []member
	// ok: sql-injection
	p.orm.Where("name = ?", c.Query("name")).Find(&members)
	c.JSON(http.StatusOK, members)
}

func (p *memberPages) whereStruct(c *gin.Context) {
	var members []member
	// ok: sql-injection
	p.orm.Where(&member{Name: c.Param("name")}).Find(&members)
	c.JSON(http.StatusOK, members)
}

func (p *memberPages) rawText(c *gin.Context) {
	var count int64
	statement := fmt.Sprintf("SELECT count(*) FROM members WHERE email = %q", c.PostForm("email"))
	// ruleid: sql-injection
	p.orm.Raw(statement).Scan(&count)
	c.JSON(http.StatusOK, count)
}

func (p *memberPages) rawBound(c *gin.Context) {
	var count int64
	values := map[string]any{"email": c.PostForm("email")}
	// ok: sql-injection
	p.orm.Raw("SELECT count(*) FROM members WHERE email = @email", values).Scan(&count)
	c.JSON(http.StatusOK, count)
}

func (p *memberPages) ordered(c *gin.Context) {
	var members []member
	// ruleid: sql-injection
	p.orm.Order(c.DefaultQuery("sort", "id")).Find(&members)
	c.JSON(http.StatusOK, members)
}

func (p *memberPages) orderedByColumn(c *gin.Context) {
	var members []member
	// ok: sql-injection
	p.orm.Order(clause.OrderByColumn{Column: clause.Column{Name: "id"}, Desc: c.Query("down") == "1"}).Find(&members)
	c.JSON(http.StatusOK, members)
}

func (p *memberPages) executed(c *gin.Context) {
	var change struct {
		Name string `json:"name" binding:"required"`
		ID   int    `json:"id"`
	}
	if err := c.ShouldBindJSON(&change); err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	// ruleid: sql-injection
	p.orm.Exec("UPDATE members SET name = '" + change.Name + "' WHERE id = 7")
	// ok: sql-injection
	p.orm.Exec(fmt.Sprintf("UPDATE members SET visits = visits + 1 WHERE id = %d", change.ID))
}

func (p *memberPages) selected(c echo.Context) error {
	var members []member
	// ruleid: sql-injection
	err := p.sqlx.Select(&members, "SELECT * FROM members WHERE name LIKE '"+c.QueryParam("name")+"%'")
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, members)
}

func (p *memberPages) selectedBound(c echo.Context) error {
	var members []member
	// ok: sql-injection
	err := p.sqlx.Select(&members, "SELECT * FROM members WHERE name LIKE ?", c.QueryParam("name")+"%")
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, members)
}

func (p *memberPages) gotten(c echo.Context) error {
	var found member
	// ruleid: sql-injection
	if err := p.sqlx.Get(&found, "SELECT * FROM members WHERE id = "+c.Param("id")); err != nil {
		return echo.ErrNotFound
	}
	return c.JSON(http.StatusOK, found)
}

func (p *memberPages) named(c echo.Context) error {
	values := map[string]interface{}{"email": c.FormValue("email")}
	// ok: sql-injection
	rows, err := p.sqlx.NamedQuery("SELECT * FROM members WHERE email = :email", values)
	if err != nil {
		return err
	}
	return rows.Close()
}

func (p *memberPages) expanded(c echo.Context) error {
	ids := strings.Split(c.QueryParam("ids"), ",")
	query, values, err := sqlx.In("SELECT * FROM members WHERE id IN (?)", ids)
	if err != nil {
		return err
	}
	// ok: sql-injection
	rows, err := p.sqlx.Queryx(p.sqlx.Rebind(query), values...)
	if err != nil {
		return err
	}
	return rows.Close()
}

func (p *memberPages) must(c echo.Context) error {
	// ruleid: sql-injection
	p.sqlx.MustExec("DELETE FROM members WHERE email = '" + c.FormValue("email") + "'")
	return c.NoContent(http.StatusNoContent)
}

func (p *memberPages) pooled(w http.ResponseWriter, r *http.Request) {
	slug := chi.URLParam(r, "slug")
	// ruleid: sql-injection
	rows, err := p.pool.Query(r.Context(), "SELECT id FROM teams WHERE slug = '"+slug+"'")
	if err != nil {
		http.Error(w, "no team", http.StatusNotFound)
		return
	}
	rows.Close()
}

func (p *memberPages) pooledBound(w http.ResponseWriter, r *http.Request) {
	slug := chi.URLParam(r, "slug")
	// ok: sql-injection
	rows, err := p.pool.Query(r.Context(), "SELECT id FROM teams WHERE slug = $1", slug)
	if err != nil {
		http.Error(w, "no team", http.StatusNotFound)
		return
	}
	rows.Close()
}

func (p *memberPages) pooledIdentifier(ctx context.Context, r *http.Request) error {
	table := pgx.Identifier{"archive", r.URL.Query().Get("table")}.Sanitize()
	// ok: sql-injection
	_, err := p.pool.Exec(ctx, "TRUNCATE "+table)
	return err
}

func (p *memberPages) pooledName(ctx context.Context, r *http.Request) error {
	table := r.URL.Query().Get("table")
	// ruleid: sql-injection
	_, err := p.pool.Exec(ctx, "TRUNCATE archive."+table)
	return err
}

func (p *memberPages) connected(ctx context.Context, connection *pgx.Conn, r *http.Request) (name string, err error) {
	// ruleid: sql-injection
	err = connection.QueryRow(ctx, "SELECT name FROM teams WHERE code = "+r.FormValue("code")).Scan(&name)
	return
}

func (p *memberPages) built(c *gin.Context) {
	query := sq.Select("id").From("members").Where(sq.Eq{"name": c.Query("name")})
	// ok: sql-injection
	rows, err := query.RunWith(p.sqlx).Query()
	if err == nil {
		rows.Close()
	}
}
