<?php

function convert()
{
    $size = $_POST['size'];
    // ruleid: command-injection
    exec("convert in.png -resize $size out.png", $output, $status);
    return $status;
}

function convertEscaped()
{
    $size = escapeshellarg($_POST['size']);
    // ok: command-injection
    exec("convert in.png -resize $size out.png", $output, $status);
    return $status;
}

function convertInt()
{
    $size = (int) $_POST['size'];
    // ok: command-injection
    return shell_exec('convert in.png -resize ' . $size . 'x' . $size . ' out.png');
}

function whois()
{
    $host = filter_var($_GET['host'], FILTER_VALIDATE_IP);
    if ($host === false) {
        return null;
    }
    // ok: command-injection
    return `whois $host`;
}

function whoisBad()
{
    $host = trim(strtolower($_GET['host']));
    // ruleid: command-injection
    return `whois $host`;
}

function archive()
{
    $formats = ['zip', 'tar'];
    $format = $_GET['format'];
    if (in_array($format, $formats)) {
        // ok: command-injection
        system('/usr/bin/make-archive --format ' . $format);
    } else {
        // ruleid: command-injection
        system('/usr/bin/log-archive ' . $format);
    }
}

function processArray()
{
    // ok: command-injection
    return proc_open(['git', 'log', '--', $_GET['file']], [], $pipes);
}

function processText()
{
    // ruleid: command-injection
    return proc_open('git log -- ' . $_GET['file'], [], $pipes);
}

function pipeIt()
{
    $command = 'sendmail ';
    $command .= $_REQUEST['to'];
    // ruleid: command-injection
    $pipe = popen($command, 'w');
    pclose($pipe);
}

function pipeFixed()
{
    $command = 'sendmail ';
    $command .= 'root@localhost';
    // ok: command-injection
    $pipe = popen($command, 'w');
    fwrite($pipe, $_REQUEST['body']);
    pclose($pipe);
}

function replaceIn()
{
    // ruleid: command-injection
    pcntl_exec('/bin/sh', ['-c', $_GET['job']]);
}

function symfonyProcess()
{
    // ok: command-injection
    $process = new \Symfony\Component\Process\Process(['ls', '-l', $_GET['dir']]);
    $process->run();
    // ruleid: command-injection
    $other = \Symfony\Component\Process\Process::fromShellCommandline('ls -l ' . $_GET['dir']);
    $other->run();
}

function calculator()
{
    $expression = $_GET['expr'];
    // ruleid: code-injection
    eval('$value = ' . $expression . ';');
    return $value;
}

function calculatorChecked()
{
    $expression = $_GET['expr'];
    if (preg_match('/^[0-9+\-*\/ ]+$/', $expression) !== 1) {
        throw new RuntimeException('bad expression');
    }
    // ok: code-injection
    eval('$value = ' . $expression . ';');
    return $value;
}

function callByName()
{
    $name = $_GET['action'];
    // ruleid: code-injection
    return call_user_func($name, $_GET['argument']);
}

function callByNameListed()
{
    $actions = ['start' => 'job_start', 'stop' => 'job_stop'];
    $name = $actions[$_GET['action']] ?? 'job_list';
    // ok: code-injection
    return call_user_func($name, $_GET['argument']);
}

function callVariable()
{
    $name = $_POST['callback'];
    // ruleid: code-injection
    return $name();
}

function asserted()
{
    // ruleid: code-injection
    assert($_GET['check']);
}

function pageOf()
{
    // ruleid: file-inclusion
    include 'pages/' . $_GET['page'] . '.php';
}

function pageListed()
{
    $page = $_GET['page'];
    $pages = ['home', 'about', 'contact'];
    if (!in_array($page, $pages, true)) {
        $page = 'home';
    }
    // ok: file-inclusion
    include __DIR__ . "/pages/{$page}.php";
}

function pageSwitch()
{
    switch ($_GET['page']) {
        case 'about':
            $file = 'about.php';
            break;
        default:
            $file = 'home.php';
    }
    // ok: file-inclusion
    require $file;
}

function language()
{
    $lang = $_COOKIE['lang'];
    // ruleid: file-inclusion
    require_once("lang/$lang/messages.php");
}

function languageBase()
{
    $lang = basename($_COOKIE['lang']);
    // ok: file-inclusion
    require_once("lang/$lang.php");
}

function basketFromCookie()
{
    // ruleid: deserialization
    return unserialize($_COOKIE['basket']);
}

function basketDecoded()
{
    // ruleid: deserialization
    return unserialize(base64_decode($_POST['state']));
}

function basketScalar()
{
    // ok: deserialization
    return unserialize($_COOKIE['basket'], ['allowed_classes' => false]);
}

function basketJson()
{
    // ok: deserialization
    return json_decode($_COOKIE['basket'], true);
}

function basketOwn()
{
    // ok: deserialization
    return unserialize(file_get_contents('/var/cache/app/basket.ser'));
}

function makeObject()
{
    $class = $_GET['type'];
    // ruleid: unsafe-reflection
    return new $class($_GET['value']);
}

function makeObjectListed()
{
    $class = $_GET['type'] === 'csv' ? 'CsvWriter' : 'XmlWriter';
    // ok: unsafe-reflection
    return new $class($_GET['value']);
}
