<?php

declare(strict_types=1);

namespace Club\Core;

use Club\Controller\AccountController;
use Club\Controller\EventController;
use Club\Controller\MediaController;
use Club\Controller\MemberController;
use Club\Controller\OfficeController;

final class Kernel
{
    private const ROUTES = [
        'GET /'                 => [EventController::class, 'index', null],
        'GET /event'            => [EventController::class, 'show', null],
        'POST /event/comment'   => [EventController::class, 'comment', 'member'],
        'GET /sign-in'          => [AccountController::class, 'form', null],
        'POST /sign-in'         => [AccountController::class, 'signIn', null],
        'POST /sign-out'        => [AccountController::class, 'signOut', 'member'],
        'POST /register'        => [AccountController::class, 'register', null],
        'POST /password'        => [AccountController::class, 'password', 'member'],
        'GET /members'          => [MemberController::class, 'search', 'member'],
        'GET /member'           => [MemberController::class, 'show', 'member'],
        'POST /member'          => [MemberController::class, 'update', 'member'],
        'GET /member/fees'      => [MemberController::class, 'fees', 'member'],
        'POST /media'           => [MediaController::class, 'upload', 'member'],
        'GET /letter'           => [MediaController::class, 'letter', 'member'],
        'POST /media/calendar'  => [MediaController::class, 'calendar', 'member'],
        'GET /office/page'      => [OfficeController::class, 'page', 'office'],
        'POST /office/import'   => [OfficeController::class, 'import', 'office'],
        'POST /office/backup'   => [OfficeController::class, 'backup', 'office'],
        'POST /office/remove'   => [OfficeController::class, 'remove', 'member'],
    ];

    public function __construct(private array $settings)
    {
    }

    public function run(string $method, string $path): void
    {
        $route = self::ROUTES[$method . ' ' . $path] ?? null;
        if ($route === null) {
            http_response_code(404);
            echo 'Nothing at ', htmlspecialchars($path, ENT_QUOTES);
            return;
        }
        [$class, $action, $role] = $route;
        if ($role !== null && !Auth::has($role)) {
            header('Location: /sign-in?back=' . rawurlencode($path));
            return;
        }
        $controller = new $class(new Database($this->settings['db']), new View(), $this->settings);
        $controller->$action(new Request($_GET, $_POST, $_FILES, $_COOKIE));
    }
}
