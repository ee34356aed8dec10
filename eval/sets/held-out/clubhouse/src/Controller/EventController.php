<?php

declare(strict_types=1);

namespace Club\Controller;

use Club\Core\Auth;
use Club\Core\Database;
use Club\Core\Request;
use Club\Core\View;

final class EventController
{
    public function __construct(private Database $db, private View $view, private array $settings)
    {
    }

    public function index(Request $request): void
    {
        $layout = ['order' => 'starts'];
        if ($request->cookie('layout') !== null) {
            $layout = unserialize(base64_decode($request->cookie('layout')));
        }
        $order = in_array($layout['order'] ?? '', ['starts', 'title', 'place'], true) ? $layout['order'] : 'starts';
        $events = $this->db->all('SELECT * FROM events ORDER BY ' . $order . ' LIMIT 100');
        $this->view->show('events', ['events' => $events, 'filter' => $request->query('filter')]);
    }

    public function show(Request $request): void
    {
        $event = $this->db->one('SELECT * FROM events WHERE id = ?', [(int) $request->query('id')]);
        if ($event === null) {
            http_response_code(404);
            return;
        }
        $comments = $this->db->all(
            'SELECT c.body, c.link, m.name FROM comments c JOIN members m ON m.id = c.member_id WHERE c.event_id = ?',
            [$event['id']]
        );
        $this->view->show('event', ['event' => $event, 'comments' => $comments]);
    }

    public function comment(Request $request): void
    {
        $this->db->run(
            'INSERT INTO comments (event_id, member_id, body, link) VALUES (?, ?, ?, ?)',
            [(int) $request->form('event'), Auth::id(), $request->form('body'), $request->form('link')]
        );
        header('Location: /event?id=' . (int) $request->form('event'));
    }
}
