<?php

namespace App\Http\Controllers;

use App\Models\Booking;
use App\Models\House;
use Illuminate\Http\Request;

class BookingController extends Controller
{
    public function show(string $id)
    {
        return Booking::with('house')->findOrFail($id);
    }

    public function store(Request $request)
    {
        $data = $request->validate(['house_id' => 'required|integer', 'starts' => 'required|date', 'nights' => 'required|integer|min:1']);
        $house = House::findOrFail($data['house_id']);
        if ($house->nights < $data['nights']) {
            abort(409);
        }
        $house->nights -= $data['nights'];
        $house->save();

        return Booking::create($data + ['user_id' => $request->user()->id, 'state' => 'open']);
    }

    public function cancel(Request $request, string $id)
    {
        $booking = $request->user()->bookings()->findOrFail($id);
        $booking->update(['state' => 'cancelled']);

        return response()->noContent();
    }
}
