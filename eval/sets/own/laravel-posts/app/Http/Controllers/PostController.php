<?php
namespace App\Http\Controllers;

use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;

class PostController extends Controller
{
    public function index(Request $request)
    {
        $q = $request->input('q');
        $posts = DB::select("SELECT * FROM posts WHERE title LIKE '%" . $q . "%'");
        $ok = DB::select('SELECT * FROM posts WHERE title = ?', [$q]);
        $sorted = Post::orderByRaw($request->get('sort'))->get();
        return view('posts.index', compact('posts'));
    }

    public function store(Request $request)
    {
        $post = Post::create($request->all());
        return redirect()->back();
    }

    public function show($slug)
    {
        return file_get_contents(storage_path('posts/' . request('file')));
    }
}
