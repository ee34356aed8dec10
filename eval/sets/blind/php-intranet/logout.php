<?php
require_once 'inc/session.php';
$_SESSION = array();
session_destroy();
header('Location: /login.php');
exit;
