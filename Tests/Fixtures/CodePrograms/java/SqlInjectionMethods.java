package programs;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.servlet.http.HttpServletRequest;

/** Text that passes methods, objects and lambdas before it becomes part of a query. */
public class SqlInjectionMethods {
    private final Statement clinic;
    private String ward = "surgery";
    private String doctor;

    public SqlInjectionMethods(Connection connection) throws SQLException {
        this.clinic = connection.createStatement();
    }

    private static String tidy(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static String wardOf(String ignored) {
        return "cardiology";
    }

    private static String digitsOf(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    private static int numberOf(String text, int otherwise) {
        return text.matches("\\d+") ? Integer.parseInt(text) : otherwise;
    }

    private static String first(String one, String two) {
        return one;
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    private static String joined(String separator, String... parts) {
        return String.join(separator, parts);
    }

    private static <T> T same(T value) {
        return value;
    }

    private static String column(String wanted) {
        if (wanted.equals("age")) {
            return "born";
        }
        return "family_name";
    }

    private ResultSet run(String query) throws SQLException {
        // ruleid: sql-injection
        return clinic.executeQuery(query);
    }

    private ResultSet runTable(String table) throws SQLException {
        // ok: sql-injection
        return clinic.executeQuery("SELECT * FROM " + table);
    }

    void throughMethod(HttpServletRequest request) throws SQLException {
        String name = tidy(request.getParameter("name"));
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM patients WHERE name = '" + name + "'");
    }

    void throughConstantMethod(HttpServletRequest request) throws SQLException {
        String ward = wardOf(request.getParameter("ward"));
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM patients WHERE ward = '" + ward + "'");
    }

    void throughDigits(HttpServletRequest request) throws SQLException {
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM patients WHERE id = " + digitsOf(request.getParameter("id")));
    }

    void throughNumber(HttpServletRequest request) throws SQLException {
        int id = numberOf(request.getParameter("id"), -1);
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM patients WHERE id = " + id);
    }

    void firstOfTwo(HttpServletRequest request) throws SQLException {
        String name = first(request.getParameter("name"), "nobody");
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM patients WHERE name = " + quoted(name));
    }

    void secondOfTwo(HttpServletRequest request) throws SQLException {
        String name = first("nobody", request.getParameter("name"));
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM patients WHERE name = " + quoted(name));
    }

    void anyNumberOfArguments(HttpServletRequest request) throws SQLException {
        String names = joined("','", "nobody", request.getParameter("name"));
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM patients WHERE name IN ('" + names + "')");
    }

    void generic(HttpServletRequest request) throws SQLException {
        String name = same(request.getHeader("X-Patient"));
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM patients WHERE name = '" + name + "'");
    }

    void chosenColumn(HttpServletRequest request) throws SQLException {
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM patients ORDER BY " + column(request.getParameter("by")));
    }

    void callers(HttpServletRequest request) throws SQLException {
        run("SELECT * FROM patients WHERE name = '" + request.getParameter("name") + "'");
        runTable("patients");
    }

    void fieldIsSet(HttpServletRequest request) throws SQLException {
        this.doctor = request.getParameter("doctor");
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM visits WHERE doctor = '" + this.doctor + "'");
    }

    void otherFieldIsSet(HttpServletRequest request) throws SQLException {
        this.doctor = request.getParameter("doctor");
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM visits WHERE ward = '" + this.ward + "'");
    }

    static class Visit {
        private String patient = "";
        private String room = "12";

        Visit() {}

        Visit(String patient) {
            this.patient = patient;
        }

        String getPatient() {
            return patient;
        }

        String getRoom() {
            return room;
        }

        void setPatient(String patient) {
            this.patient = patient;
        }

        Visit in(String room) {
            this.room = room;
            return this;
        }
    }

    void setter(HttpServletRequest request) throws SQLException {
        Visit visit = new Visit();
        visit.setPatient(request.getParameter("patient"));
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM visits WHERE patient = '" + visit.getPatient() + "'");
    }

    void setterOfNeighbour(HttpServletRequest request) throws SQLException {
        Visit visit = new Visit();
        visit.setPatient(request.getParameter("patient"));
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM visits WHERE room = '" + visit.getRoom() + "'");
    }

    void setterCalledTwice(HttpServletRequest request) throws SQLException {
        Visit visit = new Visit(request.getParameter("patient"));
        visit.setPatient("nobody");
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM visits WHERE patient = '" + visit.getPatient() + "'");
    }

    void constructor(HttpServletRequest request) throws SQLException {
        Visit visit = new Visit(request.getParameter("patient"));
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM visits WHERE patient = '" + visit.getPatient() + "'");
    }

    void twoObjects(HttpServletRequest request) throws SQLException {
        Visit theirs = new Visit(request.getParameter("patient"));
        Visit ours = new Visit("nobody");
        theirs.in(ours.getRoom());
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM visits WHERE patient = '" + ours.getPatient() + "'");
    }

    void sameObject(HttpServletRequest request) throws SQLException {
        Visit visit = new Visit("nobody");
        Visit alias = visit;
        alias.setPatient(request.getParameter("patient"));
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM visits WHERE patient = '" + visit.getPatient() + "'");
    }

    void fluent(HttpServletRequest request) throws SQLException {
        Visit visit = new Visit("nobody").in(request.getParameter("room"));
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM visits WHERE room = '" + visit.getRoom() + "'");
    }

    record Range(String from, String to) {}

    void recordPart(HttpServletRequest request) throws SQLException {
        Range range = new Range("2024-01-01", request.getParameter("to"));
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM visits WHERE day < '" + range.to() + "'");
    }

    void recordOtherPart(HttpServletRequest request) throws SQLException {
        Range range = new Range("2024-01-01", request.getParameter("to"));
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM visits WHERE day > '" + range.from() + "'");
    }

    interface Source {
        String text(HttpServletRequest request);
    }

    static class Parameter implements Source {
        @Override
        public String text(HttpServletRequest request) {
            return request.getParameter("text");
        }
    }

    static class Fixed implements Source {
        @Override
        public String text(HttpServletRequest request) {
            return "fixed";
        }
    }

    void implementationThatReads(HttpServletRequest request) throws SQLException {
        Source source = new Parameter();
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM notes WHERE text = '" + source.text(request) + "'");
    }

    void implementationThatDoesNot(HttpServletRequest request) throws SQLException {
        Source source = new Fixed();
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM notes WHERE text = '" + source.text(request) + "'");
    }

    void lambda(HttpServletRequest request) throws SQLException {
        UnaryOperator<String> wrap = text -> "%" + text + "%";
        // ruleid: sql-injection
        clinic.executeQuery("SELECT * FROM notes WHERE text LIKE '" + wrap.apply(request.getParameter("q")) + "'");
    }

    void lambdaThatCounts(HttpServletRequest request) throws SQLException {
        Function<String, Integer> length = text -> text.length();
        // ok: sql-injection
        clinic.executeQuery("SELECT * FROM notes WHERE size = " + length.apply(request.getParameter("q")));
    }

    void captured(HttpServletRequest request) throws SQLException {
        String wanted = request.getParameter("q");
        Supplier<String> query = () -> "SELECT * FROM notes WHERE text = '" + wanted + "'";
        // ruleid: sql-injection
        clinic.executeQuery(query.get());
    }

    void anonymous(HttpServletRequest request) throws SQLException {
        String wanted = request.getParameter("q");
        Supplier<String> query = new Supplier<>() {
            @Override
            public String get() {
                return wanted.isEmpty() ? "SELECT 1" : "SELECT 2";
            }
        };
        // ok: sql-injection
        clinic.executeQuery(query.get());
    }

    void fill(StringBuilder query, String value) {
        query.append(" WHERE text = '").append(value).append('\'');
    }

    void filledByMethod(HttpServletRequest request) throws SQLException {
        StringBuilder query = new StringBuilder("SELECT * FROM notes");
        fill(query, request.getParameter("q"));
        // ruleid: sql-injection
        clinic.executeQuery(query.toString());
    }

    void filledWithConstant(HttpServletRequest request) throws SQLException {
        StringBuilder query = new StringBuilder("SELECT * FROM notes");
        if (request.getParameter("q") != null) {
            fill(query, "draft");
        }
        // ok: sql-injection
        clinic.executeQuery(query.toString());
    }
}
