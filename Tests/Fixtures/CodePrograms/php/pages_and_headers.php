<?php
$name = $_GET['name'] ?? '';
?>
<!-- ruleid: xss -->
<h1>Hello <?= $name ?></h1>
<!-- ok: xss -->
<h1>Hello <?= htmlspecialchars($name) ?></h1>
<?php

function greet(): void
{
    // ruleid: xss
    echo '<p>' . $_POST['text'] . '</p>';
}

function greetEncoded(): void
{
    $text = htmlentities($_POST['text'], ENT_QUOTES);
    // ok: xss
    echo "<p>$text</p>";
}

function greetSql(mysqli $db): void
{
    $text = mysqli_real_escape_string($db, $_POST['text']);
    // ruleid: xss
    print "<p>$text</p>";
}

function page(): void
{
    $page = (int) ($_GET['page'] ?? 1);
    // ok: xss
    printf('<p>Page %d</p>', $page);
}

function encode(string $text): string
{
    return htmlspecialchars($text, ENT_QUOTES, 'UTF-8');
}

function byFunction(): void
{
    // ok: xss
    echo '<p>', encode($_GET['q']), '</p>';
    // ruleid: xss
    echo '<p>', $_GET['q'], '</p>';
}

function asJson(): void
{
    header('Content-Type: application/json');
    // ok: xss
    echo json_encode(['q' => $_GET['q']]);
}

function stopped(): void
{
    // ruleid: xss
    die('No such page: ' . $_SERVER['REQUEST_URI']);
}

function colour(): void
{
    $colour = $_GET['colour'];
    if (!preg_match('/^[a-z]+$/', $colour)) {
        $colour = 'red';
    }
    // ok: xss
    echo "<b style='color:$colour'>";
}

function closureEncodes(): void
{
    $show = function (string $text): void {
        // ruleid: xss
        echo "<li>$text</li>";
    };
    foreach ($_GET['items'] as $item) {
        $show($item);
    }
}

function go(): void
{
    // ruleid: open-redirect
    header('Location: ' . $_GET['next']);
}

function goHome(): void
{
    // ok: open-redirect
    header('Location: /home?from=' . urlencode($_GET['from']));
}

function goChecked(): void
{
    $next = $_GET['next'];
    if (parse_url($next, PHP_URL_HOST) !== 'example.com') {
        $next = '/';
    }
    // ok: open-redirect
    header("Location: $next");
}

function goKnown(): void
{
    $targets = ['shop' => '/shop', 'blog' => '/blog'];
    // ok: open-redirect
    header('Location: ' . ($targets[$_GET['to']] ?? '/'));
}

function mailFrom(): void
{
    // ruleid: header-injection
    mail('team@example.com', 'Question', 'Text', 'From: ' . $_POST['from']);
}

function mailFromChecked(): void
{
    $from = filter_var($_POST['from'], FILTER_VALIDATE_EMAIL);
    // ok: header-injection
    mail('team@example.com', 'Question', 'Text', 'From: ' . $from);
}

function remember(): void
{
    // ruleid: session-fixation
    session_id($_GET['sid']);
    session_start();
    // ruleid: trust-boundary
    $_SESSION['role'] = $_POST['role'];
    // ok: trust-boundary
    $_SESSION['page'] = (int) $_POST['page'];
}

function cookies(string $id): void
{
    // ruleid: insecure-cookie
    setcookie('sid', $id);
    // ruleid: insecure-cookie
    setcookie('sid', $id, time() + 3600, '/', '', false, true);
    // ok: insecure-cookie
    setcookie('sid', $id, ['expires' => 0, 'secure' => true, 'httponly' => true]);
    // ok: insecure-cookie
    setcookie('sid', $id, 0, '/', '', true, true);
}
