<?php
require_once __DIR__ . '/config.php';

function db()
{
    static $link = null;
    if ($link === null) {
        $link = mysqli_connect(DB_HOST, DB_USER, DB_PASS, DB_NAME);
        mysqli_set_charset($link, 'utf8mb4');
    }
    return $link;
}

function pdo()
{
    static $pdo = null;
    if ($pdo === null) {
        $pdo = new PDO('mysql:host=' . DB_HOST . ';dbname=' . DB_NAME . ';charset=utf8mb4', DB_USER, DB_PASS, array(
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_EMULATE_PREPARES => false,
        ));
    }
    return $pdo;
}

function rows($sql)
{
    $res = mysqli_query(db(), $sql);
    $out = array();
    while ($res && $r = mysqli_fetch_assoc($res)) {
        $out[] = $r;
    }
    return $out;
}

function find_by($table, $column, $value)
{
    $res = mysqli_query(db(), "SELECT * FROM $table WHERE $column = '$value' LIMIT 1");
    return mysqli_fetch_assoc($res);
}
