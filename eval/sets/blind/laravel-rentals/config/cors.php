<?php

return [
    'paths' => ['api/*'],
    'allowed_methods' => ['*'],
    'allowed_origins_patterns' => ['/.*/'],
    'allowed_origins' => [],
    'allowed_headers' => ['*'],
    'supports_credentials' => true,
];
