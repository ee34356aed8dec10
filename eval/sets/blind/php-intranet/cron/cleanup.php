<?php
if (PHP_SAPI !== 'cli') {
    http_response_code(404);
    exit;
}
require_once dirname(__DIR__) . '/inc/db.php';

$days = isset($argv[1]) ? (int) $argv[1] : 90;
$n = pdo()->exec('DELETE FROM tickets WHERE state = \'closed\' AND changed < DATE_SUB(NOW(), INTERVAL ' . $days . ' DAY)');
echo $n . " tickets removed\n";
foreach (glob(UPLOAD_DIR . '/tmp/*') as $old) {
    if (is_file($old) && filemtime($old) < time() - 86400) {
        unlink($old);
    }
}
