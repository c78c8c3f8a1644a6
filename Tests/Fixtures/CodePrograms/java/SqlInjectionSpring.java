package programs;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.Session;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A hotel's interface: arguments of its methods are what clients send. */
@RestController
@RequestMapping("/hotel")
public class SqlInjectionSpring {
    public record Booking(String guest, int nights) {}

    public static class RoomFilter {
        private String floor;
        private int beds;

        public String getFloor() {
            return floor;
        }

        public void setFloor(String floor) {
            this.floor = floor;
        }

        public int getBeds() {
            return beds;
        }

        public void setBeds(int beds) {
            this.beds = beds;
        }
    }

    public enum Wing { NORTH, SOUTH }

    private final JdbcTemplate template;
    private final NamedParameterJdbcTemplate named;

    @PersistenceContext
    private EntityManager entities;

    public SqlInjectionSpring(JdbcTemplate template, NamedParameterJdbcTemplate named) {
        this.template = template;
        this.named = named;
    }

    @GetMapping("/guests")
    public List<Map<String, Object>> guests(@RequestParam String name) {
        // ruleid: sql-injection
        return template.queryForList("SELECT * FROM guests WHERE name = '" + name + "'");
    }

    @GetMapping("/guests/bound")
    public List<Map<String, Object>> boundGuests(@RequestParam String name) {
        // ok: sql-injection
        return template.queryForList("SELECT * FROM guests WHERE name = ?", name);
    }

    @GetMapping("/guests/{id}")
    public Map<String, Object> guest(@PathVariable long id) {
        // ok: sql-injection
        return template.queryForMap("SELECT * FROM guests WHERE id = " + id);
    }

    @GetMapping("/guests/{passport}/stays")
    public List<String> stays(@PathVariable("passport") String passport) {
        String query = "SELECT room FROM stays WHERE passport = '" + passport.trim() + "'";
        // ruleid: sql-injection
        return template.query(query, (row, index) -> row.getString("room"));
    }

    @GetMapping("/rooms")
    public List<Map<String, Object>> rooms(@RequestParam(defaultValue = "NORTH") Wing wing) {
        // ok: sql-injection
        return template.queryForList("SELECT * FROM rooms WHERE wing = '" + wing + "'");
    }

    @GetMapping("/rooms/{token}")
    public Map<String, Object> roomByToken(@PathVariable UUID token) {
        // ok: sql-injection
        return template.queryForMap(String.format("SELECT * FROM rooms WHERE token = '%s'", token));
    }

