<html><?php
$id = $_GET['id'];
$conn = mysqli_connect("localhost", "a", "b");
$r = mysqli_query($conn, "SELECT * FROM users WHERE id = $id");  // flaw: sql-injection
$n = (int)$_GET['n'];
$r = mysqli_query($conn, "SELECT * FROM users WHERE id = " . $n);
echo "<h1>" . $_GET['name'] . "</h1>";  // flaw: xss
echo htmlspecialchars($_GET['name']);
system("ping " . $_POST['host']);  // flaw: command-injection
include($_GET['page'] . ".php");  // flaw: file-inclusion
?>
<p><?= $id ?></p> <!-- flaw: xss -->
<?php
function find($q) {
    global $pdo;
    return $pdo->query("SELECT * FROM t WHERE a = '" . $q . "'");  // flaw: sql-injection
}
class C {
    private $db;
    public function show(Request $request) {
        $x = $request->input('x');
        $this->db->exec("DELETE FROM t WHERE a = '{$x}'");  // flaw: sql-injection
        return redirect($request->get('u'));  // flaw: open-redirect
    }
}
find($_REQUEST['q']);
unserialize($_COOKIE['c']);  // flaw: deserialization
