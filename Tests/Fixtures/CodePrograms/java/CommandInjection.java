package programs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Commands of the host, started for clients. */
@RestController
public class CommandInjection {
    private static final Set<String> SERVICES = Set.of("nginx", "postgresql", "redis");

    @GetMapping("/ping")
    String ping(@RequestParam String host) throws IOException {
        // ruleid: command-injection
        Process process = Runtime.getRuntime().exec("ping -c 1 " + host);
        return new String(process.getInputStream().readAllBytes());
    }

    @GetMapping("/uptime")
    String uptime(@RequestParam String host) throws IOException {
        // ok: command-injection
        Process process = Runtime.getRuntime().exec("uptime");
        return host + new String(process.getInputStream().readAllBytes());
    }

    @GetMapping("/lookup")
    void lookup(@RequestParam String host) throws IOException {
        Runtime runtime = Runtime.getRuntime();
        String[] command = {"/bin/sh", "-c", "nslookup " + host};
        // ruleid: command-injection
        runtime.exec(command);
    }

    @GetMapping("/count/{lines}")
    void count(@PathVariable int lines) throws IOException {
        // ok: command-injection
        Runtime.getRuntime().exec(new String[] {"/bin/sh", "-c", "head -n " + lines + " /var/log/messages"});
    }

    void shellOfBuilder(HttpServletRequest request) throws IOException {
        String archive = request.getParameter("archive");
        // ruleid: command-injection
        new ProcessBuilder("bash", "-c", "tar tf " + archive + " | wc -l").start();
    }

    void constantBuilder(HttpServletRequest request) throws IOException {
        String archive = request.getParameter("archive");
        if (archive != null) {
            // ok: command-injection
            new ProcessBuilder("bash", "-c", "df -h | sort").inheritIO().start();
        }
    }

    void program(HttpServletRequest request) throws IOException {
        ProcessBuilder builder = new ProcessBuilder();
        // ruleid: command-injection
        builder.command(request.getParameter("program"), "--version");
        builder.start();
    }

    void list(HttpServletRequest request) throws IOException {
        List<String> command = new ArrayList<>();
        command.add("sh");
        command.add("-c");
        command.add("cat " + request.getHeader("X-File"));
        // ruleid: command-injection
        new ProcessBuilder(command).start();
    }

    void listOfConstants(HttpServletRequest request) throws IOException {
        List<String> command = new ArrayList<>(List.of("systemctl", "status"));
        if (Boolean.parseBoolean(request.getParameter("full"))) {
            command.add("--full");
        }
        // ok: command-injection
        new ProcessBuilder(command).start();
    }

    void service(HttpServletRequest request) throws IOException {
        String service = request.getParameter("service");
        if (!SERVICES.contains(service)) {
            return;
        }
        // ok: command-injection
        Runtime.getRuntime().exec("systemctl restart " + service);
    }

    void serviceWithoutReturn(HttpServletRequest request) throws IOException {
        String service = request.getParameter("service");
        if (!SERVICES.contains(service)) {
            System.out.println("unknown service");
        }
        // ruleid: command-injection
        Runtime.getRuntime().exec("systemctl restart " + service);
    }

    void serviceByMap(HttpServletRequest request) throws IOException {
        Map<String, String> units = Map.of("web", "nginx", "queue", "redis");
        String unit = units.get(request.getParameter("service"));
        // ok: command-injection
        Runtime.getRuntime().exec("systemctl restart " + unit);
    }

    void environment(HttpServletRequest request) throws IOException {
        String[] variables = {"PATH=" + request.getParameter("path")};
        // ruleid: command-injection
        Runtime.getRuntime().exec("make", variables);
    }

    void escapedForTheWrongPlace(HttpServletRequest request) throws IOException {
        String name = org.springframework.web.util.HtmlUtils.htmlEscape(request.getParameter("name"));
        // ruleid: command-injection
        Runtime.getRuntime().exec("sh -c 'id " + name + "'");
    }

    void matched(HttpServletRequest request) throws IOException {
        String user = request.getParameter("user");
        if (user.matches("^[a-z]{1,16}$")) {
            // ok: command-injection
            Runtime.getRuntime().exec("id " + user);
        }
    }

    void dead(HttpServletRequest request) throws IOException {
        String option = "--short";
        if ("debug".length() == 4) {
            option = request.getParameter("option");
        }
        // ok: command-injection
        Runtime.getRuntime().exec("git status " + option);
    }

    void parsedLine(HttpServletRequest request) throws IOException {
        // ruleid: command-injection
        new DefaultExecutor().execute(CommandLine.parse("convert " + request.getParameter("image") + " out.png"));
    }

    void constantLine(HttpServletRequest request) throws IOException {
        CommandLine line = new CommandLine("convert");
        line.addArgument(request.getParameter("image") == null ? "none.png" : "in.png");
        // ok: command-injection
        new DefaultExecutor().execute(line);
    }

    private Process start(String tool) throws IOException {
        // ruleid: command-injection
        return new ProcessBuilder(tool).redirectErrorStream(true).start();
    }

    void startTool(HttpServletRequest request) throws IOException {
        start(request.getParameter("tool"));
    }

    void input(HttpServletRequest request) throws IOException {
        // ok: command-injection
        Process process = new ProcessBuilder("wc", "-w").start();
        process.getOutputStream().write(request.getParameter("text").getBytes());
        process.getOutputStream().close();
    }
}
