package programs;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;

/** Flows of which one half is in InvoiceText. */
public class InvoiceServlet extends HttpServlet {
    void readThere(HttpServletRequest request, Statement statement) throws SQLException {
        String customer = InvoiceText.read(request, "customer");
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM invoices WHERE customer = '" + customer + "'");
    }

    void trimmedThere(HttpServletRequest request, Statement statement) throws SQLException {
        String customer = InvoiceText.trimmed(request.getParameter("customer"));
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM invoices WHERE customer = '" + customer + "'");
    }

    void listedThere(HttpServletRequest request, Statement statement) throws SQLException {
        String column = InvoiceText.column(request.getParameter("sort"));
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM invoices ORDER BY " + column);
    }

    void parsedThere(HttpServletRequest request, Statement statement) throws SQLException {
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM invoices LIMIT " + InvoiceText.number(request.getParameter("n")));
    }

    void replacedThere(HttpServletRequest request, Statement statement) throws SQLException {
        String state = InvoiceText.stateOf(request.getParameter("state"));
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM invoices WHERE state = '" + state + "'");
    }

    void heldThere(HttpServletRequest request, Statement statement) throws SQLException {
        InvoiceText text = new InvoiceText(request.getParameter("customer"), "EUR");
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM invoices WHERE customer = '" + text.customer() + "'");
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM invoices WHERE currency = '" + text.currency() + "'");
    }

    void foundThere(HttpServletRequest request, Connection connection) throws SQLException {
        InvoiceText.find(connection, "customer = '" + request.getParameter("customer") + "'");
        InvoiceText.findByNumber(connection, request.getParameter("number"));
    }

    void printedThere(HttpServletRequest request) throws IOException {
        InvoiceText.print(request.getParameter("printer"));
        InvoiceText.printHere(request.getParameter("large") == null ? "a4" : "a3");
    }
}
