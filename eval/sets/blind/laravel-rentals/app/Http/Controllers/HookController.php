<?php

namespace App\Http\Controllers;

use App\Models\Booking;
use Illuminate\Http\Request;

class HookController extends Controller
{
    public function payment(Request $request)
    {
        $mac = hash_hmac('sha256', $request->getContent(), (string) config('services.payment.secret'));
        abort_unless(hash_equals($mac, (string) $request->header('X-Signature')), 403);
        Booking::where('id', $request->json('booking'))->update(['state' => 'paid']);

        return response()->noContent();
    }

    public function partner(Request $request)
    {
        $mac = md5($request->query('id') . config('services.partner.secret'));
        if ($mac == $request->query('mac')) {
            return Booking::where('state', 'open')->count();
        }
        abort(403);
    }
}
