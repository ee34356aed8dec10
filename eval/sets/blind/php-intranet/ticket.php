<?php
require_once 'inc/session.php';
require_login();

$t = find_by('tickets', 'id', $_GET['id']);
if (!$t) {
    http_response_code(404);
    exit('No such ticket');
}
include 'inc/header.php';
?>
<h1><?= h($t['subject']) ?></h1>
<div class="body"><?= $t['body'] ?></div>
<?php include 'inc/footer.php'; ?>
