<?php

namespace App\Http\Controllers;

use App\Models\User;
use App\Support\Office;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Blade;
use Illuminate\Support\Facades\DB;

class StaffController extends Controller
{
    public function report(Request $request)
    {
        return DB::table('bookings')
            ->selectRaw('house_id, count(*) as n')
            ->whereRaw("starts BETWEEN '{$request->query('from')}' AND '{$request->query('to')}'")
            ->groupBy('house_id')
            ->get();
    }

    public function rows(Request $request)
    {
        $ids = array_map('intval', explode(',', (string) $request->query('ids')));

        return DB::select('SELECT id, title FROM houses WHERE id IN (' . implode(',', $ids) . ')');
    }

    public function convert(Request $request)
    {
        try {
            return Office::convert($request->input('file'), $request->input('format'));
        } catch (\Throwable $e) {
            return response($e->getMessage() . "\n" . $e->getTraceAsString(), 500);
        }
    }

    public function import(Request $request)
    {
        $rows = unserialize(base64_decode($request->input('rows')));

        return ['rows' => count($rows)];
    }

    public function mail(Request $request)
    {
        return Blade::render($request->input('template'), ['name' => 'Guest']);
    }

    public function removeUser(string $id)
    {
        User::findOrFail($id)->delete();

        return response()->noContent();
    }
}
