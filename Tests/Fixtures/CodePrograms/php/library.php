<?php

namespace Library;

use PDO;

interface Finder
{
    public function find(string $text): array;
}

class BookFinder implements Finder
{
    public function __construct(private PDO $db)
    {
    }

    public function find(string $text): array
    {
        // ruleid: sql-injection
        return $this->db->query("SELECT * FROM books WHERE title LIKE '%$text%'")->fetchAll();
    }

    public function findBound(string $text): array
    {
        // ok: sql-injection
        $statement = $this->db->prepare('SELECT * FROM books WHERE title LIKE :t');
        $statement->bindValue(':t', "%$text%");
        $statement->execute();
        return $statement->fetchAll();
    }
}

final class Input
{
    public static function text(string $name): string
    {
        return (string) ($_GET[$name] ?? '');
    }

    public static function number(string $name): int
    {
        return (int) ($_GET[$name] ?? 0);
    }

    public static function choice(string $name, array $allowed, string $default): string
    {
        $value = $_GET[$name] ?? $default;
        return in_array($value, $allowed, true) ? $value : $default;
    }
}

$finder = new BookFinder(new PDO('sqlite:library.db'));
$finder->find(Input::text('q'));
$finder->findBound(Input::text('q'));
$pdo = new PDO('sqlite:library.db');
// ok: sql-injection
$pdo->query('SELECT * FROM books WHERE id = ' . Input::number('id'));
// ok: sql-injection
$pdo->query('SELECT * FROM books ORDER BY ' . Input::choice('sort', ['title', 'year'], 'title'));
// ruleid: sql-injection
$pdo->exec('DELETE FROM books WHERE isbn = ' . Input::text('isbn'));
// ruleid: xss
echo "<p>" . Input::text('note') . "</p>";
// ok: xss
echo "<p>" . Input::number('count') . "</p>";
$data = ['a' => Input::text('a'), 'b' => 'fixed'];
extract($data);
$parts = [];
foreach (['x', 'y'] as $key) {
    $parts[] = $key . '=' . urlencode($_GET[$key]);
}
// ok: xss
echo implode('&', $parts);
$html = '';
foreach ($_GET['tags'] ?? [] as $tag) {
    $html .= "<li>$tag</li>";
}
// ruleid: xss
echo $html;
$clean = '';
foreach ($_GET['tags'] ?? [] as $tag) {
    $clean .= '<li>' . htmlspecialchars($tag) . '</li>';
}
// ok: xss
echo $clean;
$rows = array_map(fn ($t) => "<td>$t</td>", $_POST['cells']);
// ruleid: xss
echo implode('', $rows);
$rows = array_map('htmlspecialchars', $_POST['cells']);
// ok: xss
echo implode('', $rows);
$file = $_GET['doc'];
$allowed = ['terms' => 'terms.pdf', 'faq' => 'faq.pdf'];
if (isset($allowed[$file])) {
    // ok: path-traversal
    readfile('/srv/docs/' . $allowed[$file]);
}
// ruleid: path-traversal
readfile('/srv/docs/' . $file);
if (preg_match('/^\w+\.pdf$/D', $file)) {
    // ok: path-traversal
    readfile('/srv/docs/' . $file);
}
try {
    $id = $_POST['id'];
    if (!is_numeric($id)) {
        throw new \InvalidArgumentException('id');
    }
    // ok: sql-injection
    $pdo->query("SELECT * FROM loans WHERE id = $id");
} catch (\InvalidArgumentException $e) {
    // ok: xss
    echo 'bad id';
}
$cmd = 'lpr ' . ($_GET['copies'] ?? '1');
// ruleid: command-injection
passthru($cmd);
$copies = max(1, min(9, (int) ($_GET['copies'] ?? 1)));
// ok: command-injection
passthru("lpr -#$copies out.ps");
$mode = $_GET['mode'] === 'fast' ? '--fast' : '--slow';
// ok: command-injection
passthru("render $mode");
$query = "SELECT * FROM loans";
if (!empty($_GET['member'])) {
    $query .= " WHERE member = " . $pdo->quote($_GET['member']);
}
// ok: sql-injection
$pdo->query($query);
// ruleid: ssrf
$feed = simplexml_load_file($_GET['feed']);
// ruleid: deserialization
$prefs = unserialize($_SERVER['HTTP_X_PREFS']);
$reader = new \DOMDocument();
// ruleid: xml-entities
$reader->load('php://input', LIBXML_NOENT);
// ruleid: weak-random
$password = substr(str_shuffle('abcdefghijklmnopqrstuvwxyz'), 0, 8);
// ok: weak-random
$color = array_rand(['red', 'green']);
// ruleid: weak-password-hash
$stored = crypt($_POST['password'], '$1$abcdefgh$');
// ok: weak-hash
$etag = hash_file('sha256', 'out.ps');
// ruleid: code-injection
$callback = create_function('$x', $_GET['body']);
// ruleid: code-injection
usort($rows, $_GET['compare']);
// ok: code-injection
usort($rows, fn ($a, $b) => $a <=> $b);
// ruleid: log-injection
syslog(LOG_INFO, 'search ' . $_GET['q']);
// ok: log-injection
syslog(LOG_INFO, 'search ' . json_encode($_GET['q']));
// ruleid: open-redirect
header("Refresh: 0; url=" . $_GET['u']);
// ok: open-redirect
header('Location: https://library.example.com/' . rawurlencode($_GET['page']));
$target = parse_url($_GET['u']);
if (($target['host'] ?? '') === 'library.example.com') {
    // ok: open-redirect
    header('Location: ' . $_GET['u']);
}
