<?php
session_start();
require 'db.php';

$page = $_GET['page'] ?? 'home';
include 'pages/' . $page . '.php';

$name = $_GET['name'] ?? '';
echo "<h1>Welcome $name</h1>";
echo '<p>' . htmlspecialchars($name, ENT_QUOTES) . '</p>';

$rows = mysqli_query($db, "SELECT * FROM entries WHERE author = '" . $_GET['author'] . "'");
while ($row = mysqli_fetch_assoc($rows)) {
    print('<li>' . htmlspecialchars($row['text']) . '</li>');
}
