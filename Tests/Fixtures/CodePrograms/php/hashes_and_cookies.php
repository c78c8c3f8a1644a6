<?php

function store($password)
{
    // ruleid: weak-hash
    $one = md5($password);
    // ruleid: weak-hash
    $two = sha1($password . 'salt');
    // ruleid: weak-hash
    $three = hash('md5', $password);
    // ok: weak-hash
    $four = hash('sha256', $password);
    // ok: weak-hash
    $five = password_hash($password, PASSWORD_BCRYPT);
    $algorithm = 'sha512';
    // ok: weak-hash
    $six = hash($algorithm, $password);
    $old = 'sha1';
    // ruleid: weak-hash
    $seven = hash_hmac($old, $password, 'k');
    return [$one, $two, $three, $four, $five, $six, $seven];
}

function seal($text, $key)
{
    // ruleid: weak-cipher
    $one = openssl_encrypt($text, 'des-ede3-cbc', $key, 0, random_bytes(8));
    // ruleid: weak-cipher
    $two = openssl_encrypt($text, 'AES-128-ECB', $key);
    $iv = random_bytes(12);
    // ok: weak-cipher
    $three = openssl_encrypt($text, 'aes-256-gcm', $key, OPENSSL_RAW_DATA, $iv, $tag);
    $cipher = 'rc4';
    // ruleid: weak-cipher
    $four = openssl_encrypt($text, $cipher, $key);
    return [$one, $two, $three, $four];
}

function token()
{
    // ruleid: weak-random
    $token = md5(uniqid(rand(), true));
    // ruleid: weak-random
    $reset_token = mt_rand(100000, 999999);
    // ok: weak-random
    $session_token = random_int(100000, 999999);
    // ok: weak-random
    $csrf = bin2hex(random_bytes(32));
    // ok: weak-random
    $column = mt_rand(0, 5);
    return [$token, $reset_token, $session_token, $csrf, $column];
}

function cookies($value)
{
    // ruleid: insecure-cookie
    setcookie('session', $value, time() + 3600, '/', '', false, false);
    // ruleid: insecure-cookie
    setcookie('auth', $value);
    // ok: insecure-cookie
    setcookie('session', $value, time() + 3600, '/', '', true, true);
    // ok: insecure-cookie
    setcookie('session', $value, ['secure' => true, 'httponly' => true, 'samesite' => 'Lax']);
    // ruleid: insecure-cookie
    setcookie('session', $value, ['secure' => false, 'httponly' => true]);
}

function remote()
{
    $handle = curl_init('https://api.example.com');
    // ruleid: tls-verification
    curl_setopt($handle, CURLOPT_SSL_VERIFYPEER, false);
    // ruleid: tls-verification
    curl_setopt($handle, CURLOPT_SSL_VERIFYHOST, 0);
    // ok: tls-verification
    curl_setopt($handle, CURLOPT_SSL_VERIFYPEER, true);
    // ok: tls-verification
    curl_setopt($handle, CURLOPT_SSL_VERIFYHOST, 2);
    // ruleid: tls-verification
    $client = new GuzzleHttp\Client(['verify' => false]);
    // ok: tls-verification
    $other = new GuzzleHttp\Client(['verify' => true]);
    return [$client, $other];
}
