<?php

declare(strict_types=1);

namespace Club\Core;

final class View
{
    public function show(string $name, array $data = []): void
    {
        extract($data, EXTR_SKIP);
        $e = static fn ($v): string => htmlspecialchars((string) $v, ENT_QUOTES, 'UTF-8');
        require __DIR__ . '/../../views/' . $name . '.php';
    }
}
