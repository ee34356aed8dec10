<?php
$db = mysqli_connect('localhost', 'root', 'gu3stb00k-r00t', 'guestbook');
$pdo = new PDO(getenv('DSN'), getenv('DB_USER'), getenv('DB_PASSWORD'));
$stored = getenv('ADMIN_HASH');
