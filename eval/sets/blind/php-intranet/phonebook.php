<?php
require_once 'inc/session.php';
require_login();
include 'inc/header.php';

$q = isset($_GET['q']) ? trim($_GET['q']) : '';
$order = isset($_GET['order']) ? $_GET['order'] : 'name';
?>
<h1>Phone book</h1>
<form><input name="q" value="<?= h($q) ?>"><button>Search</button></form>
<?php
if ($q !== '') {
    $st = pdo()->prepare("SELECT name, phone, room FROM people WHERE name LIKE ? ORDER BY $order");
    $st->execute(array('%' . $q . '%'));
    echo '<table>';
    foreach ($st as $r) {
        echo '<tr><td>' . h($r['name']) . '</td><td>' . h($r['phone']) . '</td><td>' . h($r['room']) . '</td></tr>';
    }
    echo '</table>';
}
?>
<script>
  var lastQuery = "<?= addslashes($q) ?>";
  var saved = <?= json_encode($q, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT) ?>;
  document.title = 'Phone book ' + saved + lastQuery.length;
</script>
<?php include 'inc/footer.php'; ?>
