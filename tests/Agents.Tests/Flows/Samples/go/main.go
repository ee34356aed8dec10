package main
import ("database/sql"; "net/http"; "fmt"; "os/exec")
func user(w http.ResponseWriter, r *http.Request) {
	id := r.URL.Query().Get("id")
	rows, err := db.Query("SELECT * FROM users WHERE id = '" + id + "'") // flaw: sql-injection
	if err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	q := fmt.Sprintf("SELECT * FROM users WHERE id = %s", id)
	db.Exec(q) // flaw: sql-injection
	db.Query("SELECT * FROM users WHERE id = ?", id)
	fmt.Fprintf(w, "<h1>%s</h1>", r.FormValue("name"))  // flaw: xss
	exec.Command("sh", "-c", "ping "+r.FormValue("host")).Run()  // flaw: command-injection
	data, _ := os.ReadFile("/srv/" + r.URL.Query().Get("f")) // flaw: path-traversal
	http.Redirect(w, r, r.FormValue("next"), 302)  // flaw: open-redirect
	resp, err := http.Get(r.FormValue("url"))  // flaw: ssrf
}
