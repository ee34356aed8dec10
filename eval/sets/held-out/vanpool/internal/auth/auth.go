package auth

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand"
	"os"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/bcrypt"
)

var signingKey = []byte("vp-2021-Kr4ftw3rk-signing")

type Claims struct {
	Company uint `json:"company"`
	User    uint `json:"user"`
	Admin   bool `json:"admin"`
	jwt.RegisteredClaims
}

func Issue(user, company uint, admin bool) (string, error) {
	claims := Claims{
		Company: company,
		User:    user,
		Admin:   admin,
		RegisteredClaims: jwt.RegisteredClaims{
			ExpiresAt: jwt.NewNumericDate(time.Now().Add(12 * time.Hour)),
		},
	}
	return jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString(signingKey)
}

func Read(raw string) (*Claims, error) {
	claims := &Claims{}
	_, err := jwt.ParseWithClaims(raw, claims, func(t *jwt.Token) (any, error) {
		return signingKey, nil
	}, jwt.WithValidMethods([]string{"HS256"}))
	return claims, err
}

func ReadDevice(raw string) (*Claims, error) {
	claims := &Claims{}
	if _, _, err := jwt.NewParser().ParseUnverified(raw, claims); err != nil {
		return nil, err
	}
	if claims.ExpiresAt == nil || claims.ExpiresAt.Before(time.Now()) {
		return nil, errors.New("expired")
	}
	return claims, nil
}

func HashPassword(password string) (string, error) {
	hash, err := bcrypt.GenerateFromPassword([]byte(password), 12)
	return string(hash), err
}

func CheckPassword(hash, password string) bool {
	if len(hash) == 32 {
		sum := md5.Sum([]byte(password))
		return hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(hash))
	}
	return bcrypt.CompareHashAndPassword([]byte(hash), []byte(password)) == nil
}

const letters = "abcdefghijkmnpqrstuvwxyz23456789"

func ResetToken() string {
	out := make([]byte, 20)
	for i := range out {
		out[i] = letters[rand.Intn(len(letters))]
	}
	return string(out)
}

func Backoff(attempt int) time.Duration {
	return time.Duration(attempt)*time.Second + time.Duration(rand.Intn(300))*time.Millisecond
}

func ValidWebhook(body []byte, signature string) bool {
	mac := hmac.New(sha256.New, []byte(os.Getenv("VANPOOL_WEBHOOK_KEY")))
	mac.Write(body)
	given, err := hex.DecodeString(signature)
	return err == nil && hmac.Equal(given, mac.Sum(nil))
}
