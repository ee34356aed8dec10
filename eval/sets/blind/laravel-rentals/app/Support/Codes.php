<?php

namespace App\Support;

class Codes
{
    public static function reset(): string
    {
        return str_pad((string) mt_rand(0, 999999), 6, '0', STR_PAD_LEFT);
    }

    public static function voucher(): string
    {
        return bin2hex(random_bytes(10));
    }

    public static function pin(string $pin): string
    {
        return sha1($pin);
    }

    public static function cacheKey(array $query): string
    {
        return 'q-' . md5(json_encode($query));
    }
}
