<?php

use App\Http\Controllers\HouseController;
use Illuminate\Support\Facades\Route;

Route::middleware('throttle:60,1')->get('/houses', [HouseController::class, 'api']);
