<?php

const BASE = '/srv/files/';

function show()
{
    // ruleid: path-traversal
    return file_get_contents(BASE . $_GET['name']);
}

function showBase()
{
    // ok: path-traversal
    return file_get_contents(BASE . basename($_GET['name']));
}

function showReal()
{
    $path = realpath(BASE . $_GET['name']);
    if ($path === false || strpos($path, BASE) !== 0) {
        http_response_code(404);
        exit();
    }
    // ok: path-traversal
    readfile($path);
}

function showStartsWith()
{
    $path = realpath(BASE . $_GET['name']);
    if (!str_starts_with($path, BASE)) {
        throw new RuntimeException('outside');
    }
    // ok: path-traversal
    return fopen($path, 'rb');
}

function showRealUnchecked()
{
    $path = realpath(BASE . $_GET['name']);
    // ruleid: path-traversal
    readfile($path);
}

function dots()
{
    $name = str_replace('../', '', $_GET['name']);
    // ruleid: path-traversal
    return file(BASE . $name);
}

function dotsRefused()
{
    $name = $_GET['name'];
    if (strpos($name, '..') !== false || strpos($name, '/') !== false) {
        exit('no');
    }
    // ok: path-traversal
    return file(BASE . $name);
}

function remove()
{
    // ruleid: path-traversal
    unlink('uploads/' . $_POST['file']);
}

function removeById()
{
    // ok: path-traversal
    unlink('uploads/' . (int) $_POST['file'] . '.dat');
}

function hashed()
{
    // ok: path-traversal
    return fopen('/var/cache/' . hash('sha256', $_GET['key']), 'r');
}

function upload()
{
    $target = 'uploads/' . $_FILES['photo']['name'];
    // ruleid: file-upload
    move_uploaded_file($_FILES['photo']['tmp_name'], $target);
}

function uploadNamed()
{
    $target = 'uploads/' . bin2hex(random_bytes(16)) . '.jpg';
    // ok: file-upload
    move_uploaded_file($_FILES['photo']['tmp_name'], $target);
}

function write()
{
    $name = $_POST['name'];
    // ruleid: path-traversal
    file_put_contents("notes/$name.txt", $_POST['text']);
}

function writeAlnum()
{
    $name = preg_replace('/[^a-zA-Z0-9_-]/', '', $_POST['name']);
    // ok: path-traversal
    file_put_contents("notes/$name.txt", $_POST['text']);
}

function zip()
{
    $zip = new ZipArchive();
    $zip->open('in.zip');
    // ruleid: path-traversal
    copy($_GET['source'], '/srv/files/copy');
    // ok: path-traversal
    copy('/srv/files/a', '/srv/files/b');
}

function fetch()
{
    // ruleid: ssrf
    $handle = curl_init($_GET['url']);
    curl_setopt($handle, CURLOPT_RETURNTRANSFER, true);
    return curl_exec($handle);
}

function fetchOption()
{
    $handle = curl_init();
    // ruleid: ssrf
    curl_setopt($handle, CURLOPT_URL, 'http://' . $_GET['host'] . '/status');
    return curl_exec($handle);
}

function fetchFixedHost()
{
    $handle = curl_init('https://api.example.com/items?q=' . urlencode($_GET['q']));
    // ok: ssrf
    return curl_exec($handle);
}

function fetchListed()
{
    $url = $_GET['url'];
    $host = parse_url($url, PHP_URL_HOST);
    if (!in_array($host, ['api.example.com', 'cdn.example.com'], true)) {
        exit('host');
    }
    // ok: ssrf
    return file_get_contents($url);
}

function fetchStream()
{
    $url = 'https://' . $_GET['host'];
    // ruleid: ssrf
    return file_get_contents($url);
}

function fetchGuzzle()
{
    $client = new \GuzzleHttp\Client();
    // ruleid: ssrf
    $client->request('GET', $_GET['feed']);
    // ok: ssrf
    $client->get('https://api.example.com/feed', ['query' => ['q' => $_GET['feed']]]);
}

function goNext()
{
    // ruleid: open-redirect
    header('Location: ' . $_GET['next']);
    exit;
}

function redirectLocal()
{
    $next = $_GET['next'];
    if (!preg_match('#^/[a-z]+$#', $next)) {
        $next = '/';
    }
    // ok: open-redirect
    header('Location: ' . $next);
    exit;
}

function redirectFixed()
{
    // ok: open-redirect
    header('Location: /search?q=' . urlencode($_GET['q']));
    exit;
}

function redirectTable()
{
    $targets = ['home' => '/', 'profile' => '/profile'];
    $key = $_GET['to'];
    if (!array_key_exists($key, $targets)) {
        $key = 'home';
    }
    // ok: open-redirect
    header("Location: {$targets[$key]}", true, 302);
}

function headerValue()
{
    // ruleid: header-injection
    header('X-Theme: ' . $_COOKIE['theme']);
    // ok: header-injection
    header('X-Length: ' . strlen($_COOKIE['theme']));
}

function mailIt()
{
    // ruleid: header-injection
    mail('shop@example.com', 'order', $_POST['text'], 'From: ' . $_POST['from']);
}

function logged()
{
    // ruleid: log-injection
    error_log('login failed for ' . $_POST['user']);
    $clean = str_replace(["\r", "\n"], ' ', $_POST['user']);
    // ok: log-injection
    error_log('login failed for ' . $clean);
}

function xml()
{
    $document = new DOMDocument();
    // ruleid: xxe
    $document->loadXML(file_get_contents('php://input'), LIBXML_NOENT | LIBXML_DTDLOAD);
    return $document;
}

function xmlPlain()
{
    $document = new DOMDocument();
    // ok: xxe
    $document->loadXML(file_get_contents('php://input'), LIBXML_NONET);
    return $document;
}

function xmlSimple()
{
    // ruleid: xxe
    return simplexml_load_string($_POST['xml'], 'SimpleXMLElement', LIBXML_NOENT);
}

function xmlSimplePlain()
{
    // ok: xxe
    return simplexml_load_string($_POST['xml']);
}

function query(DOMXPath $xpath)
{
    // ruleid: xpath-injection
    return $xpath->query("//user[name='" . $_GET['user'] . "']");
}

function queryInt(DOMXPath $xpath)
{
    // ok: xpath-injection
    return $xpath->query('//user[' . intval($_GET['n']) . ']');
}

function directory($connection)
{
    // ruleid: ldap-injection
    $all = ldap_search($connection, 'dc=example,dc=com', '(uid=' . $_GET['uid'] . ')');
    // ok: ldap-injection
    $one = ldap_search(
        $connection, 'dc=example,dc=com', '(uid=' . ldap_escape($_GET['uid'], '', LDAP_ESCAPE_FILTER) . ')');
    return [$all, $one];
}
