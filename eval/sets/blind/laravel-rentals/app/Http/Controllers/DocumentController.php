<?php

namespace App\Http\Controllers;

use App\Support\Vault;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Http;

class DocumentController extends Controller
{
    public function __construct(private Vault $vault)
    {
    }

    public function download(Request $request)
    {
        return response()->download($this->vault->path($request->query('name')));
    }

    public function terms(Request $request)
    {
        return response()->file($this->vault->terms($request->query('name')));
    }

    public function upload(Request $request)
    {
        $file = $request->file('document');
        $file->move(public_path('documents'), $file->getClientOriginalName());

        return back();
    }

    public function photo(Request $request)
    {
        $request->validate(['photo' => 'required|image|mimes:jpg,png|max:4096']);

        return $request->file('photo')->store('photos', 'local');
    }

    public function unzip(Request $request)
    {
        return ['files' => $this->vault->unzip($request->file('archive')->getRealPath(), $request->user()->id)];
    }

    public function remote(Request $request)
    {
        return Http::withoutVerifying()->get($request->query('url'))->body();
    }
}
