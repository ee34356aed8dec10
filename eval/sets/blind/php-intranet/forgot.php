<?php
require_once 'inc/session.php';

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $token = md5(uniqid(mt_rand(), true));
    $st = pdo()->prepare('UPDATE users SET reset_token = ?, reset_until = DATE_ADD(NOW(), INTERVAL 1 HOUR) WHERE email = ?');
    $st->execute(array($token, $_POST['email']));
    if ($st->rowCount()) {
        mail($_POST['email'], 'Password reset', 'https://intranet.corp.local/reset.php?t=' . $token);
        $msg = 'A mail was sent.';
    } else {
        $msg = 'This address is not known here.';
    }
}
include 'inc/header.php';
?>
<p><?= h(isset($msg) ? $msg : '') ?></p>
<form method="post"><input name="email"><button>Reset</button></form>
<?php include 'inc/footer.php'; ?>
