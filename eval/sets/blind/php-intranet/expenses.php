<?php
require_once 'inc/session.php';
require_login();
$u = me();

function expense($id, $user)
{
    $st = pdo()->prepare('SELECT * FROM expenses WHERE id = ? AND user_id = ?');
    $st->execute(array($id, $user));
    return $st->fetch(PDO::FETCH_ASSOC);
}

function expense_update($id, $user, array $fields)
{
    $allowed = array('amount', 'purpose', 'day');
    $set = array();
    $args = array();
    foreach ($allowed as $name) {
        if (isset($fields[$name])) {
            $set[] = $name . ' = ?';
            $args[] = $fields[$name];
        }
    }
    if (!$set) {
        return false;
    }
    $args[] = $id;
    $args[] = $user;
    $st = pdo()->prepare('UPDATE expenses SET ' . implode(', ', $set) . ' WHERE id = ? AND user_id = ?');
    return $st->execute($args);
}

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    csrf_check();
    expense_update((int) $_POST['id'], $u['id'], $_POST);
    header('Location: /expenses.php?id=' . (int) $_POST['id']);
    exit;
}

include 'inc/header.php';
if (isset($_GET['id'])) {
    $e = expense((int) $_GET['id'], $u['id']);
    if (!$e) {
        echo '<p>No such expense.</p>';
    } else {
        echo '<h1>' . h($e['purpose']) . '</h1>';
        echo '<form method="post">';
        echo '<input type="hidden" name="csrf" value="' . h(csrf_token()) . '">';
        echo '<input type="hidden" name="id" value="' . (int) $e['id'] . '">';
        echo '<input name="purpose" value="' . h($e['purpose']) . '">';
        echo '<input name="amount" value="' . h($e['amount']) . '">';
        echo '<input name="day" value="' . h($e['day']) . '">';
        echo '<button>Save</button></form>';
    }
} else {
    $st = pdo()->prepare('SELECT id, purpose, amount FROM expenses WHERE user_id = ? ORDER BY day DESC');
    $st->execute(array($u['id']));
    foreach ($st as $e) {
        echo '<p><a href="?id=' . (int) $e['id'] . '">' . h($e['purpose']) . '</a> ' . number_format($e['amount'], 2) . '</p>';
    }
}
include 'inc/footer.php';
