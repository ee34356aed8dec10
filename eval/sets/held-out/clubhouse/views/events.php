<!doctype html>
<title>Events</title>
<h1>Events</h1>
<form><input name="filter" value="<?= htmlspecialchars($filter, ENT_NOQUOTES) ?>"></form>
<ul>
<?php foreach ($events as $event): ?>
  <li><a href="/event?id=<?= (int) $event['id'] ?>"><?= $e($event['title']) ?></a>, <?= $e($event['place']) ?></li>
<?php endforeach ?>
</ul>
