<?php
require_once 'inc/session.php';
require_login();
include 'inc/header.php';
$topic = $_GET['topic'] ?? 'start';
include 'help/' . $topic;
include 'inc/footer.php';
