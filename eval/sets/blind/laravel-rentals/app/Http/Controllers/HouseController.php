<?php

namespace App\Http\Controllers;

use App\Models\House;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;

class HouseController extends Controller
{
    private const SORTS = ['price', 'title', 'town'];

    public function index()
    {
        return view('houses.index', ['houses' => House::latest()->limit(24)->get(), 'term' => '']);
    }

    public function search(Request $request)
    {
        $sort = in_array($request->query('sort'), self::SORTS, true) ? $request->query('sort') : 'price';
        $houses = House::inTown((string) $request->query('town'))->orderByRaw($sort . ' asc')->get();

        return view('houses.index', ['houses' => $houses, 'term' => $request->query('town')]);
    }

    public function api(Request $request)
    {
        return DB::select("SELECT id, title, price FROM houses WHERE title LIKE '%" . $request->query('q') . "%' LIMIT 50");
    }

    public function show(House $house)
    {
        return view('houses.show', ['house' => $house, 'reviews' => $house->reviews()->latest()->get()]);
    }

    public function review(Request $request, House $house)
    {
        $data = $request->validate(['body' => 'required|string|max:2000', 'stars' => 'required|integer|between:1,5']);
        $house->reviews()->create($data + ['user_id' => $request->user()->id]);

        return redirect()->route('house', $house);
    }
}
