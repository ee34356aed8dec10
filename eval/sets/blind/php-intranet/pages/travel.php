<?php
$st = pdo()->prepare('SELECT destination, cost FROM trips WHERE user_id = ? ORDER BY id');
$st->execute(array($_SESSION['user']['id']));
foreach ($st as $t) {
    echo '<p>' . h($t['destination']) . ' ' . h($t['cost']) . '</p>';
}
