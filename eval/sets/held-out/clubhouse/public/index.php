<?php

declare(strict_types=1);

require __DIR__ . '/../vendor/autoload.php';

use Club\Core\Kernel;

ini_set('display_errors', '1');
error_reporting(E_ALL);

session_set_cookie_params([
    'lifetime' => 0,
    'path'     => '/',
    'httponly' => true,
    'secure'   => true,
    'samesite' => 'None',
]);
session_start();

$settings = require __DIR__ . '/../config/settings.php';

(new Kernel($settings))->run($_SERVER['REQUEST_METHOD'], parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
