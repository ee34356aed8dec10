<?php
require_once 'inc/session.php';
require_login();
$u = me();

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    csrf_check();
    $st = pdo()->prepare('INSERT INTO tickets (user_id, subject, body) VALUES (?, ?, ?)');
    $st->execute(array($u['id'], $_POST['subject'], $_POST['body']));
}
$state = isset($_GET['state']) ? $_GET['state'] : 'open';
$list = rows("SELECT id, subject FROM tickets WHERE user_id = " . (int) $u['id'] . " AND state = '" . $state . "'");
include 'inc/header.php';
?>
<h1>Tickets</h1>
<ul>
<?php foreach ($list as $t): ?>
  <li><a href="ticket.php?id=<?= (int) $t['id'] ?>"><?= h($t['subject']) ?></a></li>
<?php endforeach; ?>
</ul>
<form method="post">
  <input type="hidden" name="csrf" value="<?= h(csrf_token()) ?>">
  <input name="subject"><textarea name="body"></textarea><button>Send</button>
</form>
<?php include 'inc/footer.php'; ?>
