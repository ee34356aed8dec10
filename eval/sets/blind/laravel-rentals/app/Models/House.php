<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Builder;
use Illuminate\Database\Eloquent\Model;

class House extends Model
{
    protected $fillable = ['title', 'town', 'price', 'description', 'nights'];

    public function reviews()
    {
        return $this->hasMany(Review::class);
    }

    public function scopeInTown(Builder $query, string $town): Builder
    {
        return $query->whereRaw(self::same('town', $town));
    }

    public function scopeCheaper(Builder $query, int $price): Builder
    {
        return $query->whereRaw('price <= ?', [$price]);
    }

    private static function same(string $column, string $value): string
    {
        return "LOWER($column) = LOWER('$value')";
    }
}
