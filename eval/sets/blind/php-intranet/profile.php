<?php
require_once 'inc/session.php';
require_login();
$u = me();

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $st = pdo()->prepare('UPDATE users SET email = ?, iban = ? WHERE id = ?');
    $st->execute(array($_POST['email'], $_POST['iban'], $u['id']));
    error_log('profile of ' . (int) $u['id'] . ' changed: iban ' . $_POST['iban']);
}
$st = pdo()->prepare('SELECT email, iban FROM users WHERE id = ?');
$st->execute(array($u['id']));
$p = $st->fetch(PDO::FETCH_ASSOC);
include 'inc/header.php';
?>
<form method="post">
  <input name="email" value="<?= h($p['email']) ?>">
  <input name="iban" value="<?= h($p['iban']) ?>">
  <button>Save</button>
</form>
<?php include 'inc/footer.php'; ?>
