package programs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;

/** Lists, maps, arrays and streams that hold a client's text beside harmless neighbours. */
public class SqlInjectionContainers {
    private final Connection library;

    public SqlInjectionContainers(Connection library) {
        this.library = library;
    }

    private Statement statement() throws SQLException {
        return library.createStatement();
    }

    void neighbourInMap(HttpServletRequest request) throws SQLException {
        Map<String, String> filters = new HashMap<>();
        filters.put("author", request.getParameter("author"));
        filters.put("shelf", "history");
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE shelf = '" + filters.get("shelf") + "'");
    }

    void valueInMap(HttpServletRequest request) throws SQLException {
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("shelf", "history");
        filters.put("author", request.getParameter("author"));
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE author = '" + filters.get("author") + "'");
    }

    void replacedInMap(HttpServletRequest request) throws SQLException {
        HashMap<String, String> filters = new HashMap<>();
        filters.put("author", request.getParameter("author"));
        filters.put("author", "anonymous");
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE author = '" + filters.get("author") + "'");
    }

    void mapOfTwo(HttpServletRequest request) throws SQLException {
        Map<String, String> filters = Map.of("title", request.getParameter("title"), "kind", "novel");
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE kind = '" + filters.get("kind") + "'");
    }

    void defaultOfMap(HttpServletRequest request) throws SQLException {
        Map<String, String> known = Map.of("a", "author", "t", "title");
        String column = known.getOrDefault(request.getParameter("sort"), "id");
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM books ORDER BY " + column);
    }

    void taintedDefaultOfMap(HttpServletRequest request) throws SQLException {
        Map<String, String> known = Map.of("a", "author", "t", "title");
        String column = known.getOrDefault("z", request.getParameter("sort"));
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM books ORDER BY " + column);
    }

    void copiedMap(HttpServletRequest request) throws SQLException {
        Map<String, String> sent = new HashMap<>();
        sent.put("isbn", request.getParameter("isbn"));
        Map<String, String> all = new HashMap<>();
        all.putAll(sent);
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE isbn = '" + all.get("isbn") + "'");
    }

    void entries(HttpServletRequest request) throws SQLException {
        StringBuilder where = new StringBuilder("1 = 1");
        for (Map.Entry<String, String[]> entry : request.getParameterMap().entrySet()) {
            where.append(" AND ").append(entry.getKey()).append(" IS NOT NULL");
        }
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE " + where);
    }

    void lastOfList(HttpServletRequest request) throws SQLException {
        List<String> words = new ArrayList<>();
        words.add("fiction");
        words.add(request.getParameter("word"));
        words.add("poetry");
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE subject = '" + words.get(2) + "'");
    }

    void afterRemoval(HttpServletRequest request) throws SQLException {
        List<String> words = new ArrayList<>();
        words.add("fiction");
        words.add(request.getParameter("word"));
        words.add("poetry");
        words.remove(0);
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE subject = '" + words.get(0) + "'");
    }

    void afterTwoRemovals(HttpServletRequest request) throws SQLException {
        List<String> words = new ArrayList<>();
        words.add("fiction");
        words.add(request.getParameter("word"));
        words.add("poetry");
        words.remove(0);
        words.remove(0);
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE subject = '" + words.get(0) + "'");
    }

    void insertedInFront(HttpServletRequest request) throws SQLException {
        List<String> words = new LinkedList<>();
        words.add(request.getParameter("word"));
        words.add(0, "essay");
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE subject = '" + words.get(0) + "'");
    }

    void setInList(HttpServletRequest request) throws SQLException {
        List<String> words = new ArrayList<>(List.of("essay", "drama"));
        words.set(1, request.getParameter("word"));
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE subject = '" + words.get(1) + "'");
    }

    void cleared(HttpServletRequest request) throws SQLException {
        List<String> words = new ArrayList<>();
        words.add(request.getParameter("word"));
        words.clear();
        words.add("drama");
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE subject = '" + words.get(0) + "'");
    }

    void sameListByTwoNames(HttpServletRequest request) throws SQLException {
        List<String> words = new ArrayList<>();
        List<String> alias = words;
        alias.add(request.getParameter("word"));
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE subject = '" + words.get(0) + "'");
    }

