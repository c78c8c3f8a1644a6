package programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.sql.DataSource;

/** Queries of a shop, put together from what browsers send to its servlets. */
public class SqlInjectionServlet extends HttpServlet {
    private static final Set<String> COLUMNS = Set.of("name", "price", "stock");

    private enum Direction { ASC, DESC }

    private final DataSource shop;

    public SqlInjectionServlet(DataSource shop) {
        this.shop = shop;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String article = request.getParameter("article");
        try (Connection connection = shop.getConnection(); Statement statement = connection.createStatement()) {
            // ruleid: sql-injection
            ResultSet rows = statement.executeQuery("SELECT * FROM articles WHERE name = '" + article + "'");
            response.getWriter().println(rows.next());
        } catch (SQLException failure) {
            response.sendError(500);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String article = request.getParameter("article");
        try (Connection connection = shop.getConnection()) {
            // ok: sql-injection
            PreparedStatement insert = connection.prepareStatement("INSERT INTO articles (name) VALUES (?)");
            insert.setString(1, article);
            insert.executeUpdate();
        } catch (SQLException failure) {
            response.sendError(500);
        }
    }

    void preparedTooLate(HttpServletRequest request, Connection connection) throws SQLException {
        String colour = request.getParameter("colour");
        // ruleid: sql-injection
        connection.prepareStatement("UPDATE articles SET seen = 1 WHERE colour = '" + colour + "'").executeUpdate();
    }

    void byNumber(HttpServletRequest request, Statement statement) throws SQLException {
        int number = Integer.parseInt(request.getParameter("number"));
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM articles WHERE number = " + number);
    }

    void byHeader(HttpServletRequest request, Statement statement) throws SQLException {
        String agent = request.getHeader("User-Agent");
        // ruleid: sql-injection
        statement.executeUpdate("INSERT INTO visits (agent) VALUES ('" + agent + "')");
    }

    void byHeaders(HttpServletRequest request, Statement statement) throws SQLException {
        Enumeration<String> languages = request.getHeaders("Accept-Language");
        while (languages.hasMoreElements()) {
            String language = languages.nextElement();
            // ruleid: sql-injection
            statement.addBatch("INSERT INTO languages (name) VALUES ('" + language + "')");
        }
        statement.executeBatch();
    }

    void byCookie(HttpServletRequest request, Statement statement) throws SQLException {
        for (Cookie cookie : request.getCookies()) {
            if (cookie.getName().equals("basket")) {
                // ruleid: sql-injection
                statement.execute("DELETE FROM baskets WHERE token = '" + cookie.getValue() + "'");
            }
        }
    }

    void byParsedCookie(HttpServletRequest request, Statement statement) throws SQLException {
        for (Cookie cookie : request.getCookies()) {
            if ("basket".equals(cookie.getName())) {
                UUID basket = UUID.fromString(cookie.getValue());
                // ok: sql-injection
                statement.execute("DELETE FROM baskets WHERE token = '" + basket + "'");
            }
        }
    }

    void byParameterMap(HttpServletRequest request, Statement statement) throws SQLException {
        Map<String, String[]> sent = request.getParameterMap();
        String brand = sent.get("brand")[0];
        // ruleid: sql-injection
        statement.executeQuery(String.format("SELECT * FROM articles WHERE brand = '%s'", brand));
    }

    void countOfParameters(HttpServletRequest request, Statement statement) throws SQLException {
        String[] brands = request.getParameterValues("brand");
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM articles LIMIT " + brands.length);
    }

    void byQueryString(HttpServletRequest request, Statement statement) throws SQLException {
        String query = URLDecoder.decode(request.getQueryString(), StandardCharsets.UTF_8);
        String wanted = query.substring(query.indexOf('=') + 1);
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM articles WHERE name LIKE '%" + wanted + "%'");
    }

    void byPath(HttpServletRequest request, Statement statement) throws SQLException {
        String slug = request.getPathInfo().substring(1);
        String query = "SELECT * FROM articles WHERE slug = '".concat(slug).concat("'");
        // ruleid: sql-injection
        statement.executeQuery(query);
    }

    void byBody(HttpServletRequest request, Statement statement) throws IOException, SQLException {
        StringBuilder body = new StringBuilder();
        try (BufferedReader reader = request.getReader()) {
            String line;
            while ((line = reader.readLine()) != null) {
                body.append(line).append('\n');
            }
        }
        // ruleid: sql-injection
        statement.executeUpdate("UPDATE notes SET text = '" + body + "'");
    }

    void bodyByParameter(HttpServletRequest request, Connection connection) throws IOException, SQLException {
        String body = request.getReader().readLine();
        try (PreparedStatement update = connection.prepareStatement("UPDATE notes SET text = ? WHERE id = 1")) {
            update.setString(1, body);
            // ok: sql-injection
            update.executeUpdate();
        }
    }

    void sortedByListedColumn(HttpServletRequest request, Statement statement) throws SQLException {
        String column = request.getParameter("column");
        if (!COLUMNS.contains(column)) {
            column = "name";
        }
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM articles ORDER BY " + column);
    }

    void sortedByAnyColumn(HttpServletRequest request, Statement statement) throws SQLException {
        String column = request.getParameter("column");
        if (column == null || column.isBlank()) {
            column = "name";
        }
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM articles ORDER BY " + column);
    }

    void sortedByDirection(HttpServletRequest request, Statement statement) throws SQLException {
        Direction direction = Direction.valueOf(request.getParameter("direction").toUpperCase());
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM articles ORDER BY price " + direction);
    }

    void sortedByFlag(HttpServletRequest request, Statement statement) throws SQLException {
        boolean descending = Boolean.parseBoolean(request.getParameter("descending"));
        String order = descending ? "DESC" : "ASC";
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM articles ORDER BY price " + order);
    }

    void sinceDay(HttpServletRequest request, Statement statement) throws SQLException {
        LocalDate day = LocalDate.parse(request.getParameter("day"));
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM orders WHERE placed >= '" + day + "'");
    }

    void decoded(HttpServletRequest request, Statement statement) throws SQLException {
        byte[] raw = Base64.getDecoder().decode(request.getParameter("filter"));
        String filter = new String(raw, StandardCharsets.UTF_8);
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM orders WHERE " + filter);
    }

    void digest(HttpServletRequest request, Statement statement) throws SQLException {
        long hash = request.getParameter("filter").hashCode();
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM caches WHERE hash = " + hash);
    }

    void procedure(HttpServletRequest request, Connection connection) throws SQLException {
        String procedure = request.getParameter("report");
        // ruleid: sql-injection
        try (CallableStatement call = connection.prepareCall("{call report_" + procedure + "(?)}")) {
            call.setInt(1, 30);
            call.execute();
        }
    }

    void procedureWithParameter(HttpServletRequest request, Connection connection) throws SQLException {
        // ok: sql-injection
        try (CallableStatement call = connection.prepareCall("{call report_of_shop(?)}")) {
            call.setString(1, request.getParameter("shop"));
            call.execute();
        }
    }

    void builder(HttpServletRequest request, Statement statement) throws SQLException {
        StringBuilder query = new StringBuilder("SELECT * FROM customers WHERE 1 = 1");
        String city = request.getParameter("city");
        if (city != null) {
            query.append(" AND city = '").append(city).append("'");
        }
        // ruleid: sql-injection
        statement.executeQuery(query.toString());
    }

    void builderOfMarks(HttpServletRequest request, Connection connection) throws SQLException {
        String[] cities = request.getParameterValues("city");
        StringBuilder marks = new StringBuilder();
        for (int index = 0; index < cities.length; index++) {
            marks.append(index == 0 ? "?" : ", ?");
        }
        // ok: sql-injection
        PreparedStatement query = connection.prepareStatement("SELECT * FROM customers WHERE city IN (" + marks + ")");
        for (int index = 0; index < cities.length; index++) {
            query.setString(index + 1, cities[index]);
        }
        query.executeQuery();
    }

    void builderEmptied(HttpServletRequest request, Statement statement) throws SQLException {
        StringBuilder query = new StringBuilder();
        query.append(request.getParameter("city"));
        query.setLength(0);
        query.append("SELECT * FROM customers");
        // ok: sql-injection
        statement.executeQuery(query.toString());
    }

    void joined(HttpServletRequest request, Statement statement) throws SQLException {
        String names = String.join("', '", request.getParameterValues("name"));
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM customers WHERE name IN ('" + names + "')");
    }

    void attribute(HttpServletRequest request, Statement statement) throws SQLException {
        String tenant = getServletContext().getInitParameter("tenant");
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM customers WHERE tenant = '" + tenant + "'");
    }

    void textBlock(HttpServletRequest request, Statement statement) throws SQLException {
        String query = """
            SELECT *
            FROM customers
            WHERE country = '%s'
            """.formatted(request.getParameter("country"));
        // ruleid: sql-injection
        statement.executeQuery(query);
    }
}
