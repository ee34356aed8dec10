<?php

declare(strict_types=1);

namespace Club\Core;

final class Request
{
    public function __construct(
        private array $query,
        private array $form,
        private array $files,
        private array $cookies
    ) {
    }

    public function query(string $name, string $default = ''): string
    {
        $value = $this->query[$name] ?? $default;
        return is_string($value) ? $value : $default;
    }

    public function form(string $name, string $default = ''): string
    {
        $value = $this->form[$name] ?? $default;
        return is_string($value) ? $value : $default;
    }

    public function all(): array
    {
        return $this->form;
    }

    public function file(string $name): ?array
    {
        return $this->files[$name] ?? null;
    }

    public function cookie(string $name): ?string
    {
        return $this->cookies[$name] ?? null;
    }
}
