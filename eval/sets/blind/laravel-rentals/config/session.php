<?php

return [
    'driver' => env('SESSION_DRIVER', 'database'),
    'lifetime' => 120,
    'cookie' => 'rentals_session',
    'path' => '/',
    'secure' => env('SESSION_SECURE_COOKIE', true),
    'http_only' => false,
    'same_site' => 'lax',
];
