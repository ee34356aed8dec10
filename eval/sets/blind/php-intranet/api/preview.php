<?php
require_once '../inc/session.php';
require_login();

function fetch_title($url)
{
    $ch = curl_init($url);
    curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
    curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);
    $html = curl_exec($ch);
    curl_close($ch);
    return preg_match('~<title>([^<]{0,200})</title>~i', (string) $html, $m) ? $m[1] : '';
}

header('Content-Type: application/json');
echo json_encode(array('title' => fetch_title($_GET['url'])));
