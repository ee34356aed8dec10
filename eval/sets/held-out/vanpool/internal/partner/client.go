package partner

import (
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

var client = &http.Client{
	Timeout: 8 * time.Second,
	Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
	},
}

func Fetch(address string) ([]byte, error) {
	res, err := client.Get(address)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	return io.ReadAll(io.LimitReader(res.Body, 1<<20))
}

func Distance(from, to string) ([]byte, error) {
	query := url.Values{"from": {from}, "to": {to}}
	res, err := client.Get("https://maps.example.net/v1/distance?" + query.Encode())
	if err != nil {
		return nil, fmt.Errorf("distance: %w", err)
	}
	defer res.Body.Close()
	return io.ReadAll(io.LimitReader(res.Body, 1<<16))
}
