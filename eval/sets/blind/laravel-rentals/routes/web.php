<?php

use App\Http\Controllers\AccountController;
use App\Http\Controllers\BookingController;
use App\Http\Controllers\DocumentController;
use App\Http\Controllers\HookController;
use App\Http\Controllers\HouseController;
use App\Http\Controllers\StaffController;
use Illuminate\Support\Facades\Route;

Route::get('/', [HouseController::class, 'index'])->name('home');
Route::get('/houses/search', [HouseController::class, 'search']);
Route::get('/houses/{house}', [HouseController::class, 'show'])->name('house');
Route::get('/login', [AccountController::class, 'form'])->name('login');
Route::post('/login', [AccountController::class, 'login']);
Route::post('/forgot', [AccountController::class, 'forgot']);
Route::get('/leave', [AccountController::class, 'leave']);
Route::post('/hooks/payment', [HookController::class, 'payment']);
Route::get('/hooks/partner', [HookController::class, 'partner']);

Route::middleware('auth')->group(function () {
    Route::post('/account/profile', [AccountController::class, 'profile']);
    Route::post('/account/name', [AccountController::class, 'name']);
    Route::get('/bookings/{id}', [BookingController::class, 'show']);
    Route::post('/bookings', [BookingController::class, 'store']);
    Route::delete('/bookings/{id}', [BookingController::class, 'cancel']);
    Route::post('/houses/{house}/reviews', [HouseController::class, 'review']);
    Route::get('/documents', [DocumentController::class, 'download']);
    Route::get('/documents/terms', [DocumentController::class, 'terms']);
    Route::post('/documents', [DocumentController::class, 'upload']);
    Route::post('/documents/photo', [DocumentController::class, 'photo']);
    Route::post('/documents/zip', [DocumentController::class, 'unzip']);
    Route::get('/documents/remote', [DocumentController::class, 'remote']);
});

Route::middleware(['auth', 'staff'])->prefix('staff')->group(function () {
    Route::get('/report', [StaffController::class, 'report']);
    Route::get('/rows', [StaffController::class, 'rows']);
    Route::post('/convert', [StaffController::class, 'convert']);
    Route::post('/import', [StaffController::class, 'import']);
    Route::post('/mail', [StaffController::class, 'mail']);
});

Route::delete('/staff/users/{id}', [StaffController::class, 'removeUser']);
