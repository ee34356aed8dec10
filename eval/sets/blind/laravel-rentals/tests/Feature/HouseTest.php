<?php

namespace Tests\Feature;

use App\Support\Codes;
use PHPUnit\Framework\TestCase;

class HouseTest extends TestCase
{
    private const SECRET = 'feature-test-secret';

    public function test_cache_keys_differ(): void
    {
        $this->assertNotSame(Codes::cacheKey([self::SECRET]), Codes::cacheKey([]));
    }
}
