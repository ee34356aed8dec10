<?php
$items = rows('SELECT id, title, body FROM news ORDER BY id DESC LIMIT 20');
foreach ($items as $n) {
    echo '<article><h2>' . h($n['title']) . '</h2><p>' . nl2br(h($n['body'])) . '</p></article>';
}
