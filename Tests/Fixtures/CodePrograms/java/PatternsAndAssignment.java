package programs;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.apache.commons.beanutils.BeanUtils;
import org.springframework.beans.BeanWrapperImpl;

/** Patterns that are a client's or take very long, and objects whose every property a client may set. */
public class PatternsAndAssignment {
    private static final Pattern WORDS = Pattern.compile("[a-z]+( [a-z]+)*");

    public static class Member {
        private String city = "";
        private boolean administrator;

        public String getCity() {
            return city;
        }

        public void setCity(String city) {
            this.city = city;
        }

        public boolean isAdministrator() {
            return administrator;
        }

        public void setAdministrator(boolean administrator) {
            this.administrator = administrator;
        }
    }

    boolean ofClient(HttpServletRequest request, String text) {
        // ruleid: regex-dos
        return Pattern.compile(request.getParameter("pattern")).matcher(text).find();
    }

    boolean quoted(HttpServletRequest request, String text) {
        String wanted = Pattern.quote(request.getParameter("word"));
        // ok: regex-dos
        return Pattern.compile("\\b" + wanted + "\\b").matcher(text).find();
    }

    boolean literal(HttpServletRequest request, String text) {
        String wanted = request.getParameter("word");
        // ok: regex-dos
        return Pattern.compile(wanted, Pattern.LITERAL).matcher(text).find();
    }

    boolean inString(HttpServletRequest request, String text) {
        String pattern = ".*" + request.getParameter("pattern") + ".*";
        // ruleid: regex-dos
        return text.matches(pattern);
    }

    boolean textOfClient(HttpServletRequest request) {
        Matcher matcher = WORDS.matcher(request.getParameter("text"));
        // ok: regex-dos
        return matcher.matches();
    }

    boolean nested(HttpServletRequest request) {
        // ruleid: regex-dos
        return Pattern.compile("^([a-z]+)+$").matcher(request.getParameter("text")).matches();
    }

    String[] splitByText(HttpServletRequest request, String text) {
        String separator = ";".equals(request.getParameter("by")) ? ";" : ",";
        // ok: regex-dos
        return text.split(separator);
    }

    boolean chosen(HttpServletRequest request, String text) {
        Map<String, String> patterns = Map.of("number", "[0-9]+", "word", "[a-z]+");
        String pattern = patterns.getOrDefault(request.getParameter("kind"), "[a-z]+");
        // ok: regex-dos
        return Pattern.compile(pattern).matcher(text).matches();
    }

    void populate(HttpServletRequest request, Member member) throws ReflectiveOperationException {
        // ruleid: mass-assignment
        BeanUtils.populate(member, request.getParameterMap());
    }

    void populateOne(HttpServletRequest request, Member member) throws ReflectiveOperationException {
        // ok: mass-assignment
        BeanUtils.populate(member, Map.of("city", request.getParameter("city")));
    }

    void wrapped(HttpServletRequest request, Member member) {
        // ruleid: mass-assignment
        new BeanWrapperImpl(member).setPropertyValues(request.getParameterMap());
    }

    void everyProperty(HttpServletRequest request, Member member) throws ReflectiveOperationException {
        for (String name : request.getParameterMap().keySet()) {
            // ruleid: mass-assignment
            BeanUtils.setProperty(member, name, request.getParameter(name));
        }
    }

    void listedProperties(HttpServletRequest request, Member member) throws ReflectiveOperationException {
        for (String name : request.getParameterMap().keySet()) {
            if (List.of("city", "street").contains(name)) {
                // ok: mass-assignment
                BeanUtils.setProperty(member, name, request.getParameter(name));
            }
        }
    }

    void setter(HttpServletRequest request, Member member) {
        // ok: mass-assignment
        member.setCity(request.getParameter("city"));
    }
}
