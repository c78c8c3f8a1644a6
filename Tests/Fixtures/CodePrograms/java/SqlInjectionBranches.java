package programs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Branches, loops and guards between what a client sends and the query it ends in. */
public class SqlInjectionBranches {
    private static final boolean LEGACY = false;
    private static final int LEVEL = 3;
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}-[0-9]{4}");

    private final Statement statement;
    private final Connection connection;

    public SqlInjectionBranches(Connection connection) throws SQLException {
        this.connection = connection;
        this.statement = connection.createStatement();
    }

    void conditionIsConstant(HttpServletRequest request) throws SQLException {
        String wanted = request.getParameter("flight");
        int number = 86;
        String flight = (7 * 18) + number > 200 ? "LH 400" : wanted;
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM flights WHERE code = '" + flight + "'");
    }

    void conditionIsConstantTheOtherWay(HttpServletRequest request) throws SQLException {
        String wanted = request.getParameter("flight");
        int number = 106;
        String flight = (7 * 42) - number > 200 ? "LH 400" : wanted;
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM flights WHERE code = '" + flight + "'");
    }

    void flagOfClass(HttpServletRequest request) throws SQLException {
        String gate = "A1";
        if (LEGACY) {
            gate = request.getParameter("gate");
        }
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM flights WHERE gate = '" + gate + "'");
    }

    void flagOfClassNegated(HttpServletRequest request) throws SQLException {
        String gate = "A1";
        if (!LEGACY && LEVEL > 2) {
            gate = request.getParameter("gate");
        }
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM flights WHERE gate = '" + gate + "'");
    }

    void switchOnLetter(HttpServletRequest request) throws SQLException {
        String gate;
        String letters = "XYZ";
        switch (letters.charAt(1)) {
            case 'X':
                gate = request.getParameter("gate");
                break;
            case 'Y':
                gate = "B7";
                break;
            default:
                gate = request.getParameter("fallback");
                break;
        }
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM flights WHERE gate = '" + gate + "'");
    }

    void switchFallsThrough(HttpServletRequest request) throws SQLException {
        String gate = "";
        switch (LEVEL) {
            case 3:
                gate = request.getParameter("gate");
            case 4:
                gate = gate + "-north";
                break;
            default:
                gate = "B7";
        }
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM flights WHERE gate = '" + gate + "'");
    }

    void switchExpression(HttpServletRequest request) throws SQLException {
        String table = switch (request.getParameter("kind")) {
            case "arrivals" -> "arrivals";
            case "departures" -> "departures";
            default -> throw new IllegalArgumentException("kind");
        };
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM " + table);
    }

    void switchExpressionWithPassage(HttpServletRequest request) throws SQLException {
        String kind = request.getParameter("kind");
        String table = switch (kind) {
            case "in" -> "arrivals";
            case "out" -> "departures";
            default -> kind;
        };
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM " + table);
    }

    void guardByPattern(HttpServletRequest request, HttpServletResponse response) throws SQLException {
        String code = request.getParameter("code");
        if (!CODE.matcher(code).matches()) {
            response.setStatus(400);
            return;
        }
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM tickets WHERE code = '" + code + "'");
    }

    void guardByPart(HttpServletRequest request) throws SQLException {
        String code = request.getParameter("code");
        if (CODE.matcher(code).find()) {
            // ruleid: sql-injection
            statement.executeQuery("SELECT * FROM tickets WHERE code = '" + code + "'");
        }
    }

    void guardByMatches(HttpServletRequest request) throws SQLException {
        String seat = request.getParameter("seat");
        if (seat.matches("[0-9]{1,2}[A-K]")) {
            // ok: sql-injection
            statement.executeQuery("SELECT * FROM seats WHERE name = '" + seat + "'");
        }
    }

    void guardThatOnlyLogs(HttpServletRequest request) throws SQLException {
        String seat = request.getParameter("seat");
        if (!seat.matches("[0-9]{1,2}[A-K]")) {
            System.err.println("odd seat");
        }
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM seats WHERE name = '" + seat + "'");
    }

    void groupOfMatch(HttpServletRequest request) throws SQLException {
        Matcher matcher = Pattern.compile("flight=(.*)").matcher(request.getQueryString());
        if (matcher.matches()) {
            // ruleid: sql-injection
            statement.executeQuery("SELECT * FROM flights WHERE code = '" + matcher.group(1) + "'");
        }
    }

    void guardByEquality(HttpServletRequest request) throws SQLException {
        String airline = request.getParameter("airline");
        if ("LH".equals(airline) || "OS".equals(airline)) {
            // ok: sql-injection
            statement.executeQuery("SELECT * FROM flights WHERE airline = '" + airline + "'");
        }
    }

    void guardByInequality(HttpServletRequest request) throws SQLException {
        String airline = request.getParameter("airline");
        if (!"LH".equals(airline)) {
            // ruleid: sql-injection
            statement.executeQuery("SELECT * FROM flights WHERE airline = '" + airline + "'");
        }
    }

    void guardByThrow(HttpServletRequest request) throws SQLException {
        String column = request.getParameter("column");
        if (!List.of("code", "gate", "day").contains(column)) {
            throw new IllegalArgumentException("column");
        }
        // ok: sql-injection
        statement.executeQuery("SELECT " + column + " FROM flights");
    }

    void guardInLoop(HttpServletRequest request) throws SQLException {
        for (String column : request.getParameterValues("column")) {
            if (column.equals("gate")) {
                continue;
            }
            // ruleid: sql-injection
            statement.executeQuery("SELECT " + column + " FROM flights");
        }
    }

    void loopOfConstants(HttpServletRequest request) throws SQLException {
        String wanted = request.getParameter("table");
        for (String table : new String[] {"flights", "seats"}) {
            if (table.equals(wanted)) {
                // ok: sql-injection
                statement.executeQuery("SELECT * FROM " + table);
            }
        }
    }

    void carriedByLoop(HttpServletRequest request) throws SQLException {
        String previous = "none";
        String current = "none";
        for (int round = 0; round < 3; round++) {
            previous = current;
            current = request.getParameter("name" + round);
        }
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM crew WHERE name = '" + previous + "'");
    }

    void everyDigit(HttpServletRequest request) throws SQLException {
        String number = request.getParameter("number");
        if (!number.chars().allMatch(Character::isDigit)) {
            return;
        }
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM crew WHERE number = " + number);
    }

    void parsedForCheck(HttpServletRequest request, HttpServletResponse response) throws SQLException {
        String number = request.getParameter("number");
        long parsed;
        try {
            parsed = Long.parseLong(number);
        } catch (NumberFormatException failure) {
            response.setStatus(400);
            return;
        }
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM crew WHERE number = " + parsed);
    }

    void textAfterFailure(HttpServletRequest request) throws SQLException {
        String number = request.getParameter("number");
        String condition;
        try {
            condition = "number = " + Integer.parseInt(number);
        } catch (NumberFormatException failure) {
            condition = "name = '" + number + "'";
        }
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM crew WHERE " + condition);
    }

    void setInFinally(HttpServletRequest request) throws SQLException {
        String order = "day";
        try {
            connection.setReadOnly(true);
        } finally {
            order = request.getParameter("order");
        }
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM flights ORDER BY " + order);
    }

    void overwritten(HttpServletRequest request) throws SQLException {
        String order = request.getParameter("order");
        if (order.length() > 10) {
            order = "day";
        } else {
            order = "gate";
        }
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM flights ORDER BY " + order);
    }

    void appendedLater(HttpServletRequest request) throws SQLException {
        String query = "SELECT * FROM flights";
        query += " WHERE gate = 'A1'";
        query += request.getParameter("more");
        // ruleid: sql-injection
        statement.executeQuery(query);
    }

    void readAfterwards(HttpServletRequest request) throws SQLException {
        String order = "day";
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM flights ORDER BY " + order);
        order = request.getParameter("order");
        request.setAttribute("order", order);
    }

    void overwrittenInLoop(HttpServletRequest request) throws SQLException {
        String order = request.getParameter("order");
        while (true) {
            order = "gate";
            break;
        }
        // ok: sql-injection
        statement.executeQuery("SELECT * FROM flights ORDER BY " + order);
    }

    void labelled(HttpServletRequest request) throws SQLException {
        String found = "none";
        search:
        for (String row : request.getParameterValues("row")) {
            for (String seat : row.split(",")) {
                if (seat.startsWith("1")) {
                    found = seat;
                    break search;
                }
            }
        }
        // ruleid: sql-injection
        statement.executeQuery("SELECT * FROM seats WHERE name = '" + found + "'");
    }

    void shape(HttpServletRequest request) throws SQLException {
        Object value = request.getParameter("value");
        if (value instanceof String text && !text.isEmpty()) {
            // ruleid: sql-injection
            statement.executeQuery("SELECT * FROM seats WHERE name = '" + text + "'");
        }
    }
}
