<?php

require_once __DIR__ . '/Database.php';
require_once __DIR__ . '/helpers.php';

use Clinic\Database;
use function Clinic\digits;
use function Clinic\e;
use function Clinic\greeting;
use function Clinic\param;
use function Clinic\passthroughText;

$db = new Database('mysql:host=localhost;dbname=clinic');
$mysqli = new mysqli('localhost', 'clinic', getenv('DB_PASSWORD'), 'clinic');

$rows = $db->fetchAll("SELECT * FROM patients WHERE name = '" . param('name') . "'");

// ruleid: sql-injection
$result = $mysqli->query("SELECT * FROM patients WHERE city = '" . passthroughText(param('city')) . "'");

// ok: sql-injection
$result = $mysqli->query("SELECT * FROM patients WHERE ssn = '" . digits(param('ssn')) . "'");

// ok: sql-injection
$result = $mysqli->query("SELECT '" . greeting(param('name')) . "'");

// ruleid: xss
echo '<h1>' . param('title') . '</h1>';

// ok: xss
echo '<h1>' . e(param('title')) . '</h1>';

// ok: xss
echo '<p>' . greeting(param('title')) . '</p>';

// ruleid: xss
printf('<td>%s</td>', passthroughText(param('note')));

// ok: xss
printf('<td>%d</td>', param('age'));
