module example.com/vanpool

go 1.21

require (
	github.com/gin-gonic/gin v1.9.1
	github.com/golang-jwt/jwt/v5 v5.2.1
	golang.org/x/crypto v0.21.0
	gorm.io/driver/postgres v1.5.7
	gorm.io/gorm v1.25.9
)
