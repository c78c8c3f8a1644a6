package programs;

import com.mongodb.BasicDBObject;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.Hashtable;
import java.util.Set;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.servlet.http.HttpServletRequest;
import org.bson.Document;
import org.owasp.esapi.ESAPI;
import org.springframework.ldap.core.LdapTemplate;
import org.springframework.ldap.query.LdapQueryBuilder;
import org.springframework.ldap.support.LdapEncoder;

/** Filters of directories and of document stores. */
public class DirectoriesAndDocuments {
    private static final String BASE = "ou=people,dc=example,dc=org";
    private static final Set<String> GROUPS = Set.of("staff", "guests");

    private final DirContext directory;
    private final LdapTemplate ldap;
    private final MongoCollection<Document> orders;

    public DirectoriesAndDocuments(LdapTemplate ldap, MongoCollection<Document> orders) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, "ldap://localhost");
        this.directory = new InitialDirContext(environment);
        this.ldap = ldap;
        this.orders = orders;
    }

    NamingEnumeration<SearchResult> person(HttpServletRequest request) throws NamingException {
        String filter = "(uid=" + request.getParameter("uid") + ")";
        // ruleid: ldap-injection
        return directory.search(BASE, filter, new SearchControls());
    }

    NamingEnumeration<SearchResult> boundPerson(HttpServletRequest request) throws NamingException {
        Object[] arguments = {request.getParameter("uid")};
        // ok: ldap-injection
        return directory.search(BASE, "(uid={0})", arguments, new SearchControls());
    }

    NamingEnumeration<SearchResult> personWithPassword(HttpServletRequest request) throws NamingException {
        String user = request.getParameter("user");
        String password = request.getParameter("password");
        String filter = String.format("(&(uid=%s)(userPassword=%s))", user, password);
        SearchControls controls = new SearchControls();
        controls.setSearchScope(SearchControls.SUBTREE_SCOPE);
        // ruleid: ldap-injection
        return directory.search(BASE, filter, controls);
    }

    NamingEnumeration<SearchResult> encodedPerson(HttpServletRequest request) throws NamingException {
        String uid = LdapEncoder.filterEncode(request.getParameter("uid"));
        // ok: ldap-injection
        return directory.search(BASE, "(uid=" + uid + ")", new SearchControls());
    }

    NamingEnumeration<SearchResult> encodedByEsapi(HttpServletRequest request) throws NamingException {
        String uid = ESAPI.encoder().encodeForLDAP(request.getParameter("uid"));
        // ok: ldap-injection
        return directory.search(BASE, "(uid=" + uid + ")", new SearchControls());
    }

    NamingEnumeration<SearchResult> base(HttpServletRequest request) throws NamingException {
        String unit = request.getParameter("unit");
        // ruleid: ldap-injection
        return directory.search("ou=" + unit + ",dc=example,dc=org", "(objectClass=person)", new SearchControls());
    }

    NamingEnumeration<SearchResult> listedGroup(HttpServletRequest request) throws NamingException {
        String group = request.getParameter("group");
        if (!GROUPS.contains(group)) {
            group = "guests";
        }
        // ok: ldap-injection
        return directory.search("ou=" + group + ",dc=example,dc=org", "(uid=*)", new SearchControls());
    }

    NamingEnumeration<SearchResult> numbered(HttpServletRequest request) throws NamingException {
        int number = Integer.parseInt(request.getParameter("number"));
        // ok: ldap-injection
        return directory.search(BASE, "(employeeNumber=" + number + ")", new SearchControls());
    }

    Object escapedName(HttpServletRequest request) throws NamingException {
        LdapName name = new LdapName(BASE);
        name.add(new Rdn("cn", request.getParameter("cn")));
        // ok: ldap-injection
        return directory.getAttributes(name);
    }

    Object template(HttpServletRequest request) {
        String mail = request.getParameter("mail").toLowerCase();
        // ruleid: ldap-injection
        return ldap.search(BASE, "(mail=" + mail + ")", (Object attributes) -> attributes.toString());
    }

    Object templateByQuery(HttpServletRequest request) {
        String mail = request.getParameter("mail");
        // ok: ldap-injection
        return ldap.search(LdapQueryBuilder.query().where("mail").is(mail), (Object entry) -> entry.toString());
    }

    NamingEnumeration<SearchResult> joinedFilter(HttpServletRequest request) throws NamingException {
        StringBuilder filter = new StringBuilder("(|");
        for (String uid : request.getParameterValues("uid")) {
            filter.append("(uid=").append(uid).append(')');
        }
        // ruleid: ldap-injection
        return directory.search(BASE, filter.append(')').toString(), new SearchControls());
    }

    Object ownName(HttpServletRequest request) throws NamingException {
        // ok: ldap-injection
        return new InitialContext().lookup("java:comp/env/jdbc/shop");
    }

    NamingEnumeration<SearchResult> escapedForPages(HttpServletRequest request) throws NamingException {
        String uid = ESAPI.encoder().encodeForHTML(request.getParameter("uid"));
        // ruleid: ldap-injection
        return directory.search(BASE, "(uid=" + uid + ")", new SearchControls());
    }

    Object parsedFilter(HttpServletRequest request) {
        // ruleid: nosql-injection
        return orders.find(Document.parse("{customer: '" + request.getParameter("customer") + "'}")).first();
    }

    Object filter(HttpServletRequest request) {
        // ok: nosql-injection
        return orders.find(Filters.eq("customer", request.getParameter("customer"))).first();
    }

    Object where(HttpServletRequest request) {
        String state = request.getParameter("state");
        // ruleid: nosql-injection
        return orders.find(new BasicDBObject("$where", "this.state == '" + state + "'")).first();
    }

    Object document(HttpServletRequest request) {
        Document wanted = new Document("state", request.getParameter("state"));
        // ok: nosql-injection
        return orders.find(wanted).first();
    }

    Object whole(HttpServletRequest request) {
        BasicDBObject wanted = BasicDBObject.parse(request.getParameter("filter"));
        // ruleid: nosql-injection
        return orders.find(wanted).first();
    }

    Object parsedConstant(HttpServletRequest request) {
        boolean open = request.getParameter("open") != null;
        // ok: nosql-injection
        return orders.find(Document.parse(open ? "{state: 'open'}" : "{}")).first();
    }
}
