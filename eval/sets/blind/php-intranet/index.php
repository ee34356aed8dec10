<?php
require_once 'inc/session.php';
require_login();

$pages = array('news', 'canteen', 'travel');
$page = isset($_GET['p']) ? $_GET['p'] : 'news';
include 'inc/header.php';
if (in_array($page, $pages, true)) {
    include 'pages/' . $page . '.php';
} else {
    echo '<p>Unknown page ' . h($page) . '</p>';
}
include 'inc/footer.php';
