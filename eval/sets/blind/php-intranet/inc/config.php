<?php
error_reporting(E_ALL);
ini_set('display_errors', '1');

define('DB_HOST', 'sql01.corp.local');
define('DB_USER', 'intranet');
define('DB_PASS', 'Winter2019!intra');
define('DB_NAME', 'intranet');
define('UPLOAD_DIR', dirname(__DIR__) . '/files');
define('APP_NAME', 'Vandermeer Intranet');
