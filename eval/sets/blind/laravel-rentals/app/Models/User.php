<?php

namespace App\Models;

use Illuminate\Foundation\Auth\User as Authenticatable;

class User extends Authenticatable
{
    protected $guarded = [];
    protected $hidden = ['password', 'reset_code'];
    protected $casts = ['password' => 'hashed'];

    public function bookings()
    {
        return $this->hasMany(Booking::class);
    }
}
