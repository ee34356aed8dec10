<?php
$day = (int) (isset($_GET['day']) ? $_GET['day'] : date('N'));
$menu = rows('SELECT dish, price FROM menu WHERE weekday = ' . $day);
echo '<ul>';
foreach ($menu as $m) {
    echo '<li>' . h($m['dish']) . ' ' . number_format($m['price'], 2) . '</li>';
}
echo '</ul>';