    void listBesideItsCopy(HttpServletRequest request) throws SQLException {
        List<String> words = new ArrayList<>(List.of("drama"));
        List<String> copy = new ArrayList<>(words);
        copy.add(0, request.getParameter("word"));
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM books WHERE subject = '" + words.get(0) + "'");
    }

    void array(HttpServletRequest request) throws SQLException {
        String[] parts = {"SELECT * FROM books WHERE title = '", request.getParameter("title"), "'"};
        // ruleid: sql-injection
        statement().executeQuery(parts[0] + parts[1] + parts[2]);
    }

    void partsOfArray(HttpServletRequest request) throws SQLException {
        String[] parts = {"SELECT * FROM books", request.getParameter("title"), " LIMIT 5"};
        // ok: sql-injection
        statement().executeQuery(parts[0] + parts[2]);
    }

    void assignedArray(HttpServletRequest request) throws SQLException {
        String[] parts = new String[2];
        parts[0] = "SELECT * FROM loans WHERE reader = ";
        parts[1] = request.getParameter("reader");
        // ruleid: sql-injection
        statement().executeQuery(String.join("", parts));
    }

    void overwrittenArray(HttpServletRequest request) throws SQLException {
        String[] values = request.getParameterValues("reader");
        values[0] = "17";
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM loans WHERE reader = " + values[0]);
    }

    void split(HttpServletRequest request) throws SQLException {
        String[] range = request.getParameter("range").split("-", 2);
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM loans WHERE day BETWEEN " + range[0] + " AND " + range[1]);
    }

    void queueFirst(HttpServletRequest request) throws SQLException {
        Deque<String> waiting = new ArrayDeque<>();
        waiting.addLast("open");
        waiting.addLast(request.getParameter("state"));
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM loans WHERE state = '" + waiting.pollFirst() + "'");
    }

    void stackTop(HttpServletRequest request) throws SQLException {
        Deque<String> states = new ArrayDeque<>();
        states.push("open");
        states.push(request.getParameter("state"));
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM loans WHERE state = '" + states.pop() + "'");
    }

    void collected(HttpServletRequest request) throws SQLException {
        String list = Arrays.stream(request.getParameterValues("id")).map(String::trim)
            .collect(Collectors.joining(","));
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM loans WHERE id IN (" + list + ")");
    }

    void collectedNumbers(HttpServletRequest request) throws SQLException {
        String list = Arrays.stream(request.getParameterValues("id")).map(Integer::valueOf).map(String::valueOf)
            .collect(Collectors.joining(","));
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM loans WHERE id IN (" + list + ")");
    }

    void marksForEach(HttpServletRequest request) throws SQLException {
        List<String> ids = List.of(request.getParameterValues("id"));
        String marks = ids.stream().map(id -> "?").collect(Collectors.joining(", "));
        // ok: sql-injection
        library.prepareStatement("SELECT * FROM loans WHERE id IN (" + marks + ")");
    }

    void copiesOfMark(HttpServletRequest request) throws SQLException {
        int count = request.getParameterValues("id").length;
        String marks = String.join(", ", Collections.nCopies(count, "?"));
        // ok: sql-injection
        library.prepareStatement("SELECT * FROM loans WHERE id IN (" + marks + ")");
    }

    void filteredStream(HttpServletRequest request) throws SQLException {
        String column = Stream.of("due", "taken").filter(name -> name.equals(request.getParameter("by")))
            .findFirst().orElse("id");
        // ok: sql-injection
        statement().executeQuery("SELECT * FROM loans ORDER BY " + column);
    }

    void optional(HttpServletRequest request) throws SQLException {
        String column = Optional.ofNullable(request.getParameter("by")).map(String::toLowerCase).orElse("id");
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM loans ORDER BY " + column);
    }

    void properties(HttpServletRequest request) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("order", request.getParameter("order"));
        settings.setProperty("table", "loans");
        // ruleid: sql-injection
        statement().executeQuery("SELECT * FROM loans ORDER BY " + settings.getProperty("order"));
    }

    void iterator(HttpServletRequest request) throws SQLException {
        List<String> names = new ArrayList<>();
        Collections.addAll(names, request.getParameterValues("name"));
        Iterator<String> each = names.iterator();
        while (each.hasNext()) {
            // ruleid: sql-injection
            statement().executeUpdate("DELETE FROM readers WHERE name = '" + each.next() + "'");
        }
    }
}
