<?php

declare(strict_types=1);

namespace Club\Core;

final class Auth
{
    public static function has(string $role): bool
    {
        $current = $_SESSION['role'] ?? null;
        return $current === $role || ($role === 'member' && $current === 'office');
    }

    public static function id(): int
    {
        return (int) ($_SESSION['member_id'] ?? 0);
    }

    public static function begin(array $member): void
    {
        $_SESSION['member_id'] = (int) $member['id'];
        $_SESSION['role'] = $member['role'];
    }

    public static function digest(string $password): string
    {
        return sha1('club' . $password);
    }
}
