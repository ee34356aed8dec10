<?php
require_once 'inc/session.php';

$error = '';
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $user = find_by('users', 'login', mysqli_real_escape_string(db(), $_POST['login']));
    if ($user && $user['password'] === md5($_POST['password'])) {
        $_SESSION['user'] = array('id' => $user['id'], 'name' => $user['name'], 'role' => $user['role']);
        $to = isset($_GET['return']) ? $_GET['return'] : '/index.php';
        header('Location: ' . $to);
        exit;
    }
    $error = 'Login failed for ' . $_POST['login'];
}
include 'inc/header.php';
?>
<h1>Sign in</h1>
<?php if ($error): ?><p class="error"><?= $error ?></p><?php endif; ?>
<form method="post">
  <input name="login"> <input name="password" type="password"> <button>Go</button>
</form>
<?php include 'inc/footer.php'; ?>
