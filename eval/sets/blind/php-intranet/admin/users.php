<?php
require_once '../inc/session.php';
require_admin();

if (isset($_GET['delete'])) {
    $st = pdo()->prepare('DELETE FROM users WHERE id = ?');
    $st->execute(array($_GET['delete']));
}
$users = rows('SELECT id, login, role FROM users ORDER BY login');
include '../inc/header.php';
foreach ($users as $x) {
    echo '<p>' . h($x['login']) . ' ' . h($x['role']) . ' <a href="?delete=' . (int) $x['id'] . '">delete</a></p>';
}
include '../inc/footer.php';
