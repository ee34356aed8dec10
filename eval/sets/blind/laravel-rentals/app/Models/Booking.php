<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

class Booking extends Model
{
    protected $fillable = ['house_id', 'user_id', 'starts', 'nights', 'state'];

    public function house()
    {
        return $this->belongsTo(House::class);
    }
}
