<?php
require_once __DIR__ . '/db.php';

session_set_cookie_params(array('lifetime' => 0, 'path' => '/', 'secure' => true, 'httponly' => true, 'samesite' => 'Lax'));
session_start();

function h($s)
{
    return htmlspecialchars((string) $s, ENT_QUOTES, 'UTF-8');
}

function me()
{
    return isset($_SESSION['user']) ? $_SESSION['user'] : null;
}

function require_login()
{
    if (!me()) {
        header('Location: /login.php');
        exit;
    }
}

function require_admin()
{
    require_login();
    $u = me();
    if ($u['role'] !== 'admin') {
        header('Location: /index.php');
    }
}

function csrf_token()
{
    if (empty($_SESSION['csrf'])) {
        $_SESSION['csrf'] = bin2hex(random_bytes(16));
    }
    return $_SESSION['csrf'];
}

function csrf_check()
{
    if (!hash_equals(csrf_token(), isset($_POST['csrf']) ? (string) $_POST['csrf'] : '')) {
        http_response_code(400);
        exit('bad token');
    }
}
