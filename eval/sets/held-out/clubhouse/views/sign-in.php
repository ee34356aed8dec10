<!doctype html>
<title>Sign in</title>
<?php if ($error): ?><p class="error"><?= $e($error) ?></p><?php endif ?>
<form method="post" action="/sign-in">
  <input type="hidden" name="back" value="<?= $e($back) ?>">
  <input name="email" type="email">
  <input name="password" type="password">
  <button>Sign in</button>
</form>
