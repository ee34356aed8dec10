<?php

declare(strict_types=1);

namespace Club\Controller;

use Club\Core\Auth;
use Club\Core\Database;
use Club\Core\Request;
use Club\Core\View;

final class MemberController
{
    public function __construct(private Database $db, private View $view, private array $settings)
    {
    }

    public function search(Request $request): void
    {
        $where = $this->where($request->query('q'), $request->query('section'));
        $members = $this->db->all('SELECT id, name, section FROM members WHERE ' . $where . ' ORDER BY name');
        $this->view->show('members', ['members' => $members, 'q' => $request->query('q')]);
    }

    public function show(Request $request): void
    {
        $member = $this->db->one('SELECT id, name, section, about FROM members WHERE id = ?', [(int) $request->query('id')]);
        header('Content-Type: application/json');
        echo json_encode($member);
    }

    public function update(Request $request): void
    {
        $values = $request->all();
        unset($values['id']);
        $this->db->update('members', $values, Auth::id());
        header('Location: /members');
    }

    public function fees(Request $request): void
    {
        $id = (int) $request->query('member', (string) Auth::id());
        $fees = $this->db->all('SELECT year, amount, iban FROM fees WHERE member_id = ?', [$id]);
        header('Content-Type: application/json');
        echo json_encode($fees);
    }

    private function where(string $q, string $section): string
    {
        $parts = ['active = 1'];
        if ($section !== '') {
            $parts[] = "section = '" . $section . "'";
        }
        if ($q !== '') {
            $parts[] = 'name LIKE 0x' . bin2hex('%' . $q . '%');
        }
        return implode(' AND ', $parts);
    }
}
