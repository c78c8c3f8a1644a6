<?php
session_start();
$name = $_GET['name'] ?? 'guest';
$count = intval($_GET['count'] ?? 1);
?>
<html>
<body>
<!-- ruleid: xss -->
<h1>Hello <?= $name ?></h1>
<!-- ok: xss -->
<h1>Hello <?= htmlspecialchars($name) ?></h1>
<!-- ok: xss -->
<p>You have <?= $count ?> messages.</p>
<!-- ruleid: xss -->
<a href="<?php echo $_SERVER['PHP_SELF']; ?>">again</a>
<!-- ruleid: xss -->
<p><?php print("Searched for " . $_REQUEST['q']); ?></p>
<!-- ok: xss -->
<p><?php print("Searched for " . strip_tags($_REQUEST['q'])); ?></p>
<!-- ok: xss -->
<a href="/find?q=<?= urlencode($_GET['q']) ?>">find</a>
<!-- ok: xss -->
<script>const data = <?= json_encode($_GET['q'], JSON_HEX_TAG | JSON_HEX_AMP) ?>;</script>
<?php
$items = [];
$items[] = 'first';
$items[] = $_GET['item'];
// ok: xss
echo $items[0];
// ruleid: xss
echo $items[1];
$last = array_pop($items);
// ruleid: xss
echo $last;
$copy = $items;
// ok: xss
echo implode(', ', $copy);
$text = <<<HTML
<div class="note">{$_POST['note']}</div>
HTML;
// ruleid: xss
echo $text;
$_SESSION['user'] = 'anonymous';
// ok: xss
echo $_SESSION['user'];
if (isset($_GET['debug']) && false) {
    // ok: xss
    echo $_GET['debug'];
}
function box(string $inner): void
{
    // ruleid: xss
    echo "<div>$inner</div>";
}
box($_GET['inner']);
$format = fn ($v) => '<b>' . $v . '</b>';
// ruleid: xss
echo $format($_GET['bold']);
$safe = fn ($v) => '<b>' . htmlspecialchars($v) . '</b>';
// ok: xss
echo $safe($_GET['bold']);
list($first, $second) = explode(':', $_GET['pair']);
// ruleid: xss
echo $second;
[$a, $b] = ['plain', $_GET['b']];
// ok: xss
echo $a;
// ruleid: xss
echo $b;
echo match (true) {
    default => 'fine',
};
// ruleid: xss
die('Unknown page ' . $_GET['page']);
