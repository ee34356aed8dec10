<?php require_once __DIR__ . '/session.php'; ?>
<!DOCTYPE html>
<html>
<head>
  <meta charset="utf-8">
  <title><?= h(APP_NAME) ?></title>
  <link rel="stylesheet" href="/css/main.css">
</head>
<body>
<nav>
  <a href="/index.php">Home</a>
  <a href="/phonebook.php">Phone book</a>
  <a href="/tickets.php">Tickets</a>
  <?php if (me()): ?><span>Signed in as <?= h($_SESSION['user']['name']) ?></span><?php endif; ?>
</nav>
