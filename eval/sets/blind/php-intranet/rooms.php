<?php
require_once 'inc/session.php';
require_login();
$u = me();

function room_list()
{
    return rows('SELECT id, name, seats FROM rooms ORDER BY name');
}

function room_bookings($room, $day)
{
    $st = pdo()->prepare('SELECT from_hour, to_hour, subject FROM room_bookings WHERE room_id = ? AND day = ? ORDER BY from_hour');
    $st->execute(array($room, $day));
    return $st->fetchAll(PDO::FETCH_ASSOC);
}

$errors = array();
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    csrf_check();
    $room = filter_input(INPUT_POST, 'room', FILTER_VALIDATE_INT);
    $from = filter_input(INPUT_POST, 'from', FILTER_VALIDATE_INT, array('options' => array('min_range' => 7, 'max_range' => 19)));
    $to = filter_input(INPUT_POST, 'to', FILTER_VALIDATE_INT, array('options' => array('min_range' => 8, 'max_range' => 20)));
    $day = DateTime::createFromFormat('Y-m-d', isset($_POST['day']) ? $_POST['day'] : '');
    if (!$room || !$from || !$to || $to <= $from || !$day) {
        $errors[] = 'Please fill in all fields.';
    } else {
        $db = pdo();
        $db->beginTransaction();
        $lock = $db->prepare('SELECT id FROM rooms WHERE id = ? FOR UPDATE');
        $lock->execute(array($room));
        $st = $db->prepare('SELECT COUNT(*) FROM room_bookings WHERE room_id = ? AND day = ? AND from_hour < ? AND to_hour > ?');
        $st->execute(array($room, $day->format('Y-m-d'), $to, $from));
        if ($st->fetchColumn() > 0) {
            $errors[] = 'The room is taken at that time.';
            $db->rollBack();
        } else {
            $ins = $db->prepare('INSERT INTO room_bookings (room_id, day, from_hour, to_hour, subject, user_id) VALUES (?, ?, ?, ?, ?, ?)');
            $ins->execute(array($room, $day->format('Y-m-d'), $from, $to, $_POST['subject'], $u['id']));
            $db->commit();
        }
    }
}

$day = isset($_GET['day']) && preg_match('/^\d{4}-\d{2}-\d{2}$/D', $_GET['day']) ? $_GET['day'] : date('Y-m-d');
include 'inc/header.php';
?>
<h1>Rooms on <?= h($day) ?></h1>
<?php foreach ($errors as $e): ?><p class="error"><?= h($e) ?></p><?php endforeach; ?>
<?php foreach (room_list() as $r): ?>
  <h2><?= h($r['name']) ?> (<?= (int) $r['seats'] ?>)</h2>
  <ul>
  <?php foreach (room_bookings($r['id'], $day) as $b): ?>
    <li><?= (int) $b['from_hour'] ?>-<?= (int) $b['to_hour'] ?> <?= h($b['subject']) ?></li>
  <?php endforeach; ?>
  </ul>
<?php endforeach; ?>
<form method="post">
  <input type="hidden" name="csrf" value="<?= h(csrf_token()) ?>">
  <select name="room"><?php foreach (room_list() as $r): ?><option value="<?= (int) $r['id'] ?>"><?= h($r['name']) ?></option><?php endforeach; ?></select>
  <input name="day" type="date" value="<?= h($day) ?>">
  <input name="from" type="number"> <input name="to" type="number">
  <input name="subject"><button>Book</button>
</form>
<?php include 'inc/footer.php'; ?>
