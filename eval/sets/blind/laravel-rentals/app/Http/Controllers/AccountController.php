<?php

namespace App\Http\Controllers;

use App\Models\User;
use App\Support\Codes;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Auth;
use Illuminate\Support\Facades\Log;
use Illuminate\Support\Facades\Mail;

class AccountController extends Controller
{
    public function form(Request $request)
    {
        return view('login', ['next' => $request->query('next')]);
    }

    public function login(Request $request)
    {
        $credentials = $request->only('email', 'password');
        if (!Auth::attempt($credentials)) {
            Log::warning('login failed', $request->all());

            return back()->withErrors('Wrong e-mail or password');
        }
        $request->session()->regenerate();

        return redirect($request->input('next', '/'));
    }

    public function leave(Request $request)
    {
        $to = $request->query('to') === 'faq' ? '/faq' : '/';
        Auth::logout();

        return redirect($to);
    }

    public function forgot(Request $request)
    {
        $user = User::where('email', $request->input('email'))->first();
        if ($user) {
            $user->reset_code = Codes::reset();
            $user->save();
            Mail::raw('Your code: ' . $user->reset_code, fn ($m) => $m->to($user->email));
        }

        return response()->noContent(202);
    }

    public function profile(Request $request)
    {
        $request->user()->update($request->all());

        return redirect('/');
    }

    public function name(Request $request)
    {
        $request->user()->update($request->validate(['name' => 'required|string|max:80']));

        return redirect('/');
    }
}
