<?php

declare(strict_types=1);

namespace Club\Controller;

use Club\Core\Auth;
use Club\Core\Database;
use Club\Core\Request;
use Club\Core\View;

final class AccountController
{
    public function __construct(private Database $db, private View $view, private array $settings)
    {
    }

    public function form(Request $request): void
    {
        $this->view->show('sign-in', ['back' => $request->query('back', '/'), 'error' => null]);
    }

    public function signIn(Request $request): void
    {
        $member = $this->db->one('SELECT * FROM members WHERE email = ?', [$request->form('email')]);
        if ($member === null || !hash_equals($member['password'], Auth::digest($request->form('password')))) {
            $this->view->show('sign-in', ['back' => '/', 'error' => 'Wrong address or password']);
            return;
        }
        Auth::begin($member);
        $back = $request->form('back', '/');
        header('Location: ' . ($this->known($back) ? $back : '/'));
    }

    public function signOut(Request $request): void
    {
        session_destroy();
        header('Location: /');
    }

    public function register(Request $request): void
    {
        $code = '';
        for ($i = 0; $i < 12; $i++) {
            $code .= 'abcdefghjkmnpqrstuvwxyz23456789'[random_int(0, 30)];
        }
        $this->db->run(
            'INSERT INTO members (email, name, password, role, confirm) VALUES (?, ?, ?, ?, ?)',
            [$request->form('email'), $request->form('name'), Auth::digest($request->form('password')), 'member', $code]
        );
        error_log('registered ' . str_replace(["\r", "\n"], ' ', $request->form('email')));
        mail($request->form('email'), 'Welcome to the club', 'Your code: ' . $code);
        header('Location: /sign-in');
    }

    public function password(Request $request): void
    {
        $this->db->run('UPDATE members SET password = ? WHERE id = ?', [
            Auth::digest($request->form('password')),
            Auth::id(),
        ]);
        header('Location: /members');
    }

    private function known(string $url): bool
    {
        if (str_starts_with($url, '/') && !str_starts_with($url, '//') && !str_contains($url, '\\')) {
            return true;
        }
        foreach ($this->settings['hosts'] as $host) {
            if (str_contains($url, $host)) {
                return true;
            }
        }
        return false;
    }
}
