package programs;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;

/** What InvoiceServlet takes from another file: readers, cleaners and sinks. */
final class InvoiceText {
    static final String STATE = "open";
    private static final Set<String> COLUMNS = Set.of("day", "total");

    private final String customer;
    private final String currency;

    InvoiceText(String customer, String currency) {
        this.customer = customer;
        this.currency = currency;
    }

    String customer() {
        return customer;
    }

    String currency() {
        return currency;
    }

    static String read(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    static String trimmed(String text) {
        return text.trim();
    }

    static String column(String wanted) {
        return COLUMNS.contains(wanted) ? wanted : "day";
    }

    static int number(String text) {
        return Integer.parseInt(text);
    }

    static String stateOf(String ignored) {
        return STATE;
    }

    static ResultSet find(Connection connection, String condition) throws SQLException {
        // ruleid: sql-injection
        return connection.createStatement().executeQuery("SELECT * FROM invoices WHERE " + condition);
    }

    static ResultSet findByNumber(Connection connection, String number) throws SQLException {
        // ok: sql-injection
        var query = connection.prepareStatement("SELECT * FROM invoices WHERE number = ?");
        query.setString(1, number);
        return query.executeQuery();
    }

    static Process print(String printer) throws IOException {
        // ruleid: command-injection
        return Runtime.getRuntime().exec("lp -d " + printer);
    }

    static Process printHere(String tray) throws IOException {
        // ok: command-injection
        return Runtime.getRuntime().exec("lp -o media=" + tray);
    }
}
