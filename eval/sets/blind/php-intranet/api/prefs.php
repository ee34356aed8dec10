<?php
require_once '../inc/session.php';
require_login();

class Prefs
{
    public $columns = array();
    public $theme = 'light';
}

$prefs = new Prefs();
if (isset($_COOKIE['prefs'])) {
    $prefs = unserialize(base64_decode($_COOKIE['prefs']));
}
header('Content-Type: application/json');
echo json_encode($prefs);