    @PostMapping("/bookings")
    public ResponseEntity<Void> book(@RequestBody Booking booking) {
        // ruleid: sql-injection
        template.update("INSERT INTO bookings (guest) VALUES ('" + booking.guest() + "')");
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/bookings/bound")
    public ResponseEntity<Void> bookBound(@RequestBody Booking booking) {
        // ok: sql-injection
        template.update("INSERT INTO bookings (guest, nights) VALUES (?, ?)", booking.guest(), booking.nights());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/bookings/map")
    public int bookFromMap(@RequestBody Map<String, String> body) {
        // ruleid: sql-injection
        return template.update("UPDATE bookings SET note = '" + body.get("note") + "' WHERE id = 4");
    }

    @GetMapping("/search")
    public List<Map<String, Object>> search(@ModelAttribute RoomFilter filter) {
        // ruleid: sql-injection
        return template.queryForList("SELECT * FROM rooms WHERE floor = '" + filter.getFloor() + "'");
    }

    @GetMapping("/search/beds")
    public List<Map<String, Object>> searchBeds(@ModelAttribute RoomFilter filter) {
        // ok: sql-injection
        return template.queryForList("SELECT * FROM rooms WHERE beds = " + filter.getBeds());
    }

    @DeleteMapping("/sessions")
    public void signOut(@RequestHeader("X-Session") String session) {
        // ruleid: sql-injection
        template.execute("DELETE FROM sessions WHERE token = '" + session + "'");
    }

    @GetMapping("/named")
    public List<Map<String, Object>> byNamedParameter(@RequestParam String city) {
        MapSqlParameterSource parameters = new MapSqlParameterSource().addValue("city", city);
        // ok: sql-injection
        return named.queryForList("SELECT * FROM guests WHERE city = :city", parameters);
    }

    @GetMapping("/named/order")
    public List<Map<String, Object>> byNamedParameterAndOrder(@RequestParam String city, @RequestParam String order) {
        Map<String, String> parameters = Map.of("city", city);
        // ruleid: sql-injection
        return named.queryForList("SELECT * FROM guests WHERE city = :city ORDER BY " + order, parameters);
    }

    @GetMapping("/named/ordered")
    public List<Map<String, Object>> byOrderOfSwitch(@RequestParam String order) {
        String column = switch (order) {
            case "age" -> "born";
            case "name" -> "family_name";
            default -> "id";
        };
        // ok: sql-injection
        return named.queryForList("SELECT * FROM guests ORDER BY " + column, Map.of());
    }

    @GetMapping("/jpa")
    public List<?> byEntity(@RequestParam("q") String wanted) {
        // ruleid: sql-injection
        return entities.createQuery("SELECT g FROM Guest g WHERE g.name LIKE '%" + wanted + "%'").getResultList();
    }

    @GetMapping("/jpa/bound")
    public List<Booking> byBoundEntity(@RequestParam("q") String wanted) {
        // ok: sql-injection
        TypedQuery<Booking> query = entities.createQuery("SELECT b FROM Booking b WHERE b.guest = :g", Booking.class);
        return query.setParameter("g", wanted).getResultList();
    }

    @GetMapping("/jpa/native")
    public Object byNative(@RequestParam String table) {
        // ruleid: sql-injection
        return entities.createNativeQuery("SELECT COUNT(*) FROM " + table).getSingleResult();
    }

    @GetMapping("/jpa/native/day")
    public Object byNativeDay(@RequestParam LocalDate day) {
        // ok: sql-injection
        return entities.createNativeQuery("SELECT * FROM stays WHERE day = '" + day + "'").getSingleResult();
    }

    @GetMapping("/jpa/criteria")
    public List<Booking> byCriteria(@RequestParam String guest) {
        CriteriaBuilder builder = entities.getCriteriaBuilder();
        CriteriaQuery<Booking> query = builder.createQuery(Booking.class);
        Root<Booking> root = query.from(Booking.class);
        query.where(builder.equal(root.get("guest"), guest));
        // ok: sql-injection
        return entities.createQuery(query).getResultList();
    }

    @GetMapping("/hibernate")
    public List<?> byHibernate(@RequestParam String floor) {
        Session session = entities.unwrap(Session.class);
        // ruleid: sql-injection
        return session.createQuery("from Room where floor = '" + floor + "'").list();
    }

    @GetMapping("/hibernate/bound")
    public List<?> byBoundHibernate(@RequestParam String floor) {
        Session session = entities.unwrap(Session.class);
        // ok: sql-injection
        return session.createQuery("from Room where floor = :floor").setParameter("floor", floor).list();
    }

    @GetMapping("/optional")
    public Integer optional(@RequestParam(required = false) String kind) {
        String condition = kind == null ? "" : " WHERE kind = '" + kind + "'";
        // ruleid: sql-injection
        return template.queryForObject("SELECT COUNT(*) FROM rooms" + condition, Integer.class);
    }

    @GetMapping("/optional/present")
    public Integer optionalPresent(@RequestParam(required = false) String kind) {
        String condition = kind == null ? "" : " WHERE kind IS NOT NULL";
        // ok: sql-injection
        return template.queryForObject("SELECT COUNT(*) FROM rooms" + condition, Integer.class);
    }

    public List<Map<String, Object>> nightly(String name) {
        List<String> tables = List.of("stays", "bills");
        String table = tables.contains(name) ? name : "stays";
        // ok: sql-injection
        return template.queryForList("SELECT * FROM " + table);
    }
}
