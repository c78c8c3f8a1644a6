<?php
// A small library of books: what readers ask for becomes SQL in many ways.
declare(strict_types=1);

function byTitle(mysqli $db): array
{
    $title = $_GET['title'];
    // ruleid: sql-injection
    $found = mysqli_query($db, "SELECT * FROM books WHERE title = '$title'");
    return mysqli_fetch_all($found);
}

function byTitlePrepared(mysqli $db): array
{
    // ok: sql-injection
    $statement = mysqli_prepare($db, 'SELECT * FROM books WHERE title = ?');
    $statement->bind_param('s', $_GET['title']);
    $statement->execute();
    return $statement->get_result()->fetch_all();
}

function byNumber(PDO $pdo): array
{
    $number = (int) $_GET['number'];
    // ok: sql-injection
    return $pdo->query("SELECT * FROM books WHERE number = $number")->fetchAll();
}

function byShelf(PDO $pdo): array
{
    $shelf = trim(strtolower($_POST['shelf'] ?? ''));
    $sql = 'SELECT * FROM books WHERE shelf = "' . $shelf . '"';
    $sql .= ' ORDER BY title';
    // ruleid: sql-injection
    return $pdo->query($sql)->fetchAll();
}

function sorted(PDO $pdo): array
{
    $column = $_GET['sort'] ?? 'title';
    if (!in_array($column, ['title', 'year', 'author'], true)) {
        $column = 'title';
    }
    // ok: sql-injection
    return $pdo->query("SELECT * FROM books ORDER BY $column")->fetchAll();
}

function sortedUnchecked(PDO $pdo): array
{
    $column = $_GET['sort'] ?? 'title';
    // ruleid: sql-injection
    return $pdo->query(sprintf('SELECT * FROM books ORDER BY %s', $column))->fetchAll();
}

function byAuthor(mysqli $db): mixed
{
    $author = $db->real_escape_string($_REQUEST['author']);
    // ok: sql-injection
    return $db->query("SELECT * FROM books WHERE author = '$author'");
}

function byAuthorUnquoted(mysqli $db): mixed
{
    $author = htmlspecialchars($_REQUEST['author']);
    // ruleid: sql-injection
    return $db->query("SELECT * FROM books WHERE id = $author");
}

function byKind(PDO $pdo): mixed
{
    switch ($_GET['kind']) {
        case 'novel':
            $table = 'novels';
            break;
        case 'comic':
            $table = 'comics';
            break;
        default:
            $table = 'books';
    }
    // ok: sql-injection
    return $pdo->query("SELECT * FROM $table");
}

function byKindMatch(PDO $pdo): mixed
{
    $table = match ($_GET['kind']) {
        'novel' => 'novels',
        default => 'books',
    };
    // ok: sql-injection
    return $pdo->query("SELECT * FROM $table");
}

class BookStore
{
    private string $filter = '';

    public function __construct(private PDO $pdo)
    {
    }

    public function setFilter(string $filter): void
    {
        $this->filter = $filter;
    }

    public function find(): array
    {
        // ruleid: sql-injection
        return $this->pdo->query('SELECT * FROM books WHERE ' . $this->filter)->fetchAll();
    }

    public function count(string $shelf): int
    {
        $statement = $this->pdo->prepare('SELECT count(*) FROM books WHERE shelf = :shelf');
        // ok: sql-injection
        $statement->execute(['shelf' => $shelf]);
        return (int) $statement->fetchColumn();
    }
}

function listFiltered(PDO $pdo): array
{
    $store = new BookStore($pdo);
    $store->setFilter($_GET['filter']);
    $store->count($_GET['shelf']);
    return $store->find();
}

function fromArray(PDO $pdo): mixed
{
    $parts = ['fixed' => 'year > 1900', 'asked' => $_GET['where']];
    // ok: sql-injection
    $pdo->query('SELECT * FROM books WHERE ' . $parts['fixed']);
    // ruleid: sql-injection
    return $pdo->query('SELECT * FROM books WHERE ' . $parts['asked']);
}

function joined(PDO $pdo): mixed
{
    $conditions = [];
    foreach (['title', 'author'] as $field) {
        if (isset($_GET[$field])) {
            $conditions[] = "$field = '" . $_GET[$field] . "'";
        }
    }
    // ruleid: sql-injection
    return $pdo->query('SELECT * FROM books WHERE ' . implode(' AND ', $conditions));
}

function joinedSafely(PDO $pdo): mixed
{
    $numbers = array_map('intval', explode(',', $_GET['numbers']));
    // ok: sql-injection
    return $pdo->query('SELECT * FROM books WHERE number IN (' . implode(',', $numbers) . ')');
}

function checked(PDO $pdo): mixed
{
    $isbn = $_GET['isbn'];
    if (!preg_match('/^[0-9]{13}$/', $isbn)) {
        http_response_code(400);
        exit;
    }
    // ok: sql-injection
    return $pdo->query("SELECT * FROM books WHERE isbn = '$isbn'");
}

function checkedLoosely(PDO $pdo): mixed
{
    $isbn = $_GET['isbn'];
    if (!preg_match('/[0-9]{13}/', $isbn)) {
        http_response_code(400);
        exit;
    }
    // ruleid: sql-injection
    return $pdo->query("SELECT * FROM books WHERE isbn = '$isbn'");
}

function wordPress(): mixed
{
    global $wpdb;
    // ok: sql-injection
    $wpdb->get_results($wpdb->prepare('SELECT * FROM posts WHERE slug = %s', $_GET['slug']));
    // ruleid: sql-injection
    return $wpdb->get_results("SELECT * FROM posts WHERE slug = '" . $_GET['slug'] . "'");
}

function postgres($link): mixed
{
    $name = filter_input(INPUT_GET, 'name');
    // ok: sql-injection
    pg_query_params($link, 'SELECT * FROM readers WHERE name = $1', [$name]);
    // ruleid: sql-injection
    return pg_query($link, "SELECT * FROM readers WHERE name = '{$name}'");
}

function overwritten(PDO $pdo): mixed
{
    $name = $_GET['name'];
    $name = 'nobody';
    // ok: sql-injection
    return $pdo->query("SELECT * FROM readers WHERE name = '$name'");
}

function quoted(PDO $pdo): mixed
{
    $name = $pdo->quote($_COOKIE['name']);
    // ok: sql-injection
    return $pdo->query("SELECT * FROM readers WHERE name = $name");
}
