package programs

import (
	"context"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/antchfx/xmlquery"
	"github.com/antchfx/xpath"
	"github.com/gin-gonic/gin"
	"github.com/go-ldap/ldap/v3"
	"github.com/labstack/echo/v4"
	"github.com/lestrrat-go/libxml2/parser"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/bson/primitive"
	"go.mongodb.org/mongo-driver/mongo"
	"gopkg.in/yaml.v3"
)

type catalogueEntry struct {
	Title string `xml:"title" yaml:"title" json:"title"`
	Price int    `xml:"price" yaml:"price" json:"price"`
}

func entryByTitle(catalogue *xmlquery.Node, r *http.Request) *xmlquery.Node {
	// ruleid: xpath-injection
	return xmlquery.FindOne(catalogue, "//entry[title='"+r.FormValue("title")+"']")
}

func entryByNumber(catalogue *xmlquery.Node, r *http.Request) (*xmlquery.Node, error) {
	number, err := strconv.Atoi(r.FormValue("number"))
	if err != nil {
		return nil, err
	}
	// ok: xpath-injection
	return xmlquery.FindOne(catalogue, fmt.Sprintf("//entry[%d]", number)), nil
}

func entryByLoop(catalogue *xmlquery.Node, r *http.Request) *xmlquery.Node {
	title := r.FormValue("title")
	// ok: xpath-injection
	for _, entry := range xmlquery.Find(catalogue, "//entry/title") {
		if entry.InnerText() == title {
			return entry
		}
	}
	return nil
}

func entriesQueried(catalogue *xmlquery.Node, c *gin.Context) ([]*xmlquery.Node, error) {
	expression := fmt.Sprintf("/catalogue/%s/entry", c.Param("section"))
	// ruleid: xpath-injection
	return xmlquery.QueryAll(catalogue, expression)
}

func entriesCompiled(c echo.Context) (*xpath.Expr, error) {
	// ruleid: xpath-injection
	return xpath.Compile("//entry[@lang='" + c.QueryParam("lang") + "']")
}

func entriesByLanguage(c echo.Context) (*xpath.Expr, error) {
	lang := c.QueryParam("lang")
	switch lang {
	case "de", "en":
	default:
		lang = "en"
	}
	// ok: xpath-injection
	return xpath.Compile("//entry[@lang='" + lang + "']")
}

func entryDecoded(r *http.Request) (entry catalogueEntry, err error) {
	// The decoder of the standard library loads no external entities.
	// ok: xxe
	err = xml.NewDecoder(r.Body).Decode(&entry)
	return
}

func entryWithEntities(r *http.Request) error {
	reader := parser.New(parser.XMLParseNoEnt)
	// ruleid: xxe
	document, err := reader.ParseReader(r.Body)
	if err != nil {
		return err
	}
	document.Free()
	return nil
}

func entryWithoutEntities(r *http.Request) error {
	reader := parser.New(parser.XMLParseNoNet)
	// ok: xxe
	document, err := reader.ParseReader(r.Body)
	if err != nil {
		return err
	}
	document.Free()
	return nil
}

func entryFromYAML(r *http.Request) (entry catalogueEntry, err error) {
	content, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return entry, err
	}
	// ok: deserialization
	err = yaml.Unmarshal(content, &entry)
	return entry, err
}

func entryFromGob(r *http.Request) (*catalogueEntry, error) {
	entry := new(catalogueEntry)
	// ok: deserialization
	if err := gob.NewDecoder(http.MaxBytesReader(nil, r.Body, 1<<16)).Decode(entry); err != nil {
		return nil, err
	}
	return entry, nil
}

func entryFromJSON(r *http.Request) (entry catalogueEntry, err error) {
	reader := json.NewDecoder(r.Body)
	reader.DisallowUnknownFields()
	// ok: deserialization
	err = reader.Decode(&entry)
	return
}

func personByName(connection *ldap.Conn, r *http.Request) (*ldap.SearchResult, error) {
	filter := "(&(objectClass=person)(uid=" + r.FormValue("user") + "))"
	// ruleid: ldap-injection
	request := ldap.NewSearchRequest("dc=shop,dc=example", ldap.ScopeWholeSubtree, 0, 1, 10, false, filter, nil, nil)
	return connection.Search(request)
}

func personByEscapedName(connection *ldap.Conn, r *http.Request) (*ldap.SearchResult, error) {
	filter := "(&(objectClass=person)(uid=" + ldap.EscapeFilter(r.FormValue("user")) + "))"
	// ok: ldap-injection
	request := ldap.NewSearchRequest("dc=shop,dc=example", ldap.ScopeWholeSubtree, 0, 1, 10, false, filter, nil, nil)
	return connection.Search(request)
}

func personByUnit(connection *ldap.Conn, c *gin.Context) (*ldap.SearchResult, error) {
	base := fmt.Sprintf("ou=%s,dc=shop,dc=example", c.Query("unit"))
	// ruleid: ldap-injection
	request := ldap.NewSearchRequest(base, ldap.ScopeSingleLevel, 0, 0, 0, false, "(cn=*)", nil, nil)
	return connection.Search(request)
}

func personByKnownUnit(connection *ldap.Conn, c *gin.Context) (*ldap.SearchResult, error) {
	units := map[string]string{"s": "sales", "d": "development"}
	base := fmt.Sprintf("ou=%s,dc=shop,dc=example", units[c.Query("unit")])
	// ok: ldap-injection
	request := ldap.NewSearchRequest(base, ldap.ScopeSingleLevel, 0, 0, 0, false, "(cn=*)", nil, nil)
	return connection.Search(request)
}

func personByHTMLEscape(connection *ldap.Conn, c echo.Context) error {
	name := strings.ReplaceAll(c.QueryParam("name"), "<", "&lt;")
	// ruleid: ldap-injection
	request := ldap.NewSearchRequest("dc=shop,dc=example", 2, 0, 0, 0, false, "(cn="+name+")", []string{"mail"}, nil)
	_, err := connection.Search(request)
	return err
}

func articleByScript(ctx context.Context, articles *mongo.Collection, r *http.Request) (*mongo.Cursor, error) {
	// ruleid: nosql-injection
	return articles.Find(ctx, bson.M{"$where": "this.author == '" + r.FormValue("author") + "'"})
}

func articleByAuthor(ctx context.Context, articles *mongo.Collection, r *http.Request) (*mongo.Cursor, error) {
	// ok: nosql-injection
	return articles.Find(ctx, bson.M{"author": r.FormValue("author")})
}

func articleByFilter(ctx context.Context, articles *mongo.Collection, r *http.Request) (*mongo.Cursor, error) {
	var filter bson.M
	if err := json.NewDecoder(r.Body).Decode(&filter); err != nil {
		return nil, err
	}
	// ruleid: nosql-injection
	return articles.Find(ctx, filter)
}

func articleByIdentifier(ctx context.Context, articles *mongo.Collection, c *gin.Context) (*mongo.SingleResult, error) {
	id, err := primitive.ObjectIDFromHex(c.Param("id"))
	if err != nil {
		return nil, errors.New("no identifier")
	}
	// ok: nosql-injection
	return articles.FindOne(ctx, bson.D{{Key: "_id", Value: id}}), nil
}

func articleByExtendedText(ctx context.Context, articles *mongo.Collection, c echo.Context) error {
	var filter bson.D
	if err := bson.UnmarshalExtJSON([]byte(c.QueryParam("filter")), true, &filter); err != nil {
		return err
	}
	// ruleid: nosql-injection
	_, err := articles.DeleteMany(ctx, filter)
	return err
}
