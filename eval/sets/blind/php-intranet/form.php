<?php
require_once 'inc/session.php';
require_login();

$base = realpath(UPLOAD_DIR . '/forms');
$file = realpath($base . '/' . $_GET['name']);
if ($file === false || strpos($file, $base . DIRECTORY_SEPARATOR) !== 0) {
    http_response_code(404);
    exit;
}
header('Content-Type: application/pdf');
readfile($file);
