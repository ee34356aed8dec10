<!doctype html>
<title><?= $e($event['title']) ?></title>
<h1><?= $e($event['title']) ?></h1>
<p><?= nl2br($e($event['description'])) ?></p>

<h2>Comments</h2>
<?php foreach ($comments as $comment): ?>
  <blockquote>
    <p><?= strip_tags($comment['body'], '<a><b><i>') ?></p>
    <footer><?= $e($comment['name']) ?></footer>
    <?php if ($comment['link']): ?>
      <a href="<?= $e($comment['link']) ?>">more</a>
    <?php endif ?>
  </blockquote>
<?php endforeach ?>

<form method="post" action="/event/comment">
  <input type="hidden" name="event" value="<?= (int) $event['id'] ?>">
  <textarea name="body"></textarea>
  <input name="link" placeholder="https://">
  <button>Send</button>
</form>
