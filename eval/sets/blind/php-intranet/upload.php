<?php
require_once 'inc/session.php';
require_login();

function save_file($f)
{
    $target = $_SERVER['DOCUMENT_ROOT'] . '/shared/' . basename($f['name']);
    if (strpos($f['type'], 'image/') !== 0 && $f['type'] !== 'application/pdf') {
        return false;
    }
    return move_uploaded_file($f['tmp_name'], $target) ? $target : false;
}

function save_photo($f)
{
    $ext = strtolower(pathinfo($f['name'], PATHINFO_EXTENSION));
    if (!in_array($ext, array('png', 'jpg'), true) || !getimagesize($f['tmp_name'])) {
        return false;
    }
    return move_uploaded_file($f['tmp_name'], UPLOAD_DIR . '/' . bin2hex(random_bytes(12)) . '.' . $ext);
}

$ok = null;
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    csrf_check();
    $ok = isset($_FILES['photo']) ? save_photo($_FILES['photo']) : save_file($_FILES['doc']);
}
include 'inc/header.php';
?>
<p><?= $ok === null ? '' : ($ok ? 'Saved.' : 'Not accepted.') ?></p>
<form method="post" enctype="multipart/form-data">
  <input type="hidden" name="csrf" value="<?= h(csrf_token()) ?>">
  <input type="file" name="doc"><button>Upload</button>
</form>
<?php include 'inc/footer.php'; ?>
