<?php
require_once '../inc/session.php';
require_login();

if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $xml = simplexml_load_string(file_get_contents('php://input'), 'SimpleXMLElement', LIBXML_NOENT | LIBXML_DTDLOAD);
    $st = pdo()->prepare('INSERT INTO trips (user_id, destination, cost) VALUES (?, ?, ?)');
    $u = me();
    foreach ($xml->trip as $t) {
        $st->execute(array($u['id'], (string) $t->to, (float) $t->cost));
    }
    echo 'ok';
}
