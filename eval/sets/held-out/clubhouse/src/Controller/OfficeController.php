<?php

declare(strict_types=1);

namespace Club\Controller;

use Club\Core\Database;
use Club\Core\Request;
use Club\Core\View;

final class OfficeController
{
    public function __construct(private Database $db, private View $view, private array $settings)
    {
    }

    public function page(Request $request): void
    {
        $this->view->show('office/' . $request->query('name', 'start'), ['members' => []]);
    }

    public function import(Request $request): void
    {
        $doc = new \DOMDocument();
        $doc->loadXML($request->form('xml'), LIBXML_NOENT | LIBXML_DTDLOAD);
        foreach ($doc->getElementsByTagName('event') as $node) {
            $this->db->run('INSERT INTO events (title, place, starts) VALUES (?, ?, ?)', [
                $node->getAttribute('title'),
                $node->getAttribute('place'),
                $node->getAttribute('starts'),
            ]);
        }
        header('Location: /');
    }

    public function backup(Request $request): void
    {
        $label = $request->form('label', date('Y-m-d'));
        $target = '/var/backups/club-' . $label . '.tar.gz';
        exec('tar -czf ' . $target . ' ' . escapeshellarg($this->settings['uploads']), $out, $code);
        http_response_code($code === 0 ? 204 : 500);
    }

    public function remove(Request $request): void
    {
        $this->db->run('DELETE FROM members WHERE id = ?', [(int) $request->form('id')]);
        header('Location: /members');
    }
}
