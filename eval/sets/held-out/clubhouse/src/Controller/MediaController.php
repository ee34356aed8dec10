<?php

declare(strict_types=1);

namespace Club\Controller;

use Club\Core\Auth;
use Club\Core\Database;
use Club\Core\Request;
use Club\Core\View;

final class MediaController
{
    public function __construct(private Database $db, private View $view, private array $settings)
    {
    }

    public function upload(Request $request): void
    {
        $file = $request->file('photo');
        if ($file === null || !in_array($file['type'], ['image/png', 'image/jpeg'], true)) {
            http_response_code(415);
            return;
        }
        $name = Auth::id() . '-' . basename($file['name']);
        move_uploaded_file($file['tmp_name'], $this->settings['uploads'] . '/' . $name);
        $this->db->run('UPDATE members SET photo = ? WHERE id = ?', [$name, Auth::id()]);
        header('Location: /members');
    }

    public function letter(Request $request): void
    {
        $path = $this->settings['letters'] . '/' . Auth::id() . '/' . $request->query('file');
        if (!is_file($path)) {
            http_response_code(404);
            return;
        }
        header('Content-Type: application/pdf');
        readfile($path);
    }

    public function calendar(Request $request): void
    {
        $text = $this->download($request->form('url'));
        preg_match_all('/^SUMMARY:(.*)$/m', $text, $found);
        header('Content-Type: application/json');
        echo json_encode($found[1]);
    }

    private function download(string $url): string
    {
        $curl = curl_init($url);
        curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
        curl_setopt($curl, CURLOPT_TIMEOUT, 8);
        return (string) curl_exec($curl);
    }
}
