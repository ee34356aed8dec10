package auth

import "testing"

var testKey = []byte("only-for-tests-0123456789")

func TestRoundTrip(t *testing.T) {
	tok, err := Issue(testKey, 7, "admin")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Parse(testKey, tok)
	if err != nil || c.ID != 7 || c.Role != "admin" {
		t.Fatalf("got %+v %v", c, err)
	}
}

func TestWrongKey(t *testing.T) {
	tok, _ := Issue(testKey, 7, "admin")
	if _, err := Parse([]byte("another"), tok); err == nil {
		t.Fatal("accepted")
	}
}
