<?php

function ping(): void
{
    $host = $_GET['host'];
    // ruleid: command-injection
    system('ping -c 1 ' . $host);
}

function pingQuoted(): void
{
    // ok: command-injection
    system('ping -c 1 ' . escapeshellarg($_GET['host']));
}

function pingMarkup(): void
{
    $host = htmlspecialchars($_GET['host']);
    // ruleid: command-injection
    exec("ping -c 1 $host", $lines);
}

function pingAddress(): void
{
    $host = $_GET['host'];
    if (filter_var($host, FILTER_VALIDATE_IP) === false) {
        die('no address');
    }
    // ok: command-injection
    passthru("ping -c 1 $host");
}

function lookUp(): string
{
    $name = $_POST['name'];
    // ruleid: command-injection
    return `host {$name}`;
}

function convert(): void
{
    $sizes = ['small' => '100x100', 'large' => '800x800'];
    $size = $sizes[$_GET['size']] ?? '100x100';
    // ok: command-injection
    shell_exec("convert in.png -resize $size out.png");
}

function pages(): void
{
    $count = intval($_GET['count']);
    // ok: command-injection
    $handle = popen("pdf --pages $count", 'r');
    fclose($handle);
}

function run(string $program): void
{
    // ruleid: command-injection
    $process = proc_open($program . ' --quiet', [], $pipes);
    proc_close($process);
}

function started(): void
{
    run($_REQUEST['program']);
}

function mailTo(): void
{
    // ruleid: command-injection
    mail('team@example.com', 'Hello', 'Text', '', '-f' . $_POST['from']);
    // ok: command-injection
    mail('team@example.com', 'Hello', $_POST['text'], '', '-fweb@example.com');
}

function letters(): void
{
    $word = $_GET['word'];
    if (ctype_alnum($word)) {
        // ok: command-injection
        system("grep $word words.txt");
    }
}

function calculate(): mixed
{
    // ruleid: code-injection
    return eval('return ' . $_GET['formula'] . ';');
}

function calculateKnown(): mixed
{
    $formulas = ['sum' => '1 + 2', 'product' => '3 * 4'];
    $name = $_GET['formula'];
    if (!array_key_exists($name, $formulas)) {
        return null;
    }
    // ok: code-injection
    return eval('return ' . $formulas[$name] . ';');
}

function callByName(): mixed
{
    $function = $_GET['do'];
    // ruleid: code-injection
    return $function('x');
}

function callListed(): mixed
{
    $function = $_GET['do'];
    if (in_array($function, ['strtoupper', 'strrev'], true)) {
        // ok: code-injection
        return call_user_func($function, 'x');
    }
    return null;
}

function callUser(): mixed
{
    // ruleid: code-injection
    return call_user_func($_POST['callback'], 1);
}

function show(): void
{
    // ruleid: file-inclusion
    include 'pages/' . $_GET['page'] . '.php';
}

function showListed(): void
{
    $page = $_GET['page'];
    $allowed = ['home', 'about'];
    if (in_array($page, $allowed, true)) {
        // ok: file-inclusion
        include "pages/$page.php";
    }
}

function showMapped(): void
{
    $file = match ($_GET['page']) {
        'about' => 'about.php',
        default => 'home.php',
    };
    // ok: file-inclusion
    require $file;
}

function restore(): mixed
{
    // ruleid: deserialization
    return unserialize(base64_decode($_COOKIE['state']));
}

function restoreSafely(): mixed
{
    // ok: deserialization
    $state = unserialize($_COOKIE['state'], ['allowed_classes' => false]);
    // ok: deserialization
    return $state ?: json_decode($_COOKIE['state'], true);
}

function overwrite(): void
{
    // ruleid: variable-overwrite
    extract($_GET);
}

function readVariables(): array
{
    // ok: variable-overwrite
    parse_str($_SERVER['QUERY_STRING'], $values);
    return $values;
}
