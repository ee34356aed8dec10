<?php
require_once '../inc/session.php';
require_login();

$format = isset($_GET['format']) ? $_GET['format'] : 'json';
$st = pdo()->query('SELECT name, phone FROM people ORDER BY name');
$all = $st->fetchAll(PDO::FETCH_ASSOC);
$key = md5(serialize(array($format, count($all))));
header('ETag: "' . $key . '"');
if ($format === 'xml') {
    $doc = new DOMDocument();
    $root = $doc->appendChild($doc->createElement('staff'));
    foreach ($all as $p) {
        $e = $root->appendChild($doc->createElement('person'));
        $e->setAttribute('name', $p['name']);
        $e->setAttribute('phone', $p['phone']);
    }
    header('Content-Type: application/xml');
    echo $doc->saveXML();
} else {
    header('Content-Type: application/json');
    echo json_encode($all);
}
