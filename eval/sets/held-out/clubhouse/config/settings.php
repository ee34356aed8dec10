<?php

return [
    'db' => [
        'dsn'  => getenv('DB_DSN') ?: 'mysql:host=localhost;dbname=clubhouse;charset=utf8mb4',
        'user' => getenv('DB_USER') ?: 'clubhouse',
        'pass' => getenv('DB_PASS') ?: '',
    ],
    'payments' => [
        'endpoint' => 'https://pay.example.net/v2/charges',
        'secret'   => 'sk_prod_9fK2xLq47TzVb0WnRrYd',
    ],
    'uploads' => __DIR__ . '/../public/media',
    'letters' => __DIR__ . '/../var/letters',
    'hosts'   => ['club.example.org', 'intern.example.org'],
];
