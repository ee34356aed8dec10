<?php
require_once '../inc/session.php';
require_admin();

function ping_host($host)
{
    return shell_exec('ping -c 2 ' . $host);
}

$out = '';
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    csrf_check();
    if ($_POST['tool'] === 'ping') {
        $out = ping_host($_POST['host']);
    } elseif ($_POST['tool'] === 'dns') {
        $out = shell_exec('host -- ' . escapeshellarg($_POST['host']));
    } elseif ($_POST['tool'] === 'disk') {
        $out = shell_exec('df -h');
    }
}
include '../inc/header.php';
?>
<pre><?= h($out) ?></pre>
<form method="post">
  <input type="hidden" name="csrf" value="<?= h(csrf_token()) ?>">
  <input name="tool"><input name="host"><button>Run</button>
</form>
<?php include '../inc/footer.php'; ?>
