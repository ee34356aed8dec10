<!doctype html>
<title>Members</title>
<form><input name="q" value="<?= $e($q) ?>"></form>
<table>
<?php foreach ($members as $member): ?>
  <tr>
    <td><a href="/member?id=<?= (int) $member['id'] ?>"><?= $e($member['name']) ?></a></td>
    <td><?= $e($member['section']) ?></td>
  </tr>
<?php endforeach ?>
</table>
