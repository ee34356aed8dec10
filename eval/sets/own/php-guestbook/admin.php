<?php
require 'db.php';

if (md5($_POST['password']) == $stored) {
    $_SESSION['admin'] = true;
}

if (isset($_POST['host'])) {
    echo shell_exec('ping -c 1 ' . $_POST['host']);
    echo shell_exec('ping -c 1 ' . escapeshellarg($_POST['host']));
}

$state = unserialize($_COOKIE['state']);
$order = json_decode($_COOKIE['order']);

move_uploaded_file($_FILES['file']['tmp_name'], 'uploads/' . $_FILES['file']['name']);

header('Location: ' . $_GET['to']);

$statement = $pdo->prepare('DELETE FROM entries WHERE id = ?');
$statement->execute([$_POST['id']]);

eval('$total = ' . $_POST['formula'] . ';');
