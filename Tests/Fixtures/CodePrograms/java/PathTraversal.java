package programs;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.Part;
import org.apache.commons.io.FilenameUtils;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Names of files that come from outside. */
@RestController
public class PathTraversal {
    private static final String ROOT = "/srv/archive/";
    private static final Map<String, String> PAGES = Map.of("about", "about.html", "terms", "terms.html");

    void read(HttpServletRequest request) throws IOException {
        String name = request.getParameter("name");
        // ruleid: path-traversal
        try (FileInputStream stream = new FileInputStream(ROOT + name)) {
            stream.read();
        }
    }

    void readByLastName(HttpServletRequest request) throws IOException {
        String name = new File(request.getParameter("name")).getName();
        // ok: path-traversal
        try (FileInputStream stream = new FileInputStream(ROOT + name)) {
            stream.read();
        }
    }

    void readByCommons(HttpServletRequest request) throws IOException {
        String name = FilenameUtils.getName(request.getParameter("name"));
        // ok: path-traversal
        try (FileReader reader = new FileReader(ROOT + name)) {
            reader.read();
        }
    }

    void write(HttpServletRequest request) throws IOException {
        String name = request.getHeader("X-Name");
        // ruleid: path-traversal
        try (FileWriter writer = new FileWriter(ROOT + name + ".txt", true)) {
            writer.write("visited");
        }
    }

    void writeFixed(HttpServletRequest request) throws IOException {
        // ok: path-traversal
        try (FileOutputStream stream = new FileOutputStream(ROOT + "visits.txt", true)) {
            stream.write(request.getParameter("name").getBytes());
        }
    }

    void delete(HttpServletRequest request) {
        // ruleid: path-traversal
        boolean gone = new File(ROOT, request.getParameter("name")).delete();
        request.setAttribute("gone", gone);
    }

    @GetMapping("/notes/{name}")
    String note(@PathVariable String name) throws IOException {
        // ruleid: path-traversal
        return Files.readString(Paths.get(ROOT, name));
    }

    @GetMapping("/notes/number/{number}")
    String noteByNumber(@PathVariable int number) throws IOException {
        // ok: path-traversal
        return Files.readString(Paths.get(ROOT, "note-" + number + ".txt"));
    }

    @GetMapping("/notes/checked")
    String checkedNote(@RequestParam String name) throws IOException {
        Path root = Path.of(ROOT);
        Path wanted = root.resolve(name).normalize();
        if (!wanted.startsWith(root)) {
            throw new IllegalArgumentException("outside");
        }
        // ok: path-traversal
        return Files.readString(wanted);
    }

    @GetMapping("/notes/unchecked")
    byte[] uncheckedNote(@RequestParam String name) throws IOException {
        Path wanted = Path.of(ROOT).resolve(name).normalize();
        // ruleid: path-traversal
        return Files.readAllBytes(wanted);
    }

    void canonical(HttpServletRequest request) throws IOException {
        File wanted = new File(ROOT + request.getParameter("name"));
        if (wanted.getCanonicalPath().startsWith(ROOT)) {
            // ok: path-traversal
            Files.copy(wanted.toPath(), Path.of("/tmp/copy"));
        }
    }

    void prefixBeforeItIsResolved(HttpServletRequest request) throws IOException {
        String wanted = request.getParameter("path");
        if (wanted.startsWith(ROOT)) {
            // ruleid: path-traversal
            Files.delete(Path.of(wanted));
        }
    }

    void strippedOnce(HttpServletRequest request) throws IOException {
        String name = request.getParameter("name").replace("../", "");
        // ruleid: path-traversal
        new FileInputStream(ROOT + name).close();
    }

    void onlyWordCharacters(HttpServletRequest request) throws IOException {
        String name = request.getParameter("name").replaceAll("[^A-Za-z0-9_]", "");
        // ok: path-traversal
        new FileInputStream(ROOT + name).close();
    }

    void matched(HttpServletRequest request) throws IOException {
        String name = request.getParameter("name");
        if (!name.matches("[a-z0-9-]+\\.pdf")) {
            return;
        }
        // ok: path-traversal
        new FileInputStream(ROOT + name).close();
    }

    void suffixOnly(HttpServletRequest request) throws IOException {
        String name = request.getParameter("name");
        if (!name.endsWith(".pdf")) {
            return;
        }
        // ruleid: path-traversal
        new FileInputStream(ROOT + name).close();
    }

    void page(HttpServletRequest request) throws IOException {
        String page = PAGES.getOrDefault(request.getParameter("page"), "about.html");
        // ok: path-traversal
        Files.lines(Path.of("/srv/pages", page)).close();
    }

    @PostMapping("/upload")
    void upload(@RequestParam MultipartFile file) throws IOException {
        // ruleid: path-traversal
        file.transferTo(new File(ROOT + file.getOriginalFilename()));
    }

    @PostMapping("/upload/renamed")
    void uploadRenamed(@RequestParam MultipartFile file) throws IOException {
        // ok: path-traversal
        file.transferTo(new File(ROOT + UUID.randomUUID() + ".bin"));
    }

    void part(HttpServletRequest request) throws Exception {
        Part part = request.getPart("picture");
        // ruleid: path-traversal
        part.write(ROOT + part.getSubmittedFileName());
    }

    void partByLength(HttpServletRequest request) throws Exception {
        Part part = request.getPart("picture");
        // ok: path-traversal
        part.write(ROOT + part.getSize() + ".jpg");
    }

    @GetMapping("/resource")
    Resource resource(@RequestParam String name) {
        // ruleid: path-traversal
        return new FileSystemResource(ROOT + name);
    }

    void unzip(InputStream stream) throws IOException {
        ZipInputStream zip = new ZipInputStream(stream);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            // ruleid: path-traversal
            Files.copy(zip, Path.of(ROOT, entry.getName()));
        }
    }

    void unzipInside(InputStream stream) throws IOException {
        Path root = Path.of(ROOT);
        ZipInputStream zip = new ZipInputStream(stream);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path target = root.resolve(entry.getName()).normalize();
            if (!target.startsWith(root)) {
                throw new IOException("entry outside");
            }
            // ok: path-traversal
            Files.copy(zip, target);
        }
    }
}
