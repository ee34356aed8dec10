<?php
require_once 'inc/session.php';
require_login();

$file = UPLOAD_DIR . '/' . str_replace('../', '', $_GET['f']);
if (!is_file($file)) {
    http_response_code(404);
    exit;
}
header('Content-Type: application/octet-stream');
readfile($file);
