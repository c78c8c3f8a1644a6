<?php

function read(): void
{
    // ruleid: path-traversal
    readfile('/srv/files/' . $_GET['name']);
}

function readBase(): void
{
    // ok: path-traversal
    readfile('/srv/files/' . basename($_GET['name']));
}

function readResolved(): string
{
    $path = realpath('/srv/files/' . $_GET['name']);
    if ($path === false || strpos($path, '/srv/files/') !== 0) {
        return '';
    }
    // ok: path-traversal
    return file_get_contents($path);
}

function readResolvedUnchecked(): string
{
    $path = realpath('/srv/files/' . $_GET['name']);
    // ruleid: path-traversal
    return file_get_contents($path);
}

function readStarts(): string
{
    $path = realpath('/srv/files/' . $_GET['name']);
    if (!str_starts_with((string) $path, '/srv/files/')) {
        throw new RuntimeException('outside');
    }
    // ok: path-traversal
    return file_get_contents($path);
}

function readDots(): string
{
    $name = str_replace('../', '', $_GET['name']);
    // ruleid: path-traversal
    return file_get_contents("/srv/files/$name");
}

function remove(): void
{
    $name = $_POST['name'];
    if (strpos($name, '..') !== false) {
        return;
    }
    // ok: path-traversal
    unlink("/srv/files/$name");
}

function upload(): void
{
    $file = $_FILES['photo'];
    // ruleid: file-upload
    move_uploaded_file($file['tmp_name'], 'uploads/' . $file['name']);
}

function uploadNamed(): void
{
    $name = bin2hex(random_bytes(8)) . '.png';
    // ok: file-upload
    move_uploaded_file($_FILES['photo']['tmp_name'], "uploads/$name");
}

function fetch(): mixed
{
    $handle = curl_init();
    // ruleid: ssrf
    curl_setopt($handle, CURLOPT_URL, $_GET['url']);
    // ruleid: tls-verification
    curl_setopt($handle, CURLOPT_SSL_VERIFYPEER, false);
    return curl_exec($handle);
}

function fetchItem(): mixed
{
    // ok: ssrf
    $handle = curl_init('https://api.example.com/items/' . $_GET['id']);
    // ok: tls-verification
    curl_setopt($handle, CURLOPT_SSL_VERIFYPEER, true);
    return curl_exec($handle);
}

function fetchAllowed(): mixed
{
    $url = $_GET['url'];
    $host = parse_url($url, PHP_URL_HOST);
    if (!in_array($host, ['a.example.com', 'b.example.com'], true)) {
        return null;
    }
    // ok: ssrf
    return file_get_contents($url);
}

function parse(): mixed
{
    // ruleid: xxe
    $order = simplexml_load_string($_POST['xml'], 'SimpleXMLElement', LIBXML_NOENT);
    // ok: xxe
    $plain = simplexml_load_string($_POST['xml']);
    // ruleid: xpath-injection
    $order->xpath("//item[@id='" . $_GET['id'] . "']");
    // ok: xpath-injection
    return $plain->xpath('//item[@id=' . (int) $_GET['id'] . ']');
}

function people($link): mixed
{
    // ruleid: ldap-injection
    ldap_search($link, 'dc=example', '(uid=' . $_GET['uid'] . ')');
    // ok: ldap-injection
    return ldap_search($link, 'dc=example', '(uid=' . ldap_escape($_GET['uid'], '', LDAP_ESCAPE_FILTER) . ')');
}

function documents($collection): mixed
{
    // ruleid: nosql-injection
    $collection->findOne(['name' => $_POST['name']]);
    // ok: nosql-injection
    return $collection->findOne(['name' => (string) $_POST['name']]);
}

function secrets(string $text, string $key): array
{
    return [
        // ruleid: weak-hash
        md5($text),
        // ok: weak-hash
        hash('sha256', $text),
        // ruleid: weak-cipher
        openssl_encrypt($text, 'des-ede3-cbc', $key),
        // ok: weak-cipher
        openssl_encrypt($text, 'aes-256-gcm', $key, 0, random_bytes(12), $tag),
    ];
}

function tokens(): array
{
    // ruleid: weak-random
    $token = sha1(uniqid((string) mt_rand(), true));
    // ok: weak-random
    $resetToken = bin2hex(random_bytes(16));
    // ok: weak-random
    $delay = mt_rand(1, 9);
    return [$token, $resetToken, $delay];
}

function words(): mixed
{
    // ruleid: regex-dos
    preg_match('/' . $_GET['pattern'] . '/', 'text');
    // ok: regex-dos
    return preg_match('/' . preg_quote($_GET['pattern'], '/') . '/', 'text');
}

function logged(): void
{
    // ruleid: log-injection
    error_log('Failed login of ' . $_POST['name']);
    // ok: log-injection
    error_log('Failed login of ' . str_replace(["\r", "\n"], ' ', $_POST['name']));
}
